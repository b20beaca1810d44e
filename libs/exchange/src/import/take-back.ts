import { Principal } from '@sambung/accounts';
import { audit } from '@sambung/audit';
import { forPurpose } from '@sambung/database';
import { EntityManager } from 'typeorm';
import { TableImport } from './table-import.entity';

export interface TakenBack {
  removed: number;
  /** Actors that somebody has touched since. */
  kept: number;
}

/** Removes the drafts that an import brought and that neither their owner nor anybody else has touched since. */
export async function takeBack(tx: EntityManager, principal: Principal, { id }: TableImport): Promise<TakenBack> {
  const gone: { id: string; owner: string }[] = [];
  for (let batch = await removeSome(tx, id); batch.length > 0; batch = await removeSome(tx, id)) gone.push(...batch);
  await removeOwners(tx, gone.map(({ owner }) => owner)); // prettier-ignore
  await audit(tx, principal, ...gone.map(({ id: subjectId }) => takenBack(subjectId, id)));
  await tx.update(TableImport, { id }, { state: 'undone' });
  const [kept] = (await tx.query('select count(*)::int as kept from table_import_actors where import_id = $1', [id])) as [{ kept: number }];
  return { removed: gone.length, kept: kept.kept };
}

/** Some at a time: with all that hangs on them, one statement for thousands would outlast its time. */
async function removeSome(tx: EntityManager, importId: string): Promise<{ id: string; owner: string }[]> {
  const [gone] = (await tx.query(
    `delete from actors where id in (
       select actors.id from actors join table_import_actors brought on brought.actor_id = actors.id
       where brought.import_id = $1 and actors.status = 'draft' and actors.version = 1
         and not exists (select from consents where actor_id = actors.id)
         and not exists (select from matches where actor_id = actors.id)
         and not exists (select from officer_checks where actor_id = actors.id)
         and not exists (select from rights_requests where actor_id = actors.id)
         and not exists (select from sessions where person_id = actors.owner_id)
       limit 50)
     returning id, owner_id as owner`,
    [importId],
  )) as [{ id: string; owner: string }[], number];
  return gone;
}

/** Accounts that an import made and nobody has used; whoever has another actor, wherever it is, stays. */
async function removeOwners(tx: EntityManager, owners: readonly string[]): Promise<void> {
  const unused: { id: string }[] = await forPurpose(tx, 'identity', () =>
    tx.query(
      `select id from people where id = any($1) and role = 'owner' and password_hash is null
           and not exists (select from actors where owner_id = people.id or created_by = people.id)`,
      [owners],
    ),
  );
  await forPurpose(tx, 'accounts', () =>
    tx.query('delete from people where id = any($1) and not exists (select from sessions where person_id = people.id)', [
      unused.map(({ id }) => id),
    ]),
  );
}

const takenBack = (subjectId: string, importId: string) =>
  ({ action: 'profile.erased', object: ['actor', subjectId], subjectId, reason: `import ${importId} undone` }) as const;
