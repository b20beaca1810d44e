import { Entrant, RoundSheet } from '@sambung/rounds';
import { DataTable, EmptyState, languageOfText, longMoment, Pagination, Section, useLanguage } from '@sambung/ui';
import { ClearForm, Clearing } from './clear-form';
import { batchName } from './round-words';

export const SHOWN = ['semua', 'dapat', 'belum'] as const;
/** Which applicants are listed: all, those who got a seat, or the others. */
export type Shown = (typeof SHOWN)[number];

export interface EntrantsProps extends Clearing {
  sheet: RoundSheet;
  shown: Shown;
  /** Id of the last one of the page before. */
  after: string | undefined;
  rows: number;
}

/** The part of the list that a page shows, as its address names it. */
const partOf = (shown: Shown, after?: string): string => String(new URLSearchParams({ peserta: shown, ...(after && { sesudah: after }) }));

const addressOf = ({ sheet: { round }, shown }: EntrantsProps, after?: string): string =>
  `/petugas/putaran/${round.id}?${partOf(shown, after)}#peserta`;

/** The wishes of one applicant, best first, each with how it came out or how it stands. */
function Choices({ entrant: { ranking, choices }, ...props }: EntrantsProps & { entrant: Entrant }) {
  const language = useLanguage();
  const { t, locale } = language;
  const { sheet, shown, after } = props;
  const { batches, round } = sheet;
  const action = `/petugas/putaran/${round.id}/izin?${partOf(shown, after)}`;
  const slugOf = (id: string) => batches.find(({ batch }) => batch.id === id)!.offer.offer.slug;
  // An officer clears for an offer: of its batches the first has the form.
  const isFirst = (id: string) => ranking.choices.find((other) => slugOf(other) === slugOf(id)) === id;
  if (choices.length === 0) return <>{ranking.choices.map((id) => batchName(batches, id, language)).join(', ')}</>;
  return (
    <ol class="pilihan-peserta">
      {choices.map(({ choice, outcome }) => (
        <li key={choice.batch}>
          {batchName(batches, choice.batch, language)}{' '}
          <span class="catatan">
            {outcome
              ? outcome.text[languageOfText(locale)]
              : t('rounds.standing', { standing: t(`rounds.standing.${choice.standing}`), points: choice.priority.points })}
          </span>
          {isFirst(choice.batch) ? (
            <ClearForm {...props} action={action} actorId={ranking.actorId} offerSlug={slugOf(choice.batch)} choice={choice} />
          ) : null}
        </li>
      ))}
    </ol>
  );
}

function SeatOf({ entrant: { ranking, seat } }: { entrant: Entrant }) {
  const { t, locale } = useLanguage();
  if (!seat) return <>{ranking.leftAt ? t('rounds.left', { time: longMoment(locale, ranking.leftAt) }) : '–'}</>;
  const { id, state } = seat.match;
  return (
    <>
      <a href={`/petugas/cocok/${id}`}>{t(`state.${state}`)}</a>
      {state === 'offered' ? <p class="catatan">{t('rounds.until', { time: longMoment(locale, seat.seat.expiresAt) })}</p> : null}
    </>
  );
}

/** All, those who got a seat, or the others: once there are any seats. */
function Filter(props: EntrantsProps) {
  const { t } = useLanguage();
  if (!props.sheet.run) return null;
  return (
    <nav class="antrean" aria-label={t('rounds.shown')}>
      <ul>
        {SHOWN.map((shown) => (
          <li key={shown}>
            <a href={addressOf({ ...props, shown })} aria-current={shown === props.shown ? 'true' : undefined}>
              {t(`rounds.shown.${shown}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Who takes part, who got a seat, and why the others did not. */
export function RoundEntrants(props: EntrantsProps) {
  const { t, locale } = useLanguage();
  const { sheet, after, rows } = props;
  const { entrants, size, round } = sheet;
  if (round.state === 'draft') return null;
  const next = entrants.length < rows ? null : addressOf(props, entrants.at(-1)!.ranking.id);
  return (
    <Section id="peserta" title={t('rounds.entrants')}>
      <Filter {...props} />
      {entrants.length === 0 ? (
        <EmptyState title={t(size === 0 ? 'rounds.entrants.none' : 'rounds.entrants.noneSuch')}>
          {round.state === 'open' ? <p>{t('rounds.entrants.none.text')}</p> : null}
        </EmptyState>
      ) : (
        <DataTable
          caption={t('rounds.entrants.count', { count: size })}
          isTitled={sheet.run !== null}
          rows={entrants}
          keyOf={({ ranking }) => ranking.id}
          columns={[
            { title: t('queue.business'), cell: ({ ranking, name }) => <a href={`/petugas/usaha/${ranking.actorId}`}>{name}</a> },
            { title: t('rounds.choices'), cell: (entrant) => <Choices {...props} entrant={entrant} /> },
            { title: t('rounds.seat'), cell: (entrant) => <SeatOf entrant={entrant} /> },
            { title: t('rounds.confirmed'), cell: ({ ranking }) => longMoment(locale, ranking.confirmedAt) },
          ]}
        />
      )}
      <Pagination first={after ? addressOf(props) : null} next={next} />
    </Section>
  );
}
