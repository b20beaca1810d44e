import { Clock } from '@sambung/config';
import { openDraft } from '@sambung/database';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { EntityManager, LessThanOrEqual, MoreThan } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { Draft, DRAFT_DAYS, DraftAnswers, NO_ANSWERS } from './draft.entity';

const DAY_MS = 86_400_000;

const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Answers given before any account. */
@Injectable()
export class DraftsService {
  constructor(private readonly clock: Clock) {}

  private get oldest(): Date {
    return new Date(this.clock.now().getTime() - DRAFT_DAYS * DAY_MS);
  }

  async find(tx: EntityManager, token: string): Promise<Draft | null> {
    await openDraft(tx, digestOf(token));
    return tx.findOneBy(Draft, { tokenDigest: digestOf(token), updatedAt: MoreThan(this.oldest) });
  }

  /** The same, holding the row until the transaction ends. */
  async hold(tx: EntityManager, token: string): Promise<Draft | null> {
    await openDraft(tx, digestOf(token));
    const where = { tokenDigest: digestOf(token), updatedAt: MoreThan(this.oldest) };
    return tx.findOne(Draft, { where, lock: { mode: 'pessimistic_write' } });
  }

  /** Changes the answers, beginning a draft where there is none. The same change twice leaves one draft and the same answers. */
  async change(tx: EntityManager, token: string, change: (answers: DraftAnswers) => DraftAnswers): Promise<DraftAnswers> {
    await openDraft(tx, digestOf(token));
    // What nobody has touched for so long is not brought back, swept or not.
    await tx.delete(Draft, { tokenDigest: digestOf(token), updatedAt: LessThanOrEqual(this.oldest) });
    const fresh = { id: uuid(), tokenDigest: digestOf(token), answers: NO_ANSWERS as object, actorId: null };
    await tx.createQueryBuilder().insert().into(Draft).values(fresh).orIgnore().execute();
    const draft = await tx.findOneOrFail(Draft, { where: { tokenDigest: fresh.tokenDigest }, lock: { mode: 'pessimistic_write' } });
    const answers = change(draft.answers);
    // Answers that follow a registration belong to another actor.
    await tx.update(Draft, { id: draft.id }, { answers: answers as object, actorId: null, updatedAt: this.clock.now() });
    return answers;
  }

  /** The answers live on in the actor; the draft only remembers which one. */
  async becomes(tx: EntityManager, draft: Draft, actorId: string): Promise<void> {
    await tx.update(Draft, { id: draft.id }, { answers: NO_ANSWERS as object, actorId });
  }

  async erase(tx: EntityManager, token: string): Promise<void> {
    await openDraft(tx, digestOf(token));
    await tx.delete(Draft, { tokenDigest: digestOf(token) });
  }
}
