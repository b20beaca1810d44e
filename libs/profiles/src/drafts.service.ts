import { Clock } from '@sambung/config';
import { openDraft } from '@sambung/database';
import { Sealer, Vault } from '@sambung/vault';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { EntityManager, LessThanOrEqual, MoreThan } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { Draft, DRAFT_DAYS, DraftAnswers, NO_ANSWERS } from './draft.entity';

const DAY_MS = 86_400_000;

const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** A draft with its answers in the clear. */
export type OpenDraft = Draft & { answers: DraftAnswers };

/** Answers given before any account, sealed under a key of each draft's own. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  private get oldest(): Date {
    return new Date(this.clock.now().getTime() - DRAFT_DAYS * DAY_MS);
  }

  async find(tx: EntityManager, token: string): Promise<OpenDraft | null> {
    await openDraft(tx, digestOf(token));
    return this.opened(tx, await tx.findOneBy(Draft, { tokenDigest: digestOf(token), updatedAt: MoreThan(this.oldest) }));
  }

  /** The same, holding the row until the transaction ends. */
  async hold(tx: EntityManager, token: string): Promise<OpenDraft | null> {
    await openDraft(tx, digestOf(token));
    const where = { tokenDigest: digestOf(token), updatedAt: MoreThan(this.oldest) };
    return this.opened(tx, await tx.findOne(Draft, { where, lock: { mode: 'pessimistic_write' } }));
  }

  private async opened(tx: EntityManager, draft: Draft | null): Promise<OpenDraft | null> {
    if (!draft) return null;
    const text = await this.vault.openOne(tx, { table: 'drafts', id: draft.id, column: 'answers_sealed', sealed: draft.answersSealed });
    return Object.assign(draft, { answers: JSON.parse(text) as DraftAnswers });
  }

  private async sealed(tx: EntityManager, id: string, answers: DraftAnswers): Promise<Buffer> {
    return sealedAnswers(await this.vault.sealer(tx, 'draft', id), id, answers);
  }

  /** Changes the answers, beginning a draft where there is none. The same change twice leaves one draft and the same answers. */
  async change(tx: EntityManager, token: string, change: (answers: DraftAnswers) => DraftAnswers): Promise<DraftAnswers> {
    await openDraft(tx, digestOf(token));
    // What nobody has touched for so long is not brought back, swept or not.
    await tx.delete(Draft, { tokenDigest: digestOf(token), updatedAt: LessThanOrEqual(this.oldest) });
    if (!(await tx.existsBy(Draft, { tokenDigest: digestOf(token) }))) await this.begin(tx, token);
    const draft = await this.hold(tx, token);
    // Erased by another request in between.
    if (!draft) return this.change(tx, token, change);
    const answers = change(draft.answers);
    // Answers that follow a registration belong to another actor.
    const answersSealed = await this.sealed(tx, draft.id, answers);
    await tx.update(Draft, { id: draft.id }, { answersSealed, actorId: null, updatedAt: this.clock.now() });
    return answers;
  }

  /** Does nothing when another request has begun it meanwhile. */
  private async begin(tx: EntityManager, token: string): Promise<void> {
    const id = uuid();
    const answersSealed = sealedAnswers(await this.vault.createOne(tx, 'draft', id), id, NO_ANSWERS);
    const fresh = { id, tokenDigest: digestOf(token), answersSealed, actorId: null, updatedAt: this.clock.now() };
    const result = await tx.createQueryBuilder().insert().into(Draft).values(fresh).orIgnore().returning('id').execute();
    if ((result.raw as unknown[]).length === 0) await this.vault.destroy(tx, 'draft', id);
  }

  /** The answers live on in the actor; the draft only remembers which one. */
  async becomes(tx: EntityManager, { id }: Draft, actorId: string): Promise<void> {
    await tx.update(Draft, { id }, { answersSealed: await this.sealed(tx, id, NO_ANSWERS), actorId });
  }

  async erase(tx: EntityManager, token: string): Promise<void> {
    await openDraft(tx, digestOf(token));
    await tx.delete(Draft, { tokenDigest: digestOf(token) });
  }
}

const sealedAnswers = (sealer: Sealer, id: string, answers: DraftAnswers): Buffer =>
  sealer.seal('drafts', id, 'answers_sealed', JSON.stringify(answers));
