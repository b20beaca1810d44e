import { REASON_CODES, ReasonCode } from '@sambung/matches';
import { childRegions, isNeed, regionLevel, regions, ROLES } from '@sambung/reference';
import { Visit } from '../web/visit';

export const MATCHES = '/dasbor/kecocokan';
export const ACTORS = '/dasbor/pelaku';

/** Figures that count matches, as `app_report_steps` calls them; `decided` counts decisions. */
export const MATCH_FIGURES = [
  'waiting', 'approved', 'accepted', 'stopped', 'offered', 'answered', 'taken', 'decided', 'inHand',
] as const; // prettier-ignore
export type MatchFigure = (typeof MATCH_FIGURES)[number];

/** Steps of the funnel, in their order. */
export const FUNNEL = ['registered', 'needs', 'interested', 'approved', 'accepted', 'completed'] as const;
/** Figures that count actors, as `app_report_people` calls them. */
export const ACTOR_FIGURES = [...FUNNEL, 'stated', 'noNeed', 'declaredOnly', 'outdated', 'untouched', 'twins'] as const;
export type ActorFigure = (typeof ACTOR_FIGURES)[number];

export const STOPPED = ['returned', 'rejected', 'declined', 'notInterested'] as const;
export type StoppedState = (typeof STOPPED)[number];

/** Regencies and cities that the figures cover: Malang Raya. */
export const AREA = ['35.07', '35.73', '35.79'];
/** What an address calls all of these. */
export const MALANG_RAYA = 'malang-raya';
export const AREA_NAME = { id: 'Malang Raya', en: 'Malang Raya' };

const REGENCY_LEVEL = 2;
const DISTRICT_LEVEL = 3;

const districtsIn = (regency: string): string[] => childRegions(regency).map(({ code }) => code);

/** Codes of the kecamatan that an address names; of a regency its own too, for rows that name no kecamatan. */
export function regionsNamed(region: string): readonly string[] {
  if (region === MALANG_RAYA) return AREA.flatMap(districtsIn);
  return regionLevel(region) === REGENCY_LEVEL ? [region, ...districtsIn(region)] : [region];
}

export const isRegionName = (text: string): boolean =>
  text === MALANG_RAYA || (regions().has(text) && [REGENCY_LEVEL, DISTRICT_LEVEL].includes(regionLevel(text)));

/** What officers did counts from the first moment of the day so many days ago, so that a list made later the same day has the same rows. */
export const WORKLOAD_DAYS = 30;
const DAY_MS = 86_400_000;
export const workloadSince = (today: string): Date => new Date(Date.parse(`${today}T00:00:00+07:00`) - WORKLOAD_DAYS * DAY_MS);

/** Officers without a territory. */
export const NO_TERRITORY = '–';

/** Which matches are listed. */
export interface MatchesView {
  figure: MatchFigure;
  region?: string;
  institution?: string;
  /** With its reason, of matches that stopped. */
  state?: StoppedState;
  reason?: ReasonCode;
  /** Of the officer, of what officers do. */
  territory?: string;
}

/** Which actors are listed. */
export interface ActorsView {
  figure: ActorFigure;
  region?: string;
  kind?: string;
  /** That they state. */
  need?: string;
}

export const isOfOfficers = (figure: MatchFigure): boolean => figure === 'decided' || figure === 'inHand';
export const isOfAnswers = (figure: MatchFigure): boolean => figure === 'offered' || figure === 'answered' || figure === 'taken';
/** Whether all its rows took the same step, or none that says more than the state that they are in. */
export const isOfOneStep = (figure: MatchFigure): boolean => !['stopped', 'answered', 'decided'].includes(figure);

const given = <T extends object>(view: T): T =>
  Object.fromEntries(Object.entries(view).filter(([, value]) => value !== undefined && value !== '')) as T;

const oneOf = <T extends string>(options: readonly T[], text: string | undefined): T | undefined =>
  options.find((option) => option === text);

const regionOf = (visit: Visit): string | undefined => {
  const region = visit.query('wilayah');
  return region !== undefined && isRegionName(region) ? region : undefined;
};

/** What an address asks for; what it asks wrongly, or what its figure has not, is left out. */
export function matchesViewOf(visit: Visit): MatchesView {
  const figure = oneOf(MATCH_FIGURES, visit.query('angka')) ?? 'waiting';
  const stopped = figure === 'stopped' && {
    state: oneOf(STOPPED, visit.query('keadaan')),
    reason: oneOf(REASON_CODES, visit.query('sebab')),
  };
  const place = visit.query('kerja') ?? '';
  const territory = isOfOfficers(figure) && (place === NO_TERRITORY || regions().has(place)) ? place : undefined;
  return given({ figure, region: regionOf(visit), institution: visit.query('lembaga'), ...stopped, territory }) as MatchesView;
}

export function actorsViewOf(visit: Visit): ActorsView {
  const figure = oneOf(ACTOR_FIGURES, visit.query('angka')) ?? 'registered';
  const [need, kind] = [visit.query('kebutuhan'), oneOf(Object.keys(ROLES), visit.query('jenis'))];
  return given({ figure, region: regionOf(visit), kind, need: figure === 'stated' && need && isNeed(need) ? need : '' });
}

const addressOf = (path: string, asked: Record<string, string | undefined>): string =>
  `${path}?${new URLSearchParams(given(asked) as Record<string, string>).toString()}`;

const pageName = (page: number | undefined): string | undefined => (page && page > 1 ? String(page) : undefined);

export function matchesAddress(view: MatchesView, { path = MATCHES, page }: { path?: string; page?: number } = {}): string {
  const { figure, region, institution, state, reason, territory } = view;
  const asked = { angka: figure, wilayah: region, lembaga: institution, keadaan: state, sebab: reason, kerja: territory };
  return addressOf(path, { ...asked, lembar: pageName(page) });
}

export function actorsAddress(
  { figure, region, kind, need }: ActorsView,
  { path = ACTORS, page }: { path?: string; page?: number } = {},
): string {
  return addressOf(path, { angka: figure, wilayah: region, jenis: kind, kebutuhan: need, lembar: pageName(page) });
}

/** The actors that a cell counts. */
export const actorsOfCell = ({ district, intervention, target }: { district: string; intervention: string; target: string }): string =>
  actorsAddress({ figure: 'stated', region: district, kind: target, need: intervention });

const PAGE = /^[1-9]\d{0,5}$/;

/** Which page of a list an address asks for, from 1. */
export const pageAsked = (visit: Visit): number => {
  const text = visit.query('lembar') ?? '';
  return PAGE.test(text) ? Number(text) : 1;
};
