import { Principal } from '@sambung/accounts';
import { conflict, forbidden } from '@sambung/errors';
import { one } from '@sambung/database';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';

/** Filters that a person has given a name. */
export interface DeskView {
  id: string;
  name: string;
  /** The query of its address, without `?`. */
  query: string;
  /** Whose view it is besides: `*` for every office, a Kemendagri code for those of a territory, null for the person alone. */
  office: string | null;
  isOwn: boolean;
}

const MOST_VIEWS = 20;

const EVERY_OFFICE = '*';

/** What each person keeps for the desk: named filters, and whether single keys act. */
@Injectable()
export class DeskViews {
  /** One's own, then those that an administrator shares with one's office. */
  list(tx: EntityManager, { id, role, regionCode }: Principal): Promise<DeskView[]> {
    return tx.query(
      `select id, name, query, office, person_id = $1 as "isOwn" from desk_views
       where person_id = $1 or office is not null and ($2 or office = $4 or starts_with($3, office)) order by person_id <> $1, name`,
      [id, role === 'admin', regionCode ?? '', EVERY_OFFICE],
    );
  }

  /** A name that is there already gets the new filters. @throws DomainError ViewsFull, OfficeForeign */
  async save(tx: EntityManager, principal: Principal, { name, query, office }: Pick<DeskView, 'name' | 'query' | 'office'>): Promise<void> {
    if (office !== null && principal.role !== 'admin') {
      throw forbidden('OfficeForeign', 'Hanya pengelola yang membagikan tampilan.', 'Only administrators share views.');
    }
    const others = (await this.list(tx, principal)).filter((view) => view.isOwn && view.name !== name);
    if (others.length >= MOST_VIEWS) {
      throw conflict(
        'ViewsFull',
        `Paling banyak ${MOST_VIEWS} tampilan. Hapus satu dulu.`,
        `At most ${MOST_VIEWS} views. Remove one first.`,
      );
    }
    await tx.query(
      `insert into desk_views (id, person_id, name, query, office) values ($1, $2, $3, $4, $5)
       on conflict (person_id, name) do update set query = $4, office = $5`,
      [uuid(), principal.id, name, query, office],
    );
  }

  async remove(tx: EntityManager, { id }: Principal, viewId: string): Promise<void> {
    await tx.query('delete from desk_views where id = $1 and person_id = $2', [viewId, id]);
  }

  /** Single keys act until a person turns them off (WCAG 2.1.4). */
  async hasSingleKeys(tx: EntityManager, { id }: Principal): Promise<boolean> {
    const kept = await one<{ on: boolean }>(tx, 'select single_keys as "on" from desk_preferences where person_id = $1', [id]);
    return kept?.on ?? true;
  }

  async setSingleKeys(tx: EntityManager, { id }: Principal, isOn: boolean): Promise<void> {
    await tx.query(
      `insert into desk_preferences (person_id, single_keys) values ($1, $2) on conflict (person_id) do update set single_keys = $2`,
      [id, isOn],
    );
  }
}
