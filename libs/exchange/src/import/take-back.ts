import { Principal } from '@sambung/accounts';
import { audit } from '@sambung/audit';
import { forPurpose } from '@sambung/database';
import { ERASED_NAME } from '@sambung/matches';
import { EntityManager } from 'typeorm';

/** Actors of a statement: with all that hangs on them, one for thousands would outlast its time. */
const PART = 250;

export interface TakenBack {
  removed: number;
  /** Actors that somebody has touched since. */
  kept: number;
}

export interface TakenBackPart {
  removed: number;
  /** The last actor looked at; null when there is nobody after. */
  last: string | null;
}

/**
 * Removes drafts that an import brought and that neither their owner nor anybody else has touched since.
 * @param afterId the last one looked at; null at the beginning
 */
export async function takeBackPart(
  tx: EntityManager,
  principal: Principal,
  importId: string,
  afterId: string | null,
): Promise<TakenBackPart> {
  const rows: { id: string }[] = await tx.query(
    `select actor_id as id from table_import_actors where import_id = $1 and ($2::uuid is null or actor_id > $2) order by actor_id limit ${PART}`,
    [importId, afterId],
  );
  const gone = await removeUntouched(tx, rows.map(({ id }) => id)); // prettier-ignore
  await eraseOwners(tx, gone.map(({ owner }) => owner)); // prettier-ignore
  await audit(tx, principal, ...gone.map(({ id }) => takenBack(id, importId)));
  return { removed: gone.length, last: rows.length < PART ? null : rows.at(-1)!.id };
}

async function removeUntouched(tx: EntityManager, actorIds: readonly string[]): Promise<{ id: string; owner: string }[]> {
  const [gone] = (await tx.query(
    `delete from actors where id = any($1) and status = 'draft' and version = 1
       and not exists (select from consents where actor_id = actors.id)
       and not exists (select from matches where actor_id = actors.id)
       and not exists (select from officer_checks where actor_id = actors.id)
       and not exists (select from rights_requests where actor_id = actors.id)
       and not exists (select from sessions where person_id = actors.owner_id)
     returning id, owner_id as owner`,
    [actorIds],
  )) as [{ id: string; owner: string }[], number];
  return gone;
}

/**
 * Empties the accounts that an import made and nobody has used; whoever has another actor, wherever it is, stays. The rows stay, empty:
 * half the tables name who did something, and would be searched through for each row that goes.
 */
async function eraseOwners(tx: EntityManager, owners: readonly string[]): Promise<void> {
  const unused: { id: string }[] = await forPurpose(tx, 'identity', () =>
    tx.query(
      `select id from people where id = any($1) and role = 'owner' and password_hash is null and email_index is null
           and not exists (select from actors where owner_id = people.id)`,
      [owners],
    ),
  );
  await forPurpose(tx, 'accounts', async () => {
    const [erased] = (await tx.query(
      `update people set name = $2, phone_sealed = null, phone_index = null, disabled_at = now(), erased_at = now()
       where id = any($1) and not exists (select from sessions where person_id = people.id) returning id`,
      [unused.map(({ id }) => id), ERASED_NAME],
    )) as [{ id: string }[], number];
    await tx.query('delete from data_keys where person_id = any($1)', [erased.map(({ id }) => id)]);
  });
}

const takenBack = (subjectId: string, importId: string) =>
  ({ action: 'profile.erased', object: ['actor', subjectId], subjectId, reason: `import ${importId} undone` }) as const;
