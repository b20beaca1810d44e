import { Principal } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { forPurpose } from '@sambung/database';
import { forbidden, notFound, refuseFaults } from '@sambung/errors';
import { emit } from '@sambung/events';
import { BatchedProfile, toSituation } from '@sambung/matches';
import { Day, isDay } from '@sambung/matching';
import { documentFaults } from '@sambung/offers';
import { maySeeExact, seatsOf } from '@sambung/overlap';
import { checkRegion, inRegion } from '@sambung/reference';
import { Vault } from '@sambung/vault';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { Result, resultFor, wants } from './outcome';
import { countPopulation, Population, populationAfter } from './population.query';
import { Counted, Counts, nothingCounted, published, ShownCounts, Tables, Tally } from './result';
import { SimulatedCase, Simulation } from './simulation.entity';

const DISTRICT_PARTS = 3;
/** People of one job: half a second of work, after which saves go first. */
const PART = 500;
const MOST_LISTED = 50;

export interface SimulationWish extends Omit<SimulatedCase, 'asOf'> {
  offerId: string;
  /** Null for today. */
  asOf: Day | null;
  overlaps: object[];
}

export interface Demand {
  /** Who could apply, by what is known. */
  eligible: number | null;
  /** Those of them who state a need that the offer answers. */
  wanting: number | null;
  /** Seats that the document counts. */
  seats: number | null;
  /** People who want it a seat, hundredths. */
  perSeat: number | null;
}

export interface SimulationResult extends Tables<Counts | ShownCounts> {
  /** Whether small numbers are hidden and the rest rounded. */
  rounded: boolean;
  demand: Demand;
}

function changesOf(before: Result, after: Result): Counted[] {
  const changed: Record<Result, Counted> = { in: 'newlyIn', out: 'newlyOut', open: 'newlyUndetermined' };
  const now: Record<Result, Counted[]> = { in: ['eligible'], open: ['undetermined'], out: [] };
  return [...(before === after ? [] : [changed[after]]), ...now[after]];
}

const populationOf = ({ before, after, regionCode }: Pick<SimulatedCase, 'before' | 'after' | 'regionCode'>): Population => ({
  documents: [...(before ? [before] : []), after],
  regionCode,
});

/** What an offer would do to the people who are there, before it does. Counted in parts by the matcher; the result is kept for whoever asked. */
@Injectable()
export class Simulations {
  constructor(
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError with every fault, or for a region that is not the principal's to ask about */
  async ask(tx: EntityManager, principal: Principal, { offerId, overlaps, ...wished }: SimulationWish): Promise<Simulation> {
    refuseFaults([...documentFaults(wished.after), ...wishFaults(wished)]);
    const wish: SimulatedCase = { ...wished, regionCode: regionFor(principal, wished.regionCode), asOf: wished.asOf ?? this.clock.today() };
    const people = await forPurpose(tx, 'planning', () => countPopulation(tx, populationOf(wish)));
    const exact = maySeeExact(principal, wish.regionCode ?? '');
    const id = uuid();
    const row = { id, offerId, askedBy: principal.id, wish, exact, state: 'running' as const, people, counts: nothingCounted(), overlaps };
    await tx.insert(Simulation, row as object);
    await emit(tx, 'simulation.asked', { simulationId: id });
    return tx.findOneByOrFail(Simulation, { id });
  }

  /** @throws DomainError SimulationUnknown for what somebody else asked */
  async get(tx: EntityManager, principal: Principal, id: string): Promise<Simulation> {
    const found = await tx.findOneBy(Simulation, { id, askedBy: principal.id });
    if (!found) throw notFound('SimulationUnknown', 'Simulasi tidak ditemukan.', 'There is no such simulation.');
    return found;
  }

  /** The principal's own, newest first. */
  list(tx: EntityManager, principal: Principal): Promise<Simulation[]> {
    return tx.find(Simulation, { where: { askedBy: principal.id }, order: { id: 'desc' }, take: MOST_LISTED });
  }

  /** Looks at the next people and, while there are more, asks for another part. May run twice or late: it goes on from what is committed. */
  async nextPart(tx: EntityManager, id: string): Promise<void> {
    const simulation = await tx.findOne(Simulation, { where: { id, state: 'running' }, lock: { mode: 'pessimistic_write' } });
    if (!simulation) return;
    const { wish } = simulation;
    const tally = new Tally(simulation.counts);
    let { wanting, lastActor } = simulation;
    let scanned = 0;
    do {
      const batch = await populationAfter(tx, this.vault, populationOf(wish), lastActor);
      for (const profile of batch.profiles) wanting += count(profile, wish, tally);
      scanned += batch.scanned;
      lastActor = batch.last;
    } while (lastActor && scanned < PART);
    const ended = lastActor ? {} : { state: 'done' as const, endedAt: this.clock.now() };
    const counted = { scanned: simulation.scanned + scanned, lastActor, counts: tally.exact() as object, wanting };
    await tx.update(Simulation, { id }, { ...counted, ...ended });
    if (lastActor) await emit(tx, 'simulation.asked', { simulationId: id });
  }
}

/** What the asker may see of it. */
export function resultOf({ counts, exact, wanting, wish }: Simulation): SimulationResult {
  const tables = exact ? counts : published(counts);
  return { rounded: !exact, ...tables, demand: demandOf(tables.total, exact, wanting, seatsOf(wish.after)) };
}

/** @returns 1 for somebody who could apply and wants it */
function count(profile: BatchedProfile, { before, after, asOf }: SimulatedCase, tally: Tally): 0 | 1 {
  const situation = toSituation(profile, asOf);
  const results = [resultFor(before, situation), resultFor(after, situation)] as const;
  const sex = situation.facts['owner.sex']?.value;
  const { roles, regionCode } = profile.actor;
  const district = regionCode.split('.').slice(0, DISTRICT_PARTS).join('.');
  tally.add({ district, sex: typeof sex === 'string' ? sex : 'unknown', kind: roles[0]! }, changesOf(...results));
  return results[1] === 'in' && wants(after, situation) ? 1 : 0;
}
function demandOf(total: Counts | ShownCounts, exact: boolean, wanting: number, seats: number | null): Demand {
  const shown = exact ? wanting : published({ total: { ...(total as Counts), eligible: wanting }, byDistrict: [], bySex: [], byKind: [] }).total.eligible; // prettier-ignore
  const perSeat = shown === null || !seats ? null : Math.round((shown * 100) / seats);
  return { eligible: total.eligible, wanting: shown, seats, perSeat };
}

function wishFaults({ asOf, regionCode }: Pick<SimulationWish, 'asOf' | 'regionCode'>) {
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
