import { Config } from '@sambung/config';
import { forPurpose } from '@sambung/database';
import { conflict, refuseFaults } from '@sambung/errors';
import { BlindIndex, Vault } from '@sambung/vault';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { hashPassword, passwordFaults } from './passwords';
import { Person } from './person.entity';
import { AccountRole } from './principal';

export interface NewPerson {
  name: string;
  role: AccountRole;
  phone?: string | null;
  email?: string | null;
  password?: string;
  regionCode?: string | null;
  institutionId?: string | null;
}

/** How somebody is reached, in the clear. */
export interface Contact {
  /** E.164. */
  phone: string | null;
  email: string | null;
}

const personExists = () =>
  conflict(
    'PersonExists',
    'Nomor atau e-mail ini sudah punya akun. Silakan masuk.',
    'This phone or e-mail has an account already. Please sign in.',
  );

/** Accounts. Phones and e-mail addresses are sealed; an account is found by a keyed digest of them. */
@Injectable()
export class PeopleService {
  private readonly phones: BlindIndex;
  private readonly emails: BlindIndex;

  constructor(
    private readonly vault: Vault,
    config: Config,
  ) {
    this.phones = new BlindIndex(config, 'people-phones.v1');
    this.emails = new BlindIndex(config, 'people-emails.v1');
  }

  /** @throws DomainError PersonExists when the phone or e-mail has an account; with a pointer for a weak password */
  async create(tx: EntityManager, { password, phone = null, email = null, ...person }: NewPerson): Promise<Person & Contact> {
    if (password !== undefined) refuseFaults(passwordFaults('/password', password, [person.name, email, phone]));
    const passwordHash = password ? await hashPassword(password) : null;
    const created = await this.insert(tx, { regionCode: null, institutionId: null, ...person, passwordHash }, { phone, email });
    if (!created) throw personExists();
    return Object.assign(created, { phone, email });
  }

  /** @returns null when somebody has the phone or e-mail already */
  private async insert(tx: EntityManager, person: Partial<Person>, { phone, email }: Contact): Promise<Person | null> {
    const id = uuid();
    const sealer = await this.vault.createOne(tx, 'person', id);
    const contact = {
      phoneSealed: phone === null ? null : sealer.seal('people', id, 'phone_sealed', phone),
      phoneIndex: phone === null ? null : this.phoneIndex(phone),
      emailSealed: email === null ? null : sealer.seal('people', id, 'email_sealed', email),
      emailIndex: email === null ? null : this.emailIndex(email),
    };
    const row = { ...person, id, ...contact };
    const result = await tx.createQueryBuilder().insert().into(Person).values(row).orIgnore().returning('id').execute();
    if ((result.raw as unknown[]).length > 0) return tx.findOneByOrFail(Person, { id });
    await this.vault.destroy(tx, 'person', id);
    return null;
  }

  phoneIndex(phone: string): Buffer {
    return this.phones.digest(phone);
  }

  emailIndex(email: string): Buffer {
    return this.emails.digest(email.toLowerCase());
  }

  /** @param phone E.164 */
  byPhone(tx: EntityManager, phone: string): Promise<Person | null> {
    return tx.findOneBy(Person, { phoneIndex: this.phoneIndex(phone) });
  }

  byEmail(tx: EntityManager, email: string): Promise<Person | null> {
    return tx.findOneBy(Person, { emailIndex: this.emailIndex(email) });
  }

  /** Danger: unmasked. */
  async contactOf(tx: EntityManager, { id, phoneSealed, emailSealed }: Person): Promise<Contact> {
    const opened = (column: string, sealed: Buffer | null) =>
      sealed ? this.vault.openOne(tx, { table: 'people', id, column, sealed }) : Promise.resolve(null);
    return { phone: await opened('phone_sealed', phoneSealed), email: await opened('email_sealed', emailSealed) };
  }

  /** The owner behind a phone number. Assisted entry creates one without a password. */
  ownerOfPhone(tx: EntityManager, phone: string, name: string): Promise<Person> {
    return forPurpose(tx, 'accounts', async () => {
      const known = await this.byPhone(tx, phone);
      if (known) return known;
      const created = await this.insert(tx, { name, role: 'owner' }, { phone, email: null });
      return created ?? (await tx.findOneByOrFail(Person, { phoneIndex: this.phoneIndex(phone) }));
    });
  }

  /** The owners behind many phones, by phone; those that have no account get one. */
  ownersOfPhones(tx: EntityManager, given: readonly { phone: string; name: string }[]): Promise<ReadonlyMap<string, string>> {
    return forPurpose(tx, 'accounts', () => this.ownersAmong(tx, given));
  }

  private async ownersAmong(tx: EntityManager, given: readonly { phone: string; name: string }[]): Promise<ReadonlyMap<string, string>> {
    const indexes = new Map(given.map(({ phone }) => [phone, this.phoneIndex(phone)]));
    const known = await this.idsOf(tx, [...indexes.values()]);
    const isKnown = (phone: string) => known.has(indexes.get(phone)!.toString('hex'));
    const fresh = new Map(given.filter(({ phone }) => !isKnown(phone)).map(({ phone, name }) => [phone, { id: uuid(), phone, name }]));
    await this.insertOwners(tx, [...fresh.values()], indexes);
    const all = await this.idsOf(tx, [...indexes.values()]);
    return new Map([...indexes].map(([phone, index]) => [phone, all.get(index.toString('hex'))!]));
  }

  private async idsOf(tx: EntityManager, indexes: readonly Buffer[]): Promise<Map<string, string>> {
    const rows: { id: string; index: Buffer }[] = await tx.query(
      'select id, phone_index as index from people where phone_index = any($1)',
      [indexes],
    );
    return new Map(rows.map(({ id, index }) => [index.toString('hex'), id]));
  }

  private async insertOwners(
    tx: EntityManager,
    owners: readonly { id: string; phone: string; name: string }[],
    indexes: ReadonlyMap<string, Buffer>,
  ): Promise<void> {
    if (owners.length === 0) return;
    const sealers = await this.vault.create(tx, 'person', owners.map(({ id }) => id)); // prettier-ignore
    const sealed = owners.map(({ id, phone }) => sealers.get(id)!.seal('people', id, 'phone_sealed', phone));
    const index = owners.map(({ phone }) => indexes.get(phone)!);
    await tx.query(
      `insert into people (id, name, role, phone_sealed, phone_index)
       select t.id, t.name, 'owner', t.sealed, t.index from unnest($1::uuid[], $2::text[], $3::bytea[], $4::bytea[]) as t(id, name, sealed, index)
       on conflict do nothing`,
      [owners.map(({ id }) => id), owners.map(({ name }) => name), sealed, index],
    );
    // Somebody else may have made one of these accounts meanwhile.
    await tx.query('delete from data_keys where person_id = any($1) and not exists (select from people where id = person_id)', [
      owners.map(({ id }) => id),
    ]);
  }
}
