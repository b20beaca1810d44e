import { ConsentsService, currentText, PeopleService, Principal } from '@sambung/accounts';
import { audit, AuditEntry } from '@sambung/audit';
import { Clock, Config } from '@sambung/config';
import { forPurpose } from '@sambung/database';
import { DomainError, FieldFault } from '@sambung/errors';
import { emitProfilesSaved } from '@sambung/events';
import { Checked, checkPhone, checkRegion, NikOptions, Role, ROLES } from '@sambung/reference';
import { randomOf, Sealer, Vault } from '@sambung/vault';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { regencyOf } from './actor.entity';
import { sealedPhone } from './contacts.service';
import { FactChange, FactChangesReader } from './fact-changes';
import { IdentityKeys } from './identity-keys';
import { valueColumns } from './sealed-facts';

/** One actor of an import. */
export interface ImportRecord {
  name: string;
  roles: readonly Role[];
  phone: string;
  regionCode: string;
  /** Version of the consent text that the owner agreed to; without it the actor is a draft. */
  consentTextVersion?: string;
  facts?: Record<string, unknown>;
}

/** A line of an import as it was written: an ImportRecord, or whatever else stood there. */
export interface ImportLine {
  line: number;
  record: unknown;
}

export const linesOf = (records: readonly unknown[]): ImportLine[] => records.map((record, index) => ({ line: index + 1, record }));

const FIELDS = ['name', 'roles', 'phone', 'regionCode', 'consentTextVersion', 'facts'] as const satisfies (keyof ImportRecord)[];

interface ReadActor {
  id: string;
  line: number;
  name: string;
  roles: Role[];
  phone: string;
  regionCode: string;
  consentTextVersion: string | null;
  facts: FactChange[];
  twin: Buffer;
}

export interface LineFaults {
  line: number;
  faults: FieldFault[];
}

export interface ImportOutcome {
  actorIds: string[];
  /** Lines whose phone and name are registered already. */
  duplicates: number[];
  faults: LineFaults[];
}

const COARSEST_REGION = 3;
const ID_BYTES = 16;

const fault = (pointer: string, code: string, id: string, en: string): FieldFault => ({ pointer, code, detail: { id, en } });

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isName = (name: unknown): boolean => typeof name === 'string' && /^[^\p{Cc}\p{Cs}]{1,200}$/u.test(name.trim());
const areRoles = (roles: unknown): boolean =>
  Array.isArray(roles) && roles.length > 0 && roles.every((role) => Object.hasOwn(ROLES, String(role)));

const nameFaults = (name: unknown): FieldFault[] =>
  isName(name) ? [] : [fault('/name', 'NotText', 'Nama 1–200 huruf dalam satu baris.', 'A name of 1 to 200 characters on one line.')];

function roleFaults(roles: unknown): FieldFault[] {
  const list = Object.keys(ROLES).join(', ');
  return areRoles(roles) ? [] : [fault('/roles', 'NotOptions', `Daftar berisi: ${list}.`, `A list of: ${list}.`)];
}

function shapeFaults(record: Record<string, unknown>): FieldFault[] {
  const { facts = {}, consentTextVersion } = record;
  const { version } = currentText('matching');
  const list = FIELDS.join(', ');
  const unknown = Object.keys(record).filter((field) => !(FIELDS as readonly string[]).includes(field));
  return [
    ...unknown.map((field) => fault(`/${field}`, 'FieldUnknown', `Tidak dikenal. Yang ada: ${list}.`, `Not known. There are: ${list}.`)),
    ...(isObject(facts) ? [] : [fault('/facts', 'NotObject', 'Tulis objek {"fakta": …}.', 'Write an object {"fact": …}.')]),
    ...(consentTextVersion === undefined || consentTextVersion === version
      ? []
      : [fault('/consentTextVersion', 'ConsentTextOutdated', `Teks yang berlaku: "${version}".`, `The present text: "${version}".`)]),
  ];
}

const faultOf = (pointer: string, checked: Checked): FieldFault[] =>
  checked.ok ? [] : [fault(pointer, checked.reason.code, checked.reason.id, checked.reason.en)];

const importedEntry = ({ id, facts }: ReadActor): AuditEntry => ({
  action: 'profile.imported',
  object: ['actor', id],
  subjectId: id,
  fields: ['name', 'roles', 'phone', 'regionCode', ...facts.map(({ key }) => key)],
});

/** Ids by the system's random bytes, which are fetched many at a time. */
const newId = (): string => uuid({ random: randomOf(ID_BYTES) });

/** Which fact, how well supported and since when: the few combinations that an import has, numbered. Create one per statement. */
class Kinds {
  private readonly numbers = new Map<string, number>();
  private readonly rows: object[] = [];

  numberOf({ key, level, source, observedAt, validUntil }: FactChange): number {
    const name = `${key} ${level} ${observedAt} ${validUntil} ${source}`;
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    const number = this.rows.length;
    this.numbers.set(name, number);
    this.rows.push({ number, key, level, source, observed_at: observedAt, valid_until: validUntil });
    return number;
  }

  json(): string {
    return JSON.stringify(this.rows);
  }
}

function readFacts(facts: Record<string, unknown>, faults: FieldFault[], options: NikOptions): FactChange[] {
  if (Object.keys(facts).length === 0) return [];
  try {
    return new FactChangesReader({ highestLevel: 'registry', source: 'import' }, options).read(facts);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    faults.push(...(error.extra.errors ?? []));
    return [];
  }
}

/** Many actors at once, a few statements for all of them. */
@Injectable()
export class ActorImport {
  private readonly keys: IdentityKeys;

  constructor(
    private readonly consents: ConsentsService,
    private readonly people: PeopleService,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {
    this.keys = new IdentityKeys(config);
  }

  /**
   * Stores the lines that are sound and new, in the caller's transaction, and reports the others. Running the same
   * import again finds everything registered.
   */
  async store(tx: EntityManager, principal: Principal, lines: readonly ImportLine[]): Promise<ImportOutcome> {
    const read = this.readAll(lines);
    const sound = read.filter((actor): actor is ReadActor => !('faults' in actor));
    const fresh = await this.withoutTwins(tx, sound);
    await this.insert(tx, principal, fresh);
    const stored = new Set(fresh);
    return {
      actorIds: fresh.map((actor) => actor.id),
      duplicates: sound.filter((actor) => !stored.has(actor)).map((actor) => actor.line),
      faults: read.filter((actor): actor is LineFaults => 'faults' in actor),
    };
  }

  /** What is wrong with one line, without storing it. */
  faultsOf(line: ImportLine): FieldFault[] {
    const [read] = this.readAll([line]) as [ReadActor | LineFaults];
    return 'faults' in read ? read.faults : [];
  }

  private readAll(lines: readonly ImportLine[]): (ReadActor | LineFaults)[] {
    const options = { today: this.clock.today(), allowTestSerial: this.config.ALLOW_TEST_NIK };
    return lines.map((line) => this.read(line, options));
  }

  private read({ line, record }: ImportLine, options: NikOptions): ReadActor | LineFaults {
    if (!isObject(record)) {
      return { line, faults: [fault('', 'LineNotObject', 'Baris bukan objek JSON {…}.', 'The line is no JSON object {…}.')] };
    }
    const { name, roles, consentTextVersion, facts = {} } = record;
    const phone = checkPhone(String(record.phone ?? ''));
    const region = checkRegion(String(record.regionCode ?? ''), COARSEST_REGION);
    const faults = [
      ...shapeFaults(record), ...nameFaults(name), ...roleFaults(roles), ...faultOf('/phone', phone), ...faultOf('/regionCode', region),
    ]; // prettier-ignore
    const changes = isObject(facts) ? readFacts(facts, faults, options) : [];
    if (faults.length > 0 || !phone.ok || !region.ok) return { line, faults };
    return {
      id: newId(),
      line,
      name: (name as string).trim(),
      roles: roles as Role[],
      phone: phone.value,
      regionCode: region.value,
      consentTextVersion: consentTextVersion ? String(consentTextVersion) : null,
      facts: changes,
      twin: this.keys.phoneAndName(phone.value, name as string),
    };
  }

  /** Drops actors registered before, wherever they are, or erased at their owner's wish, and all but the first of those that repeat within the import. */
  private async withoutTwins(tx: EntityManager, actors: readonly ReadActor[]): Promise<ReadActor[]> {
    const digests = actors.map((actor) => actor.twin);
    await this.holdDigests(tx, digests);
    const rows: { digest: Buffer }[] = await forPurpose(tx, 'identity', () =>
      tx.query(
        `select digest from identity_keys join actors on actors.id = actor_id
           and (actors.status <> 'withdrawn' or actors.merged_into is not null)
         where kind = 'phoneAndName' and digest = any($1)
         union select digest from erasures where digest = any($1)`,
        [digests],
      ),
    );
    const seen = new Set(rows.map((row) => row.digest.toString('hex')));
    return actors.filter(({ twin }) => {
      const key = twin.toString('hex');
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  }

  /** Two imports of one table, or an import and a registration, come one after the other; in one order, so that neither waits for the other. */
  private async holdDigests(tx: EntityManager, digests: readonly Buffer[]): Promise<void> {
    const locks = digests.map((digest) => digest.readBigInt64BE()).sort((a, b) => (a < b ? -1 : 1));
    await tx.query('select pg_advisory_xact_lock(digest) from unnest($1::bigint[]) digest', [locks.map(String)]);
  }

  private async insert(tx: EntityManager, principal: Principal, actors: readonly ReadActor[]): Promise<void> {
    if (actors.length === 0) return;
    const owners = await this.people.ownersOfPhones(tx, actors);
    const sealers = await this.vault.create(tx, 'actor', actors.map(({ id }) => id)); // prettier-ignore
    const column = <T>(value: (actor: ReadActor) => T): T[] => actors.map(value);
    await tx.query(
      `insert into actors (id, owner_id, name, roles, phone_sealed, region_code, status, created_by)
       select t.id, t.owner, t.name, string_to_array(t.roles, ','), t.phone, t.region, t.status, coalesce($8, t.owner)
       from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bytea[], $6::text[], $7::text[])
         as t(id, owner, name, roles, phone, region, status)`,
      [
        column(({ id }) => id), column(({ phone }) => owners.get(phone)), column(({ name }) => name), column(({ roles }) => roles.join(',')),
        column(({ id, phone }) => sealedPhone(sealers.get(id)!, id, phone)), column(({ regionCode }) => regionCode),
        column(({ consentTextVersion }) => (consentTextVersion ? 'active' : 'draft')), principal.kind === 'person' ? principal.id : null,
      ],
    ); // prettier-ignore
    await this.insertFacts(tx, actors, sealers);
    await this.insertKeys(tx, actors);
    const agreed = actors.filter((actor) => actor.consentTextVersion);
    await this.consents.giveForMatching(tx, agreed.map((actor) => ({ actorId: actor.id, textVersion: actor.consentTextVersion! }))); // prettier-ignore
    await audit(tx, principal, ...actors.map(importedEntry));
    await emitProfilesSaved(tx, 'select unnest($1::uuid[]) as actor_id', [agreed.map((actor) => actor.id)]);
  }

  /** What facts have in common goes once, for most of a table's cells of one column share it. */
  private async insertFacts(tx: EntityManager, actors: readonly ReadActor[], sealers: ReadonlyMap<string, Sealer>): Promise<void> {
    const kinds = new Kinds();
    const [ids, owners, kind, values, sealed]: [string[], number[], number[], (string | null)[], (Buffer | null)[]] = [[], [], [], [], []];
    actors.forEach((actor, index) => {
      const sealer = sealers.get(actor.id)!;
      for (const fact of actor.facts) {
        if (fact.value === null) continue;
        const id = newId();
        const { value, valueSealed } = valueColumns(sealer, id, fact.key, fact.value);
        ids.push(id);
        owners.push(index + 1);
        kind.push(kinds.numberOf(fact));
        values.push(value === null ? null : JSON.stringify(value));
        sealed.push(valueSealed);
      }
    });
    await tx.query(
      `insert into facts (id, actor_id, regency, key, value, value_sealed, level, source, observed_at, valid_until)
       select f.id, ($1::uuid[])[f.owner], ($8::text[])[f.owner], k.key, f.value, f.sealed, k.level, k.source, k.observed_at, k.valid_until
       from unnest($2::uuid[], $3::int[], $4::int[], $5::jsonb[], $6::bytea[]) as f(id, owner, kind, value, sealed)
       join jsonb_to_recordset($7) as k(number int, key text, level text, source text, observed_at date, valid_until date) on k.number = f.kind`,
      [actors.map(({ id }) => id), ids, owners, kind, values, sealed, kinds.json(), actors.map(regencyOf)],
    );
  }

  private async insertKeys(tx: EntityManager, actors: readonly ReadActor[]): Promise<void> {
    const rows = actors.flatMap((actor) => [
      { actorId: actor.id, kind: 'phoneAndName', digest: actor.twin },
      ...this.keys.ofFacts(actor.facts).map((key) => ({ actorId: actor.id, ...key })),
    ]);
    await tx.query('insert into identity_keys (actor_id, kind, digest) select * from unnest($1::uuid[], $2::text[], $3::bytea[])', [
      rows.map((row) => row.actorId),
      rows.map((row) => row.kind),
      rows.map((row) => row.digest),
    ]);
  }
}
