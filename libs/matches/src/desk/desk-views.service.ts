import { Principal } from '@sambung/accounts';
import { conflict } from '@sambung/errors';
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
}

const MOST_VIEWS = 20;

/** What each person keeps for the desk: named filters, and whether single keys act. */
@Injectable()
export class DeskViews {
  list(tx: EntityManager, { id }: Principal): Promise<DeskView[]> {
    return tx.query('select id, name, query from desk_views where person_id = $1 order by name', [id]);
  }

  /** A name that is there already gets the new filters. @throws DomainError ViewsFull */
  async save(tx: EntityManager, principal: Principal, name: string, query: string): Promise<void> {
    const others = (await this.list(tx, principal)).filter((view) => view.name !== name);
    if (others.length >= MOST_VIEWS) {
      throw conflict(
        'ViewsFull',
        `Paling banyak ${MOST_VIEWS} tampilan. Hapus satu dulu.`,
        `At most ${MOST_VIEWS} views. Remove one first.`,
      );
    }
    await tx.query(
      `insert into desk_views (id, person_id, name, query) values ($1, $2, $3, $4)
       on conflict (person_id, name) do update set query = $4`,
      [uuid(), principal.id, name, query],
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
