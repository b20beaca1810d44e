import { one } from '@sambung/database';
import { emit } from '@sambung/events';
import { OfferVersion } from '@sambung/offers';
import { Injectable } from '@nestjs/common';
import { EntityManager, IsNull, Not } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { Concerned, concernedBy, isConcerned } from '../concerned';
import { Rematch, RematchPart } from './rematch.entity';

/** Parts that are in the queue at the same time: enough for any number of matchers, too few to keep a save waiting. */
const RELEASED_AT_ONCE = 128;

/** A part that the caller works, and whom of it the re-match is for; null for everybody. */
export interface HeldPart {
  part: RematchPart;
  concerned: readonly Concerned[] | null;
}

export interface RematchProgress {
  rematch: Rematch;
  actors: number;
  matched: number;
  parts: number;
  partsDone: number;
}

const PARTS = `
  insert into rematch_parts (id, rematch_id, region_code, actors)
  select gen_random_uuid(), $1, left(region_code, 8), count(*) from actors where status = 'active'`;

/** Re-matches of many actors: asked for, paused, resumed, watched. Progress is rows, so that a crash costs no more than a batch. */
@Injectable()
export class Rematches {
  /**
   * Asks for every active actor, or those of one region, to be matched again.
   * @returns the re-match and whether it is new: while one is unfinished there is no second
   */
  async start(tx: EntityManager, regionCode: string | null): Promise<{ id: string; isNew: boolean }> {
    const id = uuid();
    const inserted: unknown[] = await tx.query(
      'insert into rematches (id, region_code) values ($1, $2) on conflict do nothing returning id',
      [id, regionCode],
    );
    if (inserted.length === 0) return { id: (await this.unfinished(tx))!.id, isNew: false };
    await tx.query(`${PARTS} and ($2::text is null or region_code = $2 or region_code like $2 || '.%') group by left(region_code, 8)`, [
      id,
      regionCode,
    ]);
    await this.release(tx, id);
    return { id, isNew: true };
  }

  /**
   * Asks for every active actor to be matched again whom an offer concerns, or did by an earlier version. Offers that change while such a
   * re-match waits for a worker join it: a catalogue that is imported costs one re-match or two, not one an offer.
   */
  async startForOffer(tx: EntityManager, offerId: string): Promise<void> {
    const versions = await tx.findBy(OfferVersion, { offerId, publishedAt: Not(IsNull()) });
    if (versions.length === 0) return;
    const concerned = JSON.stringify(versions.map(({ document }) => concernedBy(document)));
    const id = (await this.untouched(tx)) ?? uuid();
    await tx.query(
      `insert into rematches (id, concerned) values ($1, $2)
       on conflict (id) do update set concerned = rematches.concerned || excluded.concerned`,
      [id, concerned],
    );
    await tx.query(
      `${PARTS} and ${isConcerned('(select concerned from rematches where id = $1)')} group by left(region_code, 8)
       on conflict (rematch_id, region_code) do update set actors = excluded.actors`,
      [id],
    );
    await this.release(tx, id);
  }

  /** A re-match for offers that nobody has begun with; holds its parts, so that nobody does until the transaction ends. */
  private async untouched(tx: EntityManager): Promise<string | null> {
    const waiting = await one<{ id: string; parts: number }>(
      tx,
      `select id, (select count(*)::int from rematch_parts where rematch_id = rematches.id) as parts
       from rematches where concerned is not null order by requested_at desc limit 1 for update skip locked`,
    );
    if (!waiting) return null;
    const held: unknown[] = await tx.query(
      'select from rematch_parts where rematch_id = $1 and matched = 0 and done_at is null for update skip locked',
      [waiting.id],
    );
    return held.length === waiting.parts ? waiting.id : null;
  }

  private async release(tx: EntityManager, id: string): Promise<void> {
    for (let part = 0; part < RELEASED_AT_ONCE; part += 1) if (!(await this.releaseNext(tx, id))) break;
    await this.finishIfDone(tx, id);
  }

  private unfinished(tx: EntityManager): Promise<Rematch | null> {
    return tx.findOneBy(Rematch, { finishedAt: IsNull(), concerned: IsNull() });
  }

  /** Stops after the batches that are being worked. @returns null when nothing is under way */
  async pause(tx: EntityManager): Promise<Rematch | null> {
    const rematch = await this.unfinished(tx);
    if (rematch) await tx.update(Rematch, { id: rematch.id, pausedAt: IsNull() }, { pausedAt: () => 'clock_timestamp()' });
    return rematch;
  }

  /** Goes on where it stopped. Harmless when nothing was paused: a part that is queued twice is worked once. */
  async resume(tx: EntityManager): Promise<Rematch | null> {
    const rematch = await this.unfinished(tx);
    if (!rematch) return null;
    await tx.update(Rematch, { id: rematch.id }, { pausedAt: null });
    const parts: { id: string }[] = await tx.query(
      'select id from rematch_parts where rematch_id = $1 and released_at is not null and done_at is null order by region_code',
      [rematch.id],
    );
    for (const { id } of parts) await emit(tx, 'rematch.requested', { partId: id });
    return rematch;
  }

  /** How far a re-match has come; without an id the latest that somebody asked for. */
  async progress(tx: EntityManager, id?: string): Promise<RematchProgress | null> {
    const [rematch] = await tx.find(Rematch, { where: id ? { id } : { concerned: IsNull() }, order: { requestedAt: 'desc' }, take: 1 });
    if (!rematch) return null;
    const sums = await one<Omit<RematchProgress, 'rematch'>>(
      tx,
      `select coalesce(sum(actors), 0)::int as actors, coalesce(sum(matched), 0)::int as matched, count(*)::int as parts,
         count(done_at)::int as "partsDone" from rematch_parts where rematch_id = $1`,
      [rematch.id],
    );
    return { rematch, ...sums! };
  }

  /** Takes a part until the transaction ends. @returns null when it is done, another worker's or paused */
  async hold(tx: EntityManager, partId: string): Promise<HeldPart | null> {
    const rows: unknown[] = await tx.query(
      `select from rematch_parts part join rematches on rematches.id = rematch_id
       where part.id = $1 and done_at is null and paused_at is null for update of part skip locked`,
      [partId],
    );
    if (rows.length === 0) return null;
    // Read once the part is held: offers join a re-match only while nobody holds a part of it.
    const part = await tx.findOneByOrFail(RematchPart, { id: partId });
    const { concerned } = await tx.findOneByOrFail(Rematch, { id: part.rematchId });
    return { part, concerned };
  }

  /** Notes what was done of a part that the caller holds; then it, or the next part, goes into the queue. */
  async advance(tx: EntityManager, part: RematchPart, { matched, afterId }: { matched: number; afterId: string | null }): Promise<void> {
    const doneAt = afterId === null ? () => 'clock_timestamp()' : null;
    await tx.update(RematchPart, { id: part.id }, { matched: part.matched + matched, ...(afterId && { afterId }), doneAt });
    if (afterId !== null) return emit(tx, 'rematch.requested', { partId: part.id });
    if (!(await this.releaseNext(tx, part.rematchId))) await this.finishIfDone(tx, part.rematchId);
  }

  private async releaseNext(tx: EntityManager, rematchId: string): Promise<boolean> {
    const [rows] = (await tx.query(
      `update rematch_parts set released_at = clock_timestamp() where id = (
         select id from rematch_parts where rematch_id = $1 and released_at is null
         order by region_code limit 1 for update skip locked)
       returning id`,
      [rematchId],
    )) as [{ id: string }[], number];
    if (!rows[0]) return false;
    await emit(tx, 'rematch.requested', { partId: rows[0].id });
    return true;
  }

  /**
   * Holds the re-match first: of two last parts that end together the second must see that the first has. What offers asked for is of no
   * interest afterwards and goes.
   */
  private async finishIfDone(tx: EntityManager, id: string): Promise<void> {
    await tx.query('select from rematches where id = $1 for update', [id]);
    await tx.query(
      `delete from rematches
       where id = $1 and concerned is not null and not exists (select from rematch_parts where rematch_id = $1 and done_at is null)`,
      [id],
    );
    await tx.query(
      `update rematches set finished_at = clock_timestamp()
       where id = $1 and not exists (select from rematch_parts where rematch_id = $1 and done_at is null)`,
      [id],
    );
  }
}
