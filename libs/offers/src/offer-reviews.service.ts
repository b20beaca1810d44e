import { Principal } from '@sambung/accounts';
import { audit, AuditAction } from '@sambung/audit';
import { forPurpose } from '@sambung/database';
import { conflict, forbidden, notFound } from '@sambung/errors';
import { inRegion } from '@sambung/reference';
import { Injectable } from '@nestjs/common';
import { EntityManager, IsNull, Not } from 'typeorm';
import { Offer, OfferVersion, versionState, VersionState } from './offer.entity';
import { CurrentOffer, OffersService } from './offers.service';

/** A version with the offer that it is of. */
export interface VersionOfOffer {
  offer: Offer;
  version: OfferVersion;
}

const wrongState = (state: VersionState) =>
  conflict('VersionState', `Versi ini berstatus ${state}.`, `This version is ${state}.`, { versionState: state });

const secondPerson = () =>
  forbidden(
    'SecondPersonNeeded',
    'Yang menulis atau mengajukan versi ini tidak boleh menerbitkannya. Minta orang lain dari lembaga, petugas wilayah, atau admin.',
    'Whoever wrote or submitted this version may not publish it. Ask another person of the institution, an officer of the area, or an admin.',
  );

/** Nobody puts an offer in force alone: one writes and submits, another publishes or sends back. */
@Injectable()
export class OfferReviews {
  constructor(private readonly offers: OffersService) {}

  /** Puts a draft before a second person, with what its author tells them. */
  async submit(
    tx: EntityManager,
    principal: Principal,
    slug: string,
    version: number,
    submitNote: string | null = null,
  ): Promise<OfferVersion> {
    const offer = await this.offers.ownForChange(tx, principal, slug);
    const draft = await this.inState(tx, offer, version, 'draft');
    const submittedBy = principal.kind === 'person' ? principal.id : null;
    await tx.update(OfferVersion, { id: draft.id }, { submittedAt: () => 'clock_timestamp()', submittedBy, submitNote, reviewedBy: null, reviewNote: null }); // prettier-ignore
    await onRecord(tx, principal, 'offer.submitted', draft);
    return tx.findOneByOrFail(OfferVersion, { id: draft.id });
  }

  /** Takes a version back from review, before anybody has answered. */
  async withdraw(tx: EntityManager, principal: Principal, slug: string, version: number): Promise<OfferVersion> {
    const offer = await this.offers.ownForChange(tx, principal, slug);
    const candidate = await this.inState(tx, offer, version, 'review');
    await tx.update(OfferVersion, { id: candidate.id }, { submittedAt: null, submittedBy: null });
    await onRecord(tx, principal, 'offer.withdrawn', candidate);
    return tx.findOneByOrFail(OfferVersion, { id: candidate.id });
  }

  /** Publishes what another person submitted. @throws DomainError SecondPersonNeeded */
  async publish(tx: EntityManager, principal: Principal, slug: string, version: number): Promise<CurrentOffer> {
    const candidate = await this.toReview(tx, principal, slug, version);
    await onRecord(tx, principal, 'offer.published', candidate);
    return forPurpose(tx, 'review', async () => {
      const current = await this.offers.publish(tx, slug, version);
      await tx.update(OfferVersion, { id: candidate.id }, { reviewedBy: principal.id });
      return current;
    });
  }

  /** Gives it back to its author, with what is to be mended. */
  async sendBack(tx: EntityManager, principal: Principal, slug: string, version: number, note: string): Promise<OfferVersion> {
    const candidate = await this.toReview(tx, principal, slug, version);
    const { id } = candidate;
    await onRecord(tx, principal, 'offer.returned', candidate);
    const change = { submittedAt: null, submittedBy: null, reviewedBy: principal.id, reviewNote: note };
    await forPurpose(tx, 'review', () => tx.update(OfferVersion, { id }, change));
    return tx.findOneByOrFail(OfferVersion, { id });
  }

  /** Versions that the principal may review, the longest waiting first. */
  async waiting(tx: EntityManager, principal: Principal): Promise<VersionOfOffer[]> {
    const versions = await tx.find(OfferVersion, {
      where: { submittedAt: Not(IsNull()), publishedAt: IsNull() },
      order: { submittedAt: 'asc', id: 'asc' },
    });
    const waiting: VersionOfOffer[] = [];
    for (const version of versions) {
      const offer = await tx.findOneByOrFail(Offer, { id: version.offerId });
      if (mayReview(principal, offer, version)) waiting.push({ offer, version });
    }
    return waiting;
  }

  /** One version, for whoever may read it. @throws DomainError OfferUnknown for everybody else */
  async read(tx: EntityManager, principal: Principal, slug: string, number: number): Promise<VersionOfOffer> {
    const { offer } = await this.offers.get(tx, slug);
    const version = await this.version(tx, offer, number);
    if (!mayRead(principal, offer, version)) throw unknown();
    return { offer, version };
  }

  private async toReview(tx: EntityManager, principal: Principal, slug: string, number: number): Promise<OfferVersion> {
    const offer = await this.offers.forChange(tx, slug);
    const version = await this.version(tx, offer, number);
    if (!hasSight(principal, offer, version)) throw unknown();
    if (versionState(version) !== 'review') throw wrongState(versionState(version));
    if (!mayReview(principal, offer, version)) throw secondPerson();
    return version;
  }

  private async version(tx: EntityManager, { id: offerId }: Offer, version: number): Promise<OfferVersion> {
    const found = await tx.findOneBy(OfferVersion, { offerId, version });
    if (!found) throw unknown();
    return found;
  }

  private async inState(tx: EntityManager, offer: Offer, number: number, state: VersionState): Promise<OfferVersion> {
    const version = await this.version(tx, offer, number);
    if (versionState(version) !== state) throw wrongState(versionState(version));
    return version;
  }
}

const onRecord = (tx: EntityManager, principal: Principal, action: AuditAction, { id, hash }: OfferVersion): Promise<void> =>
  audit(tx, principal, { action, object: ['offerVersion', id], subjectId: null, reason: `sha256 ${hash}` });

const unknown = () => notFound('OfferUnknown', 'Tawaran tidak ditemukan.', 'There is no such offer.');

/** Officers see what is meant for their territory alone. */
function hasSight({ role, regionCode, institutionId }: Principal, offer: Offer, { document }: OfferVersion): boolean {
  if (role === 'admin') return true;
  if (role === 'partner') return institutionId === offer.institutionId;
  return role === 'officer' && regionCode !== null && document.area.length > 0 && document.area.every((area) => inRegion(area, regionCode));
}

/** What was ever in force is public; a draft is its institution's, and one under review also its reviewers'. */
function mayRead(principal: Principal, offer: Offer, version: OfferVersion): boolean {
  if (version.publishedAt) return true;
  if (principal.role === 'admin' || principal.institutionId === offer.institutionId) return true;
  return versionState(version) === 'review' && hasSight(principal, offer, version);
}

/**
 * A machine reviews nothing, and what a machine wrote is not reviewed by those who hold its key: whose hand it was nobody could tell.
 */
function mayReview(principal: Principal, offer: Offer, version: OfferVersion): boolean {
  if (principal.kind !== 'person' || !hasSight(principal, offer, version)) return false;
  if (principal.id === version.createdBy || principal.id === version.submittedBy) return false;
  const byMachine = version.createdBy === null || version.submittedBy === null;
  return !(byMachine && principal.institutionId === offer.institutionId);
}
