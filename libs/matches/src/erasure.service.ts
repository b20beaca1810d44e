import { ConsentChannel, ConsentsService, Principal } from '@sambung/accounts';
import { audit } from '@sambung/audit';
import { Clock } from '@sambung/config';
import { forPurpose, one } from '@sambung/database';
import { refuseFaults } from '@sambung/errors';
import { Actor, actorUnknown, maySee, RightsRequests } from '@sambung/profiles';
import { Vault } from '@sambung/vault';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';

export const ERASED_NAME = '(dihapus)';

/** Rows that say something of an actor and nothing of anybody else. */
const OF_ACTOR = [
  'actor_distinctions',
  'actor_merges',
  'documents',
  'drafts',
  'facts',
  'identity_keys',
  'identity_reviews',
  'officer_checks',
  'profile_pins',
  'register_checks',
  'suggestions',
] as const;

/**
 * Erases an actor: what is left tells that there was one, in which regency, and what institutions decided. A digest
 * under a key outside the database keeps an old list from bringing the person back.
 */
@Injectable()
export class Erasure {
  constructor(
    private readonly consents: ConsentsService,
    private readonly requests: RightsRequests,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /**
   * @param confirmation the actor's name: nothing brings the data back
   * @throws DomainError ActorUnknown; with a pointer when the name differs
   */
  async erase(
    tx: EntityManager,
    principal: Principal,
    id: string,
    { confirmation, channel = 'api' }: { confirmation: string; channel?: ConsentChannel },
  ): Promise<void> {
    const actor = await tx.findOne(Actor, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!actor || !maySee(principal, actor)) throw actorUnknown();
    if (confirmation !== actor.name) {
      const detail = { id: 'Tulis nama persis seperti yang terdaftar.', en: 'Write the name exactly as it is registered.' };
      refuseFaults([{ pointer: '/name', code: 'NameDiffers', detail }]);
    }
    await this.requests.noteDone(tx, principal, id, { kind: 'erasure', channel });
    await this.eraseActor(tx, actor, principal);
  }

  /** For the end of retention as well. The caller holds the actor's row. Institutions that knew of it are told, without a name. */
  async eraseActor(tx: EntityManager, { id, ownerId }: Actor, by: Principal | null = null): Promise<void> {
    const now = this.clock.now();
    await this.consents.withdrawAll(tx, id, by);
    await tx.query(
      `insert into erasures (actor_id, digest, erased_at)
       values ($1, (select digest from identity_keys where actor_id = $1 and kind = 'phoneAndName'), $2) on conflict do nothing`,
      [id, now],
    );
    await this.destroyFields(tx, id);
    await tx.query(
      `update match_transitions set note = null, outcome = null, explanation_sealed = null, snapshot_sealed = null
       where match_id in (select id from matches where actor_id = $1)`,
      [id],
    );
    await tx.query('update consents set evidence = null where actor_id = $1', [id]);
    await tx.query('update rights_requests set note = null, answer = null where actor_id = $1', [id]);
    await tx.query(
      `update actors set name = $2, phone_sealed = null, status = 'erased', version = version + 1,
         region_code = (string_to_array(region_code, '.'))[1] || coalesce('.' || (string_to_array(region_code, '.'))[2], '')
       where id = $1`,
      [id, ERASED_NAME],
    );
    await audit(tx, by, { action: 'profile.erased', object: ['actor', id], subjectId: id });
    await this.eraseOwner(tx, ownerId, now);
    await this.eraseMerged(tx, id, by);
  }

  /** Records that were joined into this one hold a name, a phone and keys of their own, whoever their owner was. */
  private async eraseMerged(tx: EntityManager, mergedInto: string, by: Principal | null): Promise<void> {
    await forPurpose(tx, 'identity', async () => {
      for (const merged of await tx.findBy(Actor, { mergedInto, status: 'withdrawn' })) await this.eraseActor(tx, merged, by);
    });
  }

  /** The one place where the fields of a subject end; with the key they end in backups too, once these lack it. */
  private async destroyFields(tx: EntityManager, actorId: string): Promise<void> {
    await this.vault.destroy(tx, 'actor', actorId);
    for (const table of OF_ACTOR) await tx.query(`delete from ${table} where actor_id = $1`, [actorId]);
    await tx.query(
      `update ledger_entries set subject = null, subject_kind = null, household = null, name_digest = null, name_sealed = null
       where actor_id = $1`,
      [actorId],
    );
    await tx.query('update round_rankings set assessment = null where actor_id = $1', [actorId]);
    await tx.query(`update overlap_waivers set reason = '' where actor_id = $1`, [actorId]);
  }

  /** An owner without another actor loses the account; the number is free for a new one. */
  private async eraseOwner(tx: EntityManager, ownerId: string, now: Date): Promise<void> {
    const erased = await one(
      tx,
      `with erased as (
         update people set name = $2, phone_sealed = null, phone_index = null, email_sealed = null, email_index = null, password_hash = null, totp_sealed = null,
           oidc_subject = null, disabled_at = $3, erased_at = $3
         where id = $1 and role = 'owner' and not exists (select from actors where owner_id = $1 and status <> 'erased') returning id)
       select id from erased`,
      [ownerId, ERASED_NAME, now],
    );
    if (!erased) return;
    await this.vault.destroy(tx, 'person', ownerId);
    await tx.query('delete from sessions where person_id = $1', [ownerId]);
    await tx.query('delete from idempotency_keys where principal = $1', [ownerId]);
  }
}
