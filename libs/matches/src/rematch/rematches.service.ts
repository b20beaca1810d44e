import { one } from '@sambung/database';
import { emit } from '@sambung/events';
import { Injectable } from '@nestjs/common';
import { EntityManager, IsNull } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { Rematch, RematchPart } from './rematch.entity';

/** Parts that are in the queue at the same time: enough for any number of matchers, too few to keep a save waiting. */
const RELEASED_AT_ONCE = 128;

export interface RematchProgress {
  rematch: Rematch;
  actors: number;
  matched: number;
  parts: number;
  partsDone: number;
}

/** Full re-matches: asked for, paused, resumed, watched. Progress is rows, so that a crash costs no more than a batch. */
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
    await tx.query(
      `insert into rematch_parts (id, rematch_id, region_code, actors)
       select gen_random_uuid(), $1, left(region_code, 8), count(*) from actors
       where status = 'active' and ($2::text is null or region_code = $2 or region_code like $2 || '.%')
       group by left(region_code, 8)`,
      [id, regionCode],
    );
    for (let part = 0; part < RELEASED_AT_ONCE; part += 1) if (!(await this.releaseNext(tx, id))) break;
    await this.finishIfDone(tx, id);
    return { id, isNew: true };
  }

  private unfinished(tx: EntityManager): Promise<Rematch | null> {
    return tx.findOneBy(Rematch, { finishedAt: IsNull() });
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

  /** How far a re-match has come; the latest without an id. */
  async progress(tx: EntityManager, id?: string): Promise<RematchProgress | null> {
    const [rematch] = await tx.find(Rematch, { where: id ? { id } : {}, order: { requestedAt: 'desc' }, take: 1 });
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
  async hold(tx: EntityManager, partId: string): Promise<RematchPart | null> {
    const rows: unknown[] = await tx.query(
      `select from rematch_parts part join rematches on rematches.id = rematch_id
       where part.id = $1 and done_at is null and paused_at is null for update of part skip locked`,
      [partId],
    );
    return rows.length === 0 ? null : tx.findOneByOrFail(RematchPart, { id: partId });
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

  /** Holds the re-match first: of two last parts that end together the second must see that the first has. */
  private async finishIfDone(tx: EntityManager, id: string): Promise<void> {
    await tx.query('select from rematches where id = $1 for update', [id]);
    await tx.query(
      `update rematches set finished_at = clock_timestamp()
       where id = $1 and not exists (select from rematch_parts where rematch_id = $1 and done_at is null)`,
      [id],
    );
  }
}
