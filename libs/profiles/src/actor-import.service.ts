import { ConsentsService, currentText, PeopleService, Principal } from '@sambung/accounts';
import { audit, AuditEntry } from '@sambung/audit';
import { Clock, Config } from '@sambung/config';
import { DomainError, FieldFault } from '@sambung/errors';
import { emitProfilesSaved } from '@sambung/events';
import { Checked, checkPhone, checkRegion, Role, ROLES } from '@sambung/reference';
import { Sealer, Vault } from '@sambung/vault';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
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

/** Many actors at once: tens of thousands of rows a second instead of hundreds. */
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
    const read = lines.map((line) => this.read(line));
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
    const read = this.read(line);
    return 'faults' in read ? read.faults : [];
  }

  private read({ line, record }: ImportLine): ReadActor | LineFaults {
    if (!isObject(record)) {
      return { line, faults: [fault('', 'LineNotObject', 'Baris bukan objek JSON {…}.', 'The line is no JSON object {…}.')] };
    }
    const { name, roles, consentTextVersion, facts = {} } = record;
    const phone = checkPhone(String(record.phone ?? ''));
    const region = checkRegion(String(record.regionCode ?? ''), COARSEST_REGION);
    const faults = [
      ...shapeFaults(record), ...nameFaults(name), ...roleFaults(roles), ...faultOf('/phone', phone), ...faultOf('/regionCode', region),
    ]; // prettier-ignore
    const changes = isObject(facts) ? this.readFacts(facts, faults) : [];
    if (faults.length > 0 || !phone.ok || !region.ok) return { line, faults };
    return {
      id: uuid(),
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

  private readFacts(facts: Record<string, unknown>, faults: FieldFault[]): FactChange[] {
    if (Object.keys(facts).length === 0) return [];
    const options = { today: this.clock.today(), allowTestSerial: this.config.ALLOW_TEST_NIK };
    try {
      return new FactChangesReader({ highestLevel: 'registry', source: 'import' }, options).read(facts);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      faults.push(...(error.extra.errors ?? []));
      return [];
    }
  }

  /** Drops actors registered before or erased at their owner's wish, and all but the first of those that repeat within the import. */
  private async withoutTwins(tx: EntityManager, actors: readonly ReadActor[]): Promise<ReadActor[]> {
    const digests = actors.map((actor) => actor.twin);
    const rows = (await tx.query(
      `select digest from identity_keys join actors on actors.id = actor_id
         and (actors.status <> 'withdrawn' or actors.merged_into is not null)
       where kind = 'phoneAndName' and digest = any($1)
       union select digest from erasures where digest = any($1)`,
      [digests],
    )) as { digest: Buffer }[];
    const seen = new Set(rows.map((row) => row.digest.toString('hex')));
    return actors.filter(({ twin }) => {
      const key = twin.toString('hex');
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
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

  private async insertFacts(tx: EntityManager, actors: readonly ReadActor[], sealers: ReadonlyMap<string, Sealer>): Promise<void> {
    const rows = actors.flatMap((actor) =>
      actor.facts
        .filter((fact) => fact.value !== null)
        .map((fact) => {
          const id = uuid();
          return { ...fact, id, actorId: actor.id, ...valueColumns(sealers.get(actor.id)!, id, fact.key, fact.value!) };
        }),
    );
    const column = <T>(value: (row: (typeof rows)[number]) => T): T[] => rows.map(value);
    await tx.query(
      `insert into facts (id, actor_id, key, value, value_sealed, level, source, observed_at, valid_until)
       select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::jsonb[], $5::bytea[], $6::text[], $7::text[], $8::date[], $9::date[])`,
      [
        column(({ id }) => id), column(({ actorId }) => actorId), column(({ key }) => key),
        column(({ value }) => (value === null ? null : JSON.stringify(value))), column(({ valueSealed }) => valueSealed),
        column(({ level }) => level), column(({ source }) => source), column(({ observedAt }) => observedAt), column(({ validUntil }) => validUntil),
      ],
    ); // prettier-ignore
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
