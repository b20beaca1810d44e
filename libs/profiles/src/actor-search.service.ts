import { PeopleService, Principal } from '@sambung/accounts';
import { Config } from '@sambung/config';
import { forPurpose } from '@sambung/database';
import { Injectable } from '@nestjs/common';
import { EntityManager, In } from 'typeorm';
import { Actor } from './actor.entity';
import { maySee, onlyVisible } from './actor-access';
import { IdentityKeys } from './identity-keys';

export interface SearchTerms {
  /** Part of a name; empty when it is not searched for. */
  name: string;
  /** E.164. */
  phone: string | null;
  /** Of a NIK or NIB. */
  digits: string | null;
}

export interface SearchResult {
  actors: Actor[];
  /** Somebody outside the principal's territory has this phone or number; who is not told. */
  isElsewhere: boolean;
}

const MOST = 20;

/** Finds records before another is made of the same person. */
@Injectable()
export class ActorSearch {
  private readonly keys: IdentityKeys;

  constructor(
    private readonly people: PeopleService,
    config: Config,
  ) {
    this.keys = new IdentityKeys(config);
  }

  /** Exact phones and numbers first, then names. */
  async find(tx: EntityManager, principal: Principal, terms: SearchTerms): Promise<SearchResult> {
    const exact = await this.byNumber(tx, terms);
    const seen = await tx.findBy(Actor, { id: In(exact) });
    const visible = seen.filter((actor) => maySee(principal, actor));
    const named = terms.name === '' ? [] : await this.byName(tx, principal, terms.name);
    const others = named.filter(({ id }) => !exact.includes(id));
    return { actors: [...visible, ...others].slice(0, MOST), isElsewhere: visible.length < exact.length };
  }

  private async byNumber(tx: EntityManager, { phone, digits }: SearchTerms): Promise<string[]> {
    const [nik, nib] = digits ? [this.keys.digest('nik', digits), this.keys.digest('nib', digits)] : [null, null];
    const rows: { id: string }[] = await forPurpose(tx, 'identity', () =>
      tx.query(
        `select actors.id from actors join people on people.id = actors.owner_id
         where people.phone_index = $1 and actors.status not in ('withdrawn', 'erased')
         union select coalesce(actors.merged_into, actors.id) from identity_keys join actors on actors.id = actor_id
         where (kind, digest) in (('nik', $2::bytea), ('nib', $3::bytea)) and (actors.status not in ('withdrawn', 'erased') or actors.merged_into is not null)
         limit ${MOST}`,
        [phone ? this.people.phoneIndex(phone) : null, nik, nib],
      ),
    );
    return rows.map(({ id }) => id);
  }

  private byName(tx: EntityManager, principal: Principal, name: string): Promise<Actor[]> {
    const like = `%${name.replaceAll(/[\\%_]/g, '\\$&')}%`;
    const query = tx.createQueryBuilder(Actor, 'actor').where(`actor.name ilike :like and actor.status <> 'withdrawn'`, { like });
    return onlyVisible(query, principal).orderBy('actor.name').addOrderBy('actor.id').take(MOST).getMany();
  }
}
