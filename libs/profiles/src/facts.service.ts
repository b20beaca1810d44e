import { Principal } from '@sambung/accounts';
import { audit, AuditAction, AuditEntry } from '@sambung/audit';
import { Clock, Config } from '@sambung/config';
import { notFound } from '@sambung/errors';
import { Sealer, Vault } from '@sambung/vault';
import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { EntityManager, FindManyOptions, IsNull } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { Actor, LocatedActor, ofActor } from './actor.entity';
import { ActorsService } from './actors.service';
import { FactChange, FactChangesReader, FactWarning, FactWriter } from './fact-changes';
import { FactRow, Level, LEVELS, StoredValue } from './fact.entity';
import { IDENTITY_OF, IdentityKeys } from './identity-keys';
import { OfficerCheckRow } from './officer-check.entity';
import { openFacts, valueColumns } from './sealed-facts';

/** The strongest evidence that each role may vouch for. */
const HIGHEST_LEVEL: Partial<Record<Principal['role'], Level>> = { owner: 'declared', officer: 'officer', admin: 'registry' };

/** Whose facts changed, and what to say of them. */
interface ChangedFacts {
  actor: Actor;
  warnings: FactWarning[];
}

type EndReason = NonNullable<FactRow['endReason']>;

@Injectable()
export class FactsService {
  private readonly keys: IdentityKeys;

  constructor(
    private readonly actors: ActorsService,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {
    this.keys = new IdentityKeys(config);
  }

  current(tx: EntityManager, actor: LocatedActor): Promise<FactRow[]> {
    return this.find(tx, { where: { ...ofActor(actor), endedAt: IsNull() }, order: { key: 'asc' } });
  }

  history(tx: EntityManager, actor: LocatedActor, key: string): Promise<FactRow[]> {
    return this.find(tx, { where: { ...ofActor(actor), key }, order: { recordedAt: 'desc', id: 'desc' } });
  }

  /** Facts with their values in the clear. */
  async find(tx: EntityManager, options: FindManyOptions<FactRow>): Promise<FactRow[]> {
    const rows = await tx.find(FactRow, options);
    await openFacts(tx, this.vault, rows);
    return rows;
  }

  checks(tx: EntityManager, actorId: string): Promise<OfficerCheckRow[]> {
    return tx.find(OfficerCheckRow, { where: { actorId, endedAt: IsNull() }, order: { checkId: 'asc' } });
  }

  private reader(principal: Principal, pointerTo?: FactWriter['pointerTo']): FactChangesReader {
    const writer: FactWriter = { highestLevel: HIGHEST_LEVEL[principal.role] ?? 'declared', source: principal.role, pointerTo };
    return new FactChangesReader(writer, { today: this.clock.today(), allowTestSerial: this.config.ALLOW_TEST_NIK });
  }

  /**
   * Sets and removes facts; those that are not named keep their values. All or nothing.
   * @throws DomainError with a pointer to every faulty fact
   */
  async change(tx: EntityManager, principal: Principal, actorId: string, facts: Readonly<Record<string, unknown>>): Promise<ChangedFacts> {
    const reader = this.reader(principal);
    const changes = reader.read(facts);
    const actor = await this.actors.getForChange(tx, principal, actorId);
    const sealer = await this.vault.sealer(tx, 'actor', actorId);
    for (const change of changes) await this.apply(tx, { principal, actor, sealer }, { ...change, reason: 'superseded', note: null });
    await audit(tx, principal, changed('facts.changed', principal, actor, changes));
    await this.actors.touch(tx, actor, principal);
    return { actor, warnings: reader.warnings };
  }

  /**
   * Replaces a fact that was recorded wrongly; its history says so.
   * @param note why, in the words of whoever corrects it
   */
  async correct(
    tx: EntityManager,
    principal: Principal,
    actorId: string,
    correction: { key: string; change: unknown; note: string },
  ): Promise<ChangedFacts> {
    const { key, change, note } = correction;
    const reader = this.reader(principal, () => '/fact');
    const changes = reader.read({ [key]: change });
    const actor = await this.actors.getForChange(tx, principal, actorId);
    if (!(await tx.existsBy(FactRow, { ...ofActor(actor), key, endedAt: IsNull() }))) {
      throw notFound('FactMissing', 'Fakta ini belum ada, jadi belum bisa dikoreksi.', 'There is no such fact yet to correct.');
    }
    const sealer = await this.vault.sealer(tx, 'actor', actorId);
    for (const one of changes) await this.apply(tx, { principal, actor, sealer }, { ...one, reason: 'corrected', note });
    await audit(tx, principal, changed('fact.corrected', principal, actor, changes));
    await this.actors.touch(tx, actor, principal);
    return { actor, warnings: reader.warnings };
  }

  /**
   * Sets facts that came about by help received, as its organiser attests; a list gains what it lacks. Whatever hangs on them is matched
   * again. The caller holds the actor's row.
   */
  async grant(tx: EntityManager, actor: Actor, granted: readonly { fact: string; value: StoredValue }[], source: string): Promise<void> {
    if (granted.length === 0) return;
    const observedAt = this.clock.today();
    const sealer = await this.vault.sealer(tx, 'actor', actor.id);
    for (const { fact: key, value: given } of granted) {
      const [before] = await this.find(tx, { where: { ...ofActor(actor), key, endedAt: IsNull() } });
      const value = Array.isArray(given) && Array.isArray(before?.value) ? [...new Set([...before.value, ...given])] : given;
      const change = { key, value, level: 'document' as const, source, observedAt, validUntil: null };
      await this.apply(tx, { principal: null, actor, sealer }, { ...change, reason: 'superseded', note: null });
    }
    const fields = granted.map(({ fact }) => fact);
    await audit(tx, null, { action: 'facts.changed', object: ['actor', actor.id], subjectId: actor.id, reason: source, fields });
    await this.actors.touch(tx, actor);
  }

  private async apply(
    tx: EntityManager,
    { principal, actor, sealer }: { principal: Principal | null; actor: Actor; sealer: Sealer },
    change: FactChange & { reason: EndReason; note: string | null },
  ): Promise<void> {
    const { key, value, reason, note, ...rest } = change;
    const [before] = await this.find(tx, { where: { ...ofActor(actor), key, endedAt: IsNull() } });
    if (before && value !== null && alreadyProven(before, change)) return;
    if (before) {
      const endReason = value === null ? ('withdrawn' as const) : reason;
      await tx.update(
        FactRow,
        { id: before.id, regency: before.regency },
        { endedAt: () => 'clock_timestamp()', endReason, endNote: note },
      );
    }
    const identity = IDENTITY_OF[key];
    if (identity) await this.keys.store(tx, actor.id, identity, value === null ? null : this.keys.digest(identity, String(value)));
    if (value === null) return;
    const id = uuid();
    const row = { id, ...ofActor(actor), key, ...rest, ...valueColumns(sealer, id, key, value), recordedBy: principal?.id ?? null };
    await tx.insert(FactRow, row as FactRow);
  }

  /** Records what an officer found; an earlier finding of the same check ends. */
  async recordCheck(
    tx: EntityManager,
    principal: Principal,
    actorId: string,
    check: { checkId: string; value: boolean; reason: string },
  ): Promise<void> {
    const actor = await this.actors.getForChange(tx, principal, actorId);
    const { checkId } = check;
    await tx.update(OfficerCheckRow, { actorId, checkId, endedAt: IsNull() }, { endedAt: () => 'clock_timestamp()' });
    await tx.insert(OfficerCheckRow, { id: uuid(), actorId, ...check, recordedBy: principal.id });
    await audit(tx, principal, { action: 'check.recorded', object: ['actor', actorId], subjectId: actorId, fields: [checkId] });
    await this.actors.touch(tx, actor);
  }
}

/** Names the facts that somebody changed, and the owner where it is another. */
const changed = (action: AuditAction, principal: Principal, { id, ownerId }: Actor, changes: readonly FactChange[]): AuditEntry => ({
  action,
  object: ['actor', id],
  subjectId: id,
  onBehalfOf: ownerId === principal.id ? null : ownerId,
  fields: changes.map(({ key }) => key),
});

/** Saying again what stronger evidence shows neither weakens it nor makes it last longer. */
function alreadyProven(before: FactRow, { value, level, observedAt }: FactChange): boolean {
  const same = isDeepStrictEqual(before.value, value);
  const stands = before.validUntil === null || before.validUntil >= observedAt;
  return same && stands && LEVELS.indexOf(before.level) > LEVELS.indexOf(level);
}
