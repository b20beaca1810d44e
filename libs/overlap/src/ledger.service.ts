import { Principal } from '@sambung/accounts';
import { Clock, Config } from '@sambung/config';
import { refuseFaults } from '@sambung/errors';
import { EntryStatus, isDay, OVERLAP_RULES } from '@sambung/matching';
import { OffersService } from '@sambung/offers';
import { FactsService, IdentityKeys } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { EntityManager, In, IsNull } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { entriesOf } from './ledger.query';
import { governmentLevel } from './planned-offer';
import type { Received } from './received';

/** Registers that some rule asks. */
export const SOURCES: readonly string[] = [...new Set(OVERLAP_RULES.flatMap(({ sources }) => sources.map(({ source }) => source)))].sort();

/** The register that our own matches and most recipient lists belong to. */
export const RECIPIENTS = 'recipients';

/** What the states of a match mean for the ledger; the others leave no trace there. */
const STATUS_OF: Readonly<Record<string, EntryStatus>> = {
  accepted: 'planned',
  inProgress: 'active',
  completed: 'completed',
  dropped: 'dropped',
  withdrawn: 'cancelled',
};
const OVER: readonly EntryStatus[] = ['completed', 'dropped', 'cancelled'];

/** A match as far as the ledger needs it. */
export interface LedgerMatch {
  id: string;
  actorId: string;
  offerVersionId: string;
}

@Injectable()
export class LedgerService {
  private readonly keys: IdentityKeys;

  constructor(
    private readonly offers: OffersService,
    private readonly facts: FactsService,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.keys = new IdentityKeys(config);
  }

  /** What the actor received, and what others on the same family card did. */
  async of(tx: EntityManager, actorId: string): Promise<Received> {
    return (await this.ofMany(tx, [actorId])).get(actorId)!;
  }

  async ofMany(tx: EntityManager, actorIds: readonly string[]): Promise<ReadonlyMap<string, Received>> {
    const households = await this.householdsOf(tx, actorIds);
    const asked = [...new Set(actorIds)].map((id) => ({ id, household: households.get(id) ?? null }));
    const entries = await entriesOf(tx, asked);
    return new Map(
      asked.map(({ id, household }) => [id, { entries: entries.get(id)!, household: household && household.toString('hex') }]),
    );
  }

  private async householdsOf(tx: EntityManager, actorIds: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    const cards = await this.facts.find(tx, { where: { actorId: In([...actorIds]), key: 'owner.familyCard', endedAt: IsNull() } });
    return new Map(cards.map(({ actorId, value }) => [actorId, this.keys.digest('familyCard', String(value))]));
  }

  /**
   * Keeps the entries of one match, one for each need of its offer, in step with its state. May run twice.
   * @param outcome what the partner said of it; `amount` is IDR
   */
  async recordMatch(tx: EntityManager, match: LedgerMatch, state: string, outcome: Record<string, unknown> | null = null): Promise<void> {
    const status = STATUS_OF[state];
    if (!status) return;
    const today = this.clock.today();
    const endsOn = OVER.includes(status) ? today : null;
    const amount = Number.isSafeInteger(outcome?.amount) && (outcome!.amount as number) >= 0 ? (outcome!.amount as number) : null;
    const { affected } = await this.update(tx, match.id, { status, endsOn, amount });
    if (affected > 0 || status === 'cancelled') return;
    await this.insert(tx, match, { status, startsOn: today, endsOn, amount });
  }

  /** A start that lies ahead of the end, as after a change of the clock, gives way to it. */
  private async update(
    tx: EntityManager,
    matchId: string,
    { status, endsOn, amount }: { status: EntryStatus; endsOn: string | null; amount: number | null },
  ): Promise<{ affected: number }> {
    const rows: unknown[] = await tx.query(
      `with changed as (
         update ledger_entries set status = $2, ends_on = greatest($3::date, starts_on), amount = coalesce($4, amount)
         where match_id = $1 returning id)
       select id from changed`,
      [matchId, status, endsOn, amount],
    );
    return { affected: rows.length };
  }

  private async insert(
    tx: EntityManager,
    { id, actorId, offerVersionId }: LedgerMatch,
    given: { status: EntryStatus; startsOn: string; endsOn: string | null; amount: number | null },
  ): Promise<void> {
    const { offer, version } = await this.offers.byVersion(tx, offerVersionId);
    const { document } = version;
    const household = (await this.householdsOf(tx, [actorId])).get(actorId) ?? null;
    await tx.query(
      `insert into ledger_entries (id, actor_id, household, intervention, kind, level, funder, offer, programme, region_code, amount,
         starts_on, ends_on, status, evidence, source, match_id)
       select gen_random_uuid(), actors.id, $3, need, $4, $5, institutions.slug, $6, $7, actors.region_code, $8, $9, $10, $11, 'officer', $12, $13
       from actors join institutions on institutions.id = $14 cross join (select distinct unnest($2::text[]) as need) as needs where actors.id = $1`,
      [
        actorId, document.needs, household, document.kind, governmentLevel(document.level), offer.slug, document.programme ?? null,
        given.amount, given.startsOn, given.endsOn, given.status, RECIPIENTS, id, offer.institutionId,
      ],
    ); // prettier-ignore
  }

  /**
   * Records that an officer looked the actor up in a register, which then counts as read and complete for this actor.
   * @throws DomainError for a register that no rule asks, or a day ahead
   */
  async recordCheck(
    tx: EntityManager,
    principal: Principal,
    actorId: string,
    check: { source: string; asOf: string; note: string },
  ): Promise<void> {
    const { source, asOf, note } = check;
    refuseFaults([...sourceFaults(source), ...dayFaults('/asOf', asOf, this.clock.today())]);
    await tx.query('insert into register_checks (id, actor_id, source, as_of, note, recorded_by) values ($1, $2, $3, $4, $5, $6)', [
      uuid(),
      actorId,
      source,
      asOf,
      note,
      principal.id,
    ]);
  }
}

export function sourceFaults(source: string) {
  if (SOURCES.includes(source)) return [];
  const list = SOURCES.join(', ');
  return [{ pointer: '/source', code: 'SourceUnknown', detail: { id: `Pilih salah satu dari: ${list}.`, en: `Choose one of: ${list}.` } }];
}

/** @returns faults of a text that is no day of the calendar up to today */
export function dayFaults(pointer: string, day: string, today: string) {
  if (!isDay(day)) return [{ pointer, code: 'NotDate', detail: { id: 'Tulis tanggal TTTT-BB-HH.', en: 'Write a date YYYY-MM-DD.' } }];
  if (day <= today) return [];
  return [{ pointer, code: 'DateAhead', detail: { id: 'Tidak boleh sesudah hari ini.', en: 'Must not lie ahead.' } }];
}
