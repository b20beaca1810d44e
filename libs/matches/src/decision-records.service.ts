import { Sealer, Vault } from '@sambung/vault';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import type { StoredExplanation } from './explanation';
import type { MatchTransition } from './match.entity';
import type { Snapshot } from './snapshot';

/** A step of a match with the explanation that it rests on, if it decided. */
export type RecordedStep = MatchTransition & { explanation: StoredExplanation | null };

const TABLE = 'match_transitions';

/** What decisions rest on, sealed as a whole under the actor's key: an explanation names values, and so does a snapshot. */
@Injectable()
export class DecisionRecords {
  constructor(private readonly vault: Vault) {}

  /** @returns by actor; holds their keys until the transaction ends */
  sealers(tx: EntityManager, actorIds: readonly string[]): Promise<ReadonlyMap<string, Sealer>> {
    return this.vault.sealers(tx, 'actor', actorIds);
  }

  async open(tx: EntityManager, steps: readonly MatchTransition[]): Promise<RecordedStep[]> {
    const decided = steps.filter((step): step is MatchTransition & { explanationSealed: Buffer } => step.explanationSealed !== null);
    const values = decided.map(({ id, explanationSealed }) => ({
      table: TABLE,
      id,
      column: 'explanation_sealed',
      sealed: explanationSealed,
    }));
    const texts = await this.vault.open(tx, values);
    const explanations = new Map(decided.map(({ id }, index) => [id, JSON.parse(texts[index]!) as StoredExplanation]));
    return steps.map((step) => Object.assign(step, { explanation: explanations.get(step.id) ?? null }));
  }

  async openOne(tx: EntityManager, step: MatchTransition): Promise<RecordedStep> {
    return (await this.open(tx, [step]))[0]!;
  }

  /** @returns null for a decision made before snapshots were kept */
  async snapshotOf(tx: EntityManager, { id, snapshotSealed }: MatchTransition): Promise<Snapshot | null> {
    if (!snapshotSealed) return null;
    return JSON.parse(await this.vault.openOne(tx, { table: TABLE, id, column: 'snapshot_sealed', sealed: snapshotSealed })) as Snapshot;
  }
}

export const sealedExplanation = (sealer: Sealer, id: string, explanation: StoredExplanation): Buffer =>
  sealer.seal(TABLE, id, 'explanation_sealed', JSON.stringify(explanation));

export const sealedSnapshot = (sealer: Sealer, id: string, snapshot: Snapshot): Buffer =>
  sealer.seal(TABLE, id, 'snapshot_sealed', JSON.stringify(snapshot));
