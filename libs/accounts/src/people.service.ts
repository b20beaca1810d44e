import { forPurpose } from '@sambung/database';
import { conflict, refuseFaults } from '@sambung/errors';
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

@Injectable()
export class PeopleService {
  /** @throws DomainError PersonExists when the phone or e-mail has an account; with a pointer for a weak password */
  async create(tx: EntityManager, { password, ...person }: NewPerson): Promise<Person> {
    if (password !== undefined) refuseFaults(passwordFaults('/password', password, [person.name, person.email, person.phone]));
    const passwordHash = password ? await hashPassword(password) : null;
    const created = { id: uuid(), phone: null, email: null, regionCode: null, institutionId: null, ...person, passwordHash };
    const result = await tx.createQueryBuilder().insert().into(Person).values(created).orIgnore().returning('id').execute();
    if ((result.raw as unknown[]).length === 0) {
      throw conflict(
        'PersonExists',
        'Nomor atau e-mail ini sudah punya akun. Silakan masuk.',
        'This phone or e-mail has an account already. Please sign in.',
      );
    }
    return tx.findOneByOrFail(Person, { id: created.id });
  }

  /** The owner behind a phone number. Assisted entry creates one without a password. */
  ownerOfPhone(tx: EntityManager, phone: string, name: string): Promise<Person> {
    return forPurpose(tx, 'accounts', async () => {
      await tx.createQueryBuilder().insert().into(Person).values({ id: uuid(), name, role: 'owner', phone }).orIgnore().execute();
      return tx.findOneByOrFail(Person, { phone });
    });
  }
}
