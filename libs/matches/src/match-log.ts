import { authorColumns, Principal } from '@sambung/accounts';
import { emit } from '@sambung/events';
import { LedgerService } from '@sambung/overlap';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { DecisionRecords, RecordedStep, sealedExplanation, sealedSnapshot } from './decision-records.service';
import { Explanation } from './explanation';
import { Match, MatchTransition } from './match.entity';
import { Snapshot } from './snapshot';
import { assertStep, MatchState, ReasonCode, SHARED, STANDING } from './states';

/** A step to take; `by` is null when the system itself takes it. */
export interface Step {
  to: MatchState;
  by: Principal | null;
  reasonCode: ReasonCode | null;
  note: string | null;
  outcome?: Record<string, unknown> | null;
  explanation?: Explanation;
  /** What the explanation was made from. */
  snapshot?: Snapshot;
  assigneeId?: string | null;
}

/** A step of many matches at once: those that a round takes, of which no partner is told. */
export interface BulkStep {
  to: 'offered' | 'waitlisted' | 'superseded';
  roundId: string;
  by: Principal | null;
  reasonCode: ReasonCode | null;
}

interface Bulk {
  explanation?: Explanation;
  snapshot?: Snapshot;
}

interface BulkRow extends Bulk {
  match: Pick<Match, 'id' | 'actorId'>;
  fromState: MatchState | null;
}

/** Columns of a match that the database does not fill in. */
export type NewMatch = Omit<Match, 'state' | 'reviewNeeded' | 'assigneeId' | 'version' | 'createdAt' | 'updatedAt'>;

const CHUNK = 500;

const chunksOf = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, index) => items.slice(index * CHUNK, (index + 1) * CHUNK));

/** Whether the partner knows of a match in this state. */
const isTold = ({ roundId }: Match, state: MatchState | null): boolean =>
  state !== null && SHARED.includes(state) && !(roundId && state === 'offered');

/** Moves matches from state to state and keeps the record of it. */
@Injectable()
export class MatchLog {
  constructor(
    private readonly ledger: LedgerService,
    private readonly records: DecisionRecords,
  ) {}

  /**
   * Takes one legal step of a match whose row the caller holds.
   * @throws DomainError TransitionIllegal
   */
  async step(tx: EntityManager, match: Match, step: Step): Promise<RecordedStep> {
    assertStep(match.state, step.to);
    return this.write(tx, match, step);
  }

  /** The first row of the record, or a step back that undoes one: legal whatever the table of steps says. */
  async write(tx: EntityManager, match: Match, step: Step, fromState: MatchState | null = match.state): Promise<RecordedStep> {
    const { to, assigneeId } = step;
    const transition = await this.record(tx, match, step, fromState);
    const version = fromState === null ? match.version : match.version + 1;
    // Whoever decides has looked again; what a partner or the system does to a standing match is no such look.
    const settled = step.explanation || !STANDING.includes(to) ? { reviewNeeded: false } : {};
    await tx.update(Match, { id: match.id }, { state: to, version, ...settled, ...(assigneeId !== undefined && { assigneeId }) });
    await this.ledger.recordMatch(tx, match, to, step.outcome);
    if (to === 'withdrawn' && isTold(match, fromState)) await emit(tx, 'match.withdrawn', { matchId: match.id });
    Object.assign(match, await tx.findOneByOrFail(Match, { id: match.id }));
    return transition;
  }

  private async record(tx: EntityManager, match: Match, step: Step, fromState: MatchState | null): Promise<RecordedStep> {
    const { to: toState, by, reasonCode, note, outcome = null, explanation = null } = step;
    const author = by ? authorColumns(by) : { personId: null, apiKeyId: null };
    const id = uuid();
    const row = { id, matchId: match.id, fromState, toState, ...author, reasonCode, note, outcome };
    await tx.insert(MatchTransition, { ...row, ...(explanation && (await this.sealed(tx, match, id, step))) } as object);
    return Object.assign(await tx.findOneByOrFail(MatchTransition, { id }), { explanation });
  }

  /** Every step with the explanation that it rests on. */
  async stepsOf(tx: EntityManager, matchId: string): Promise<RecordedStep[]> {
    return this.records.open(tx, await tx.find(MatchTransition, { where: { matchId }, order: { at: 'asc', id: 'asc' } }));
  }

  private async sealed(tx: EntityManager, { actorId }: Match, id: string, { explanation, snapshot }: Step): Promise<object> {
    const sealer = (await this.records.sealers(tx, [actorId])).get(actorId)!;
    return {
      explanationSealed: sealedExplanation(sealer, id, explanation!),
      snapshotSealed: snapshot ? sealedSnapshot(sealer, id, snapshot) : null,
    };
  }

  /** Opens many matches at once with the first row of their records. */
  async openAll(tx: EntityManager, opened: readonly (Bulk & { row: NewMatch })[], step: BulkStep): Promise<void> {
    for (const chunk of chunksOf(opened)) {
      await tx.query(
        `insert into matches (id, actor_id, offer_id, offer_version_id, institution_id, region_code, origin, state, verdict, fit, coverage, round_id)
         select id, "actorId", "offerId", "offerVersionId", "institutionId", "regionCode", origin, $2, verdict, fit, coverage, "roundId"
         from jsonb_to_recordset($1) as opened(
           id uuid, "actorId" uuid, "offerId" uuid, "offerVersionId" uuid, "institutionId" uuid, "regionCode" text, origin text,
           verdict text, fit integer, coverage integer, "roundId" uuid)`,
        [JSON.stringify(chunk.map(({ row }) => row)), step.to],
      );
      await this.recordAll(tx, chunk.map(({ row, explanation }) => ({ match: row, fromState: null, explanation })), step); // prettier-ignore
    }
  }

  /**
   * Takes the same legal step of many matches whose actors the caller holds.
   * @throws DomainError TransitionIllegal
   */
  async stepAll(tx: EntityManager, stepped: readonly (Bulk & { match: Match })[], step: BulkStep): Promise<void> {
    for (const { match } of stepped) assertStep(match.state, step.to);
    for (const chunk of chunksOf(stepped)) {
      await tx.query(
        `update matches set state = $2, round_id = $3, version = version + 1, review_needed = false, updated_at = now() where id = any($1)`,
        [chunk.map(({ match }) => match.id), step.to, step.roundId],
      );
      await this.recordAll(tx, chunk.map(({ match, explanation }) => ({ match, fromState: match.state, explanation })), step); // prettier-ignore
    }
  }

  /** Records one officer's decision on many matches that the caller holds and has found open to it. */
  async decideAll(
    tx: EntityManager,
    decided: readonly { match: Match; explanation: Explanation; snapshot: Snapshot }[],
    step: Pick<Step, 'to' | 'by' | 'reasonCode' | 'note'>,
  ): Promise<void> {
    await this.recordAll(tx, decided.map((row) => ({ ...row, fromState: row.match.state })), step); // prettier-ignore
    await tx.query(
      `update matches set state = $1, version = version + 1, review_needed = false, verdict = now_is.verdict, fit = now_is.fit,
         coverage = now_is.coverage, updated_at = now()
       from unnest($2::uuid[], $3::text[], $4::int[], $5::int[]) as now_is(id, verdict, fit, coverage) where matches.id = now_is.id`,
      [
        step.to, decided.map(({ match }) => match.id), decided.map(({ explanation }) => explanation.verdict),
        decided.map(({ explanation }) => explanation.fit.total), decided.map(({ explanation }) => explanation.fit.coverage),
      ],
    ); // prettier-ignore
    for (const { match } of decided) await this.ledger.recordMatch(tx, match, step.to);
  }

  private async recordAll(
    tx: EntityManager,
    rows: readonly BulkRow[],
    { to, by, reasonCode, note = null }: Pick<Step, 'to' | 'by' | 'reasonCode'> & { note?: string | null },
  ): Promise<void> {
    const { personId, apiKeyId } = by ? authorColumns(by) : { personId: null, apiKeyId: null };
    const explained = rows.filter(({ explanation }) => explanation).map(({ match }) => match.actorId);
    const sealers = await this.records.sealers(tx, explained);
    const ids = rows.map(() => uuid());
    const sealed = rows.map(({ match, explanation }, index) =>
      explanation ? sealedExplanation(sealers.get(match.actorId)!, ids[index]!, explanation) : null,
    );
    const snapshots = rows.map(({ match, snapshot }, index) =>
      snapshot ? sealedSnapshot(sealers.get(match.actorId)!, ids[index]!, snapshot) : null,
    );
    await tx.query(
      `insert into match_transitions
         (id, match_id, from_state, to_state, person_id, api_key_id, reason_code, note, explanation_sealed, snapshot_sealed)
       select id, match_id, from_state, $1, $2, $3, $4, $5, explanation, snapshot
       from unnest($6::uuid[], $7::uuid[], $8::text[], $9::bytea[], $10::bytea[]) as step(id, match_id, from_state, explanation, snapshot)`,
      [
        to, personId, apiKeyId, reasonCode, note, ids, rows.map(({ match }) => match.id), rows.map(({ fromState }) => fromState), sealed,
        snapshots,
      ],
    ); // prettier-ignore
  }
}
