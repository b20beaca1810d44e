import { institutionOf, Principal } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { notFound } from '@sambung/errors';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { OfferDocument } from '../offer-document';
import { Offer, OfferVersion } from '../offer.entity';
import { OfferReviews } from '../offer-reviews.service';
import { OffersService } from '../offers.service';
import { FormParts } from './form-node';
import { OfferDraft } from './offer-draft.entity';

const MOST_LISTED = 100;

/** So long a draft stays that nobody touches; then it goes. */
export const OFFER_DRAFT_DAYS = 180;
/** So long before, its authors are told. */
const NOTICE_DAYS = 30;
const DAY_MS = 86_400_000;

/** `repeated`: it was sent before and is stored; `stale`: somebody else has saved since, and nothing was written. */
export type SaveOutcome = 'saved' | 'repeated' | 'stale';

const unknown = () => notFound('DraftUnknown', 'Rancangan tidak ditemukan.', 'There is no such draft.');

const digestOf = (sent: unknown): Buffer => createHash('sha256').update(JSON.stringify(sent)).digest();

/** Keeps what the authors of an institution fill in, until they put it before a second person. */
@Injectable()
export class OfferDrafts {
  constructor(
    private readonly offers: OffersService,
    private readonly reviews: OfferReviews,
    private readonly clock: Clock,
  ) {}

  async start(tx: EntityManager, principal: Principal, form: FormParts, offerId: string | null = null): Promise<OfferDraft> {
    const draft = { id: uuid(), institutionId: institutionOf(principal), offerId, form, revision: 1, sentDigest: null };
    await tx.insert(OfferDraft, { ...draft, updatedBy: principal.id, updatedAt: this.clock.now() } as object);
    return tx.findOneByOrFail(OfferDraft, { id: draft.id });
  }

  /** Those touched last come first. */
  list(tx: EntityManager, principal: Principal): Promise<OfferDraft[]> {
    return tx.find(OfferDraft, { where: { institutionId: institutionOf(principal) }, order: { updatedAt: 'desc' }, take: MOST_LISTED });
  }

  /** The draft of an offer's next version, if somebody has begun one. */
  ofOffer(tx: EntityManager, principal: Principal, offerId: string): Promise<OfferDraft | null> {
    return tx.findOne(OfferDraft, { where: { institutionId: institutionOf(principal), offerId }, order: { updatedAt: 'desc' } });
  }

  /** The day on which an untouched draft goes, `YYYY-MM-DD`, once it is near; null before. */
  goesOn({ updatedAt }: Pick<OfferDraft, 'updatedAt'>): string | null {
    const endsAt = updatedAt.getTime() + OFFER_DRAFT_DAYS * DAY_MS;
    return endsAt - this.clock.now().getTime() > NOTICE_DAYS * DAY_MS ? null : this.clock.dayOf(new Date(endsAt));
  }

  /** @throws DomainError DraftUnknown also for drafts of other institutions */
  async get(tx: EntityManager, principal: Principal, id: string): Promise<OfferDraft> {
    const draft = await tx.findOneBy(OfferDraft, { id, institutionId: institutionOf(principal) });
    if (!draft) throw unknown();
    return draft;
  }

  /**
   * Stores what was filled in, whether it is sound or not.
   * @param revision the one that the author saw
   * @param sent everything that came with the form, so that a double click is known
   */
  async save(
    tx: EntityManager,
    principal: Principal,
    id: string,
    { form, revision, sent }: { form: FormParts; revision: number; sent: unknown },
  ): Promise<SaveOutcome> {
    const draft = await this.held(tx, principal, id);
    const sentDigest = digestOf(sent);
    if (draft.revision !== revision) return draft.sentDigest?.equals(sentDigest) ? 'repeated' : 'stale';
    const change = { form, revision: revision + 1, sentDigest, updatedBy: principal.id, updatedAt: this.clock.now() };
    await tx.update(OfferDraft, { id }, change as object);
    return 'saved';
  }

  async remove(tx: EntityManager, principal: Principal, id: string): Promise<void> {
    const draft = await this.held(tx, principal, id);
    await tx.delete(OfferDraft, { id: draft.id });
  }

  /** Makes a version of the draft and puts it before a second person; the draft has then done its work. */
  async submit(
    tx: EntityManager,
    principal: Principal,
    id: string,
    { slug, document, note }: { slug: string; document: OfferDocument; note: string | null },
  ): Promise<OfferVersion> {
    const draft = await this.held(tx, principal, id);
    const offer = draft.offerId ? await tx.findOneByOrFail(Offer, { id: draft.offerId }) : null;
    const version = offer
      ? await this.offers.addVersion(tx, principal, offer.slug, document)
      : (await this.offers.create(tx, principal, { slug, institutionId: draft.institutionId, document })).version;
    await tx.delete(OfferDraft, { id });
    return this.reviews.submit(tx, principal, offer?.slug ?? slug, version.version, note);
  }

  private async held(tx: EntityManager, principal: Principal, id: string): Promise<OfferDraft> {
    const draft = await tx.findOne(OfferDraft, {
      where: { id, institutionId: institutionOf(principal) },
      lock: { mode: 'pessimistic_write' },
    });
    if (!draft) throw unknown();
    return draft;
  }
}
