import { Clock } from '@sambung/config';
import { Naming } from '@sambung/matching';
import { codeName } from '@sambung/reference';
import { Language } from '@sambung/ui';
import { toCsv } from '../../http/csv';
import { ListedActor, ListedMatch } from './figure-lists.query';

/** What codes, texts and moments are written with. */
interface Writing extends Pick<Language, 't' | 'term'> {
  names: Naming;
  clock: Clock;
}

type Columns<Row> = Readonly<Record<string, (row: Row, writing: Writing) => string | number | null>>;

/** Each code with its name beside it, for people read the files too. Ids stay in the office. */
const MATCHES: Columns<ListedMatch> = {
  offer: ({ offer }) => offer,
  offerName: ({ offer }, { names, term }) => term(names(offer)),
  institution: ({ institution }) => institution,
  region: ({ place }) => place,
  regionName: ({ place }, { term }) => term(codeName(place)),
  kind: ({ kind }) => kind,
  kindName: ({ kind }, { term }) => term(codeName(kind)),
  step: ({ step }) => step,
  stepName: ({ step }, { t }) => t(`state.${step}`),
  day: ({ at }, { clock }) => clock.dayOf(at),
  reason: ({ reason }) => reason,
  reasonName: ({ reason }, { t }) => reason && t(`reason.${reason}`),
  answerHours: ({ hours }) => hours && Math.ceil(hours),
  state: ({ state }) => state,
  stateName: ({ state }, { t }) => t(`state.${state}`),
};

const ACTORS: Columns<ListedActor> = {
  kind: ({ kind }) => kind,
  kindName: ({ kind }, { term }) => term(codeName(kind)),
  kbli: ({ business }) => business,
  kbliName: ({ business }, { term }) => business && term(codeName(business)),
  region: ({ place }) => place,
  regionName: ({ place }, { term }) => term(codeName(place)),
  registered: ({ registered }, { clock }) => clock.dayOf(registered),
  updated: ({ updated }, { clock }) => clock.dayOf(updated),
  facts: ({ facts }) => facts,
};

const fileOf = <Row>(columns: Columns<Row>, rows: readonly Row[], writing: Writing): string =>
  toCsv(Object.keys(columns), rows.map((row) => Object.values(columns).map((of) => of(row, writing)))); // prettier-ignore

export const toMatchesCsv = (rows: readonly ListedMatch[], writing: Writing): string => fileOf(MATCHES, rows, writing);

export const toActorsCsv = (rows: readonly ListedActor[], writing: Writing): string => fileOf(ACTORS, rows, writing);
