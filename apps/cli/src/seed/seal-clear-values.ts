import { PeopleService } from '@sambung/accounts';
import { Config } from '@sambung/config';
import { inTransaction } from '@sambung/database';
import { FactsDigest } from '@sambung/matches';
import { FACTS } from '@sambung/reference';
import { KeyOwner, Sealer, Vault } from '@sambung/vault';
import { DataSource, EntityManager } from 'typeorm';

const OWNERS_AT_ONCE = 200;

/** Tables whose rows have keys, and which of their rows have anything to seal. */
const OWNERS: readonly (readonly [KeyOwner, string, condition: string])[] = [
  ['actor', 'actors', `status <> 'erased'`],
  ['person', 'people', 'erased_at is null'],
  ['draft', 'drafts', 'true'],
];
const SENSITIVE = Object.keys(FACTS).filter((key) => FACTS[key]!.sensitive);

interface Clear {
  id: string;
  ownerId: string;
  text: string;
}

/** Seals what an older version stored in the clear. A row that has a key is done, so that it can be interrupted and run again. */
export async function sealClearValues(config: Config, dataSource: DataSource): Promise<void> {
  const columns: unknown[] = await dataSource.query(
    `select from information_schema.columns where table_schema = current_schema() and table_name = 'actors' and column_name = 'phone'`,
  );
  if (columns.length === 0) return;
  const sealing = new ClearValues(config);
  for (const [owner, table, condition] of OWNERS) {
    for (let count = OWNERS_AT_ONCE; count === OWNERS_AT_ONCE;) {
      count = await inTransaction(dataSource, (tx) => sealing.next(tx, owner, table, condition));
    }
  }
}

class ClearValues {
  private readonly vault: Vault;
  private readonly people: PeopleService;
  private readonly digest: FactsDigest;

  constructor(config: Config) {
    this.vault = new Vault(config);
    this.people = new PeopleService(this.vault, config);
    this.digest = new FactsDigest(config);
  }

  async next(tx: EntityManager, owner: KeyOwner, table: string, condition: string): Promise<number> {
    const rows: { id: string }[] = await tx.query(
      `select id from ${table} where ${condition} and not exists (select from data_keys where ${owner}_id = ${table}.id)
       order by id limit $1 for update`,
      [OWNERS_AT_ONCE],
    );
    const ids = rows.map(({ id }) => id);
    const sealers = await this.vault.create(tx, owner, ids);
    if (owner === 'actor') await this.ofActors(tx, ids, sealers);
    if (owner === 'person') await this.ofPeople(tx, ids, sealers);
    if (owner === 'draft') await move(tx, sealers, ['drafts', 'answers', 'answers_sealed'], await clear(tx, 'id', 'answers::text', 'drafts where id = any($1)', [ids])); // prettier-ignore
    return ids.length;
  }

  private async ofActors(tx: EntityManager, ids: readonly string[], sealers: ReadonlyMap<string, Sealer>): Promise<void> {
    const steps = 'match_transitions t join matches on matches.id = match_id where matches.actor_id = any($1)';
    const facts = 'facts where actor_id = any($1) and value is not null and key = any($2)';
    await move(tx, sealers, ['actors', 'phone', 'phone_sealed'], await clear(tx, 'id', 'phone', 'actors where id = any($1)', [ids]));
    await move(tx, sealers, ['facts', 'value', 'value_sealed'], await clear(tx, 'actor_id', 'value::text', facts, [ids, SENSITIVE]));
    for (const column of ['explanation', 'snapshot']) {
      const rows = await clear(tx, 'matches.actor_id', `t.${column}::text`, steps, [ids]);
      await move(tx, sealers, ['match_transitions', column, `${column}_sealed`], rows);
    }
    const hashes: { id: string; hash: string }[] = await tx.query(
      'select actor_id as id, facts_hash as hash from suggestions where actor_id = any($1)',
      [ids],
    );
    await tx.query(
      'update suggestions set facts_hash = u.digest from unnest($1::uuid[], $2::text[]) as u(id, digest) where actor_id = u.id',
      [hashes.map(({ id }) => id), hashes.map(({ hash }) => this.digest.ofHash(hash))],
    );
  }

  private async ofPeople(tx: EntityManager, ids: readonly string[], sealers: ReadonlyMap<string, Sealer>): Promise<void> {
    for (const [column, index] of [
      ['phone', (text: string) => this.people.phoneIndex(text)],
      ['email', (text: string) => this.people.emailIndex(text)],
    ] as const) {
      const rows = await clear(tx, 'id', column, 'people where id = any($1)', [ids]);
      await tx.query(
        `update people set ${column}_index = u.index from unnest($1::uuid[], $2::bytea[]) as u(id, index) where people.id = u.id`,
        [rows.map(({ id }) => id), rows.map(({ text }) => index(text))],
      );
      await move(tx, sealers, ['people', column, `${column}_sealed`], rows);
    }
  }
}

/** Clear values with whose they are. @param from tables, of which the first is called `t` or is alone */
async function clear(tx: EntityManager, owner: string, column: string, from: string, parameters: unknown[]): Promise<Clear[]> {
  const id = from.includes(' t ') ? 't.id' : 'id';
  const rows: (Omit<Clear, 'text'> & { text: string | null })[] = await tx.query(
    `select ${id}, ${owner} as "ownerId", ${column} as text from ${from}`,
    parameters,
  );
  return rows.filter((row): row is Clear => row.text !== null);
}

/** Puts values into the sealed column and takes them out of the clear one. */
async function move(
  tx: EntityManager,
  sealers: ReadonlyMap<string, Sealer>,
  [table, from, to]: readonly [string, string, string],
  rows: readonly Clear[],
): Promise<void> {
  const sealed = rows.map(({ id, ownerId, text }) => sealers.get(ownerId)!.seal(table, id, to, text));
  await tx.query(
    `update ${table} set ${to} = u.sealed, ${from} = null from unnest($1::uuid[], $2::bytea[]) as u(id, sealed) where ${table}.id = u.id`,
    [rows.map(({ id }) => id), sealed],
  );
}
