import { Principal } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { forPurpose } from '@sambung/database';
import { forbidden, refuseFaults } from '@sambung/errors';
import { BatchedProfile, statusOf, toSituation } from '@sambung/matches';
import { Day, evaluateTree, isDay, needAlignment, Situation } from '@sambung/matching';
import { documentFaults, OfferDocument } from '@sambung/offers';
import { maySeeExact, seatsOf } from '@sambung/overlap';
import { checkRegion, inRegion } from '@sambung/reference';
import { Vault } from '@sambung/vault';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { population } from './population.query';
import { Counted, Counts, published, shownCount, ShownCounts, Tables, Tally } from './result';

const DISTRICT_PARTS = 3;

export interface SimulationWish {
  slug: string;
  /** What counts today; null for an offer that was never published. */
  before: OfferDocument | null;
  after: OfferDocument;
  /** The day on which both are read; null for today. */
  asOf: Day | null;
  /** Only people of this region; null for everybody. */
  regionCode: string | null;
}

export interface Demand {
  /** Who could apply, by what is known. */
  eligible: number | null;
  /** Who lacks something, of those whom the offer may concern. */
  refused: number | null;
  /** Those of them who state a need that the offer answers. */
  wanting: number | null;
  /** Seats that the document counts. */
  seats: number | null;
  /** People who want it a seat, hundredths. */
  perSeat: number | null;
}

export interface SimulationResult extends Tables<Counts | ShownCounts> {
  asOf: Day;
  /** Whether small numbers are hidden and the rest rounded. */
  rounded: boolean;
  demand: Demand;
}

type Result = 'in' | 'out' | 'open';
const RESULTS = { T: 'in', F: 'out', U: 'open' } as const;

function resultFor(document: OfferDocument | null, situation: Situation): Result {
  if (!document || statusOf(document, situation) !== 'open') return 'out';
  return RESULTS[evaluateTree(document.requires, situation).value];
}

function changesOf(before: Result, after: Result): Counted[] {
  const changed: Record<Result, Counted> = { in: 'newlyIn', out: 'newlyOut', open: 'newlyUndetermined' };
  const now: Record<Result, Counted[]> = { in: ['eligible'], open: ['undetermined'], out: [] };
  return [...(before === after ? [] : [changed[after]]), ...now[after]];
}

/** What an offer would do to the people who are there, before it does. */
@Injectable()
export class Simulation {
  constructor(
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** Reads everybody whom either document may concern, a batch at a time; writes nothing. */
  async run(tx: EntityManager, principal: Principal, wish: SimulationWish): Promise<SimulationResult> {
    refuseFaults([...documentFaults(wish.after), ...wishFaults(wish)]);
    const regionCode = regionFor(principal, wish.regionCode);
    const asOf = wish.asOf ?? this.clock.today();
    const tally = new Tally();
    const demand = { wanting: 0, refused: 0 };
    const documents = [...(wish.before ? [wish.before] : []), wish.after];
    await forPurpose(tx, 'planning', async () => {
      for await (const profiles of population(tx, this.vault, documents, regionCode)) {
        for (const profile of profiles) {
          const { isWanting, isRefused } = count(profile, { ...wish, asOf }, tally);
          demand.wanting += Number(isWanting);
          demand.refused += Number(isRefused);
        }
      }
    });
    const exact = seesExact(principal, regionCode);
    const counted = tally.exact();
    const tables = exact ? counted : published(counted);
    return { asOf, rounded: !exact, ...tables, demand: demandOf(tables.total, exact, demand, seatsOf(wish.after)) };
  }
}

/** @returns whether they could apply and want it, and whether the offer refuses them */
function count(
  profile: BatchedProfile,
  { before, after, asOf }: SimulationWish & { asOf: Day },
  tally: Tally,
): { isWanting: boolean; isRefused: boolean } {
  const situation = toSituation(profile, asOf);
  const results = [resultFor(before, situation), resultFor(after, situation)] as const;
  const sex = situation.facts['owner.sex']?.value;
  const { roles, regionCode } = profile.actor;
  const district = regionCode.split('.').slice(0, DISTRICT_PARTS).join('.');
  tally.add({ district, sex: typeof sex === 'string' ? sex : 'unknown', kind: roles[0]! }, changesOf(...results));
  const wanted = situation.facts['need.wanted']?.value;
  const isWanted = Array.isArray(wanted) && (needAlignment(wanted as string[], after.needs) ?? 0) > 0;
  return { isWanting: results[1] === 'in' && isWanted, isRefused: results[1] === 'out' };
}

function demandOf(
  total: Counts | ShownCounts,
  exact: boolean,
  counted: { wanting: number; refused: number },
  seats: number | null,
): Demand {
  const [wanting, refused] = [counted.wanting, counted.refused].map((count) => (exact ? count : shownCount(count))) as [
    number | null,
    number | null,
  ];
  const perSeat = wanting === null || !seats ? null : Math.round((wanting * 100) / seats);
  return { eligible: total.eligible, refused, wanting, seats, perSeat };
}

function wishFaults({ asOf, regionCode }: SimulationWish) {
  const region = regionCode === null ? null : checkRegion(regionCode);
  return [
    ...(asOf === null || isDay(asOf) ? [] : [{ pointer: '/asOf', code: 'NotDate', detail: { id: 'Tulis tanggal TTTT-BB-HH.', en: 'Write a date YYYY-MM-DD.' } }]),
    ...(!region || region.ok ? [] : [{ pointer: '/regionCode', code: region.reason.code, detail: { id: region.reason.id, en: region.reason.en } }]),
  ]; // prettier-ignore
}

/** Officers look at their territory; partners may not cut the country into pieces. */
function regionFor({ role, regionCode: territory }: Principal, wished: string | null): string | null {
  if (role === 'partner' && wished !== null)
    throw forbidden('RegionNotAllowed', 'Khusus kantor pemerintah.', 'For government offices only.');
  if (role !== 'officer' || territory === null) return wished;
  if (wished === null || inRegion(wished, territory)) return wished ?? territory;
  throw forbidden('RegionForeign', 'Bukan wilayah Anda.', 'Not your territory.');
}

const seesExact = (principal: Principal, regionCode: string | null): boolean => maySeeExact(principal, regionCode ?? '');
