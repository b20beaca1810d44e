import { Institution, Principal } from '@sambung/accounts';
import { conflict, DomainError, forbidden, notFound, refuseFaults } from '@sambung/errors';
import { emit } from '@sambung/events';
import { Clock } from '@sambung/config';
import { canonicalJson, grantCycle } from '@sambung/matching';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { EntityManager, In, IsNull, Not } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { documentFaults, exampleFaults } from './check-document';
import { CATALOGUE } from './fact-catalogue';
import { lintDocument } from './lint/lint-document';
import { OfferDocument } from './offer-document';
import { Offer, OfferStatus, OfferVersion } from './offer.entity';

export interface OfferFilter {
  statuses: readonly OfferStatus[];
  institutionId?: string;
  after?: string;
  limit: number;
}

/** An offer with the version that counts now. */
export interface CurrentOffer {
  offer: Offer;
  version: OfferVersion;
}

export const documentHash = (document: OfferDocument): string => createHash('sha256').update(canonicalJson(document)).digest('hex');

const unknown = () => notFound('OfferUnknown', 'Tawaran tidak ditemukan.', 'There is no such offer.');

const notOpen = (status: OfferStatus) => conflict('OfferNotOpen', `Tawaran berstatus ${status}.`, `The offer is ${status}.`);

@Injectable()
export class OffersService {
  constructor(private readonly clock: Clock) {}

  /** @throws DomainError with every fault of the document, OfferExists for a slug in use */
  async create(
    tx: EntityManager,
    principal: Principal,
    input: { slug: string; institutionId: string; document: OfferDocument },
  ): Promise<CurrentOffer> {
    mustWriteFor(principal, input.institutionId);
    refuseFaults(documentFaults(input.document));
    await this.assertInstitution(tx, input.institutionId);
    const offer = { id: uuid(), slug: input.slug, institutionId: input.institutionId, status: 'draft' as const, confirmedAt: null };
    const inserted = await tx.createQueryBuilder().insert().into(Offer).values(offer).orIgnore().returning('id').execute();
    if ((inserted.raw as unknown[]).length === 0)
      throw conflict('OfferExists', 'Slug ini sudah dipakai tawaran lain.', 'Another offer has this slug.', { pointer: '/slug' });
    return { offer, version: await this.insertVersion(tx, principal, offer.id, 1, input.document) };
  }

  private async assertInstitution(tx: EntityManager, id: string): Promise<void> {
    if (await tx.existsBy(Institution, { id })) return;
    const detail = { id: 'Lembaga tidak ditemukan.', en: 'There is no such institution.' };
    refuseFaults([{ pointer: '/institutionId', code: 'InstitutionUnknown', detail }]);
  }

  async addVersion(tx: EntityManager, principal: Principal, slug: string, document: OfferDocument): Promise<OfferVersion> {
    const offer = await this.ownForChange(tx, principal, slug);
    refuseFaults(documentFaults(document));
    const latest = await tx.maximum(OfferVersion, 'version', { offerId: offer.id });
    return this.insertVersion(tx, principal, offer.id, (latest ?? 0) + 1, document);
  }

  private async insertVersion(
    tx: EntityManager,
    principal: Principal,
    offerId: string,
    version: number,
    document: OfferDocument,
  ): Promise<OfferVersion> {
    const id = uuid();
    const createdBy = principal.kind === 'person' ? principal.id : null;
    const lint = (await lintDocument(document, this.clock.today())) as object;
    await tx.insert(OfferVersion, { id, offerId, version, document: document as object, hash: documentHash(document), createdBy, lint });
    return tx.findOneByOrFail(OfferVersion, { id });
  }

  /** Holds an offer of the principal's institution. @throws DomainError for a stranger, or a status that is not among those given */
  async ownForChange(tx: EntityManager, principal: Principal, slug: string, statuses?: readonly OfferStatus[]): Promise<Offer> {
    const offer = await this.forChange(tx, slug);
    mustWriteFor(principal, offer.institutionId);
    if (statuses && !statuses.includes(offer.status)) throw notOpen(offer.status);
    return offer;
  }

  /** An offer of the principal's institution, to look at. @throws DomainError OfferUnknown also for those of others */
  async own(tx: EntityManager, principal: Principal, slug: string): Promise<Offer> {
    const offer = await tx.findOneBy(Offer, { slug });
    if (!offer || offer.institutionId !== principal.institutionId) throw unknown();
    return offer;
  }

  async forChange(tx: EntityManager, slug: string): Promise<Offer> {
    const offer = await tx.findOne(Offer, { where: { slug }, lock: { mode: 'pessimistic_write' } });
    if (!offer) throw unknown();
    return offer;
  }

  /**
   * Makes a version the one that counts. Its examples must hold and it may close no circle of grants.
   * Danger: asks for no second person. `OfferReviews.publish` does; only what ships with the project is published here.
   */
  async publish(tx: EntityManager, slug: string, version: number): Promise<CurrentOffer> {
    const offer = await this.forChange(tx, slug);
    const candidate = await tx.findOneBy(OfferVersion, { offerId: offer.id, version });
    if (!candidate) throw unknown();
    if (offer.status === 'closed' && candidate.publishedAt) throw notOpen(offer.status);
    if (candidate.retiredAt)
      throw conflict(
        'VersionRetired',
        'Versi lama tidak bisa diterbitkan lagi. Buat versi baru.',
        'An old version cannot be published again. Make a new one.',
      );
    refuseFaults([...documentFaults(candidate.document), ...exampleFaults(candidate.document)]);
    await this.refuseCycle(tx, offer, candidate);
    await this.refuseVariant(tx, candidate.document);
    await tx.update(
      OfferVersion,
      { offerId: offer.id, publishedAt: Not(IsNull()), retiredAt: IsNull(), id: Not(candidate.id) },
      { retiredAt: () => 'now()' },
    );
    await tx.update(OfferVersion, { id: candidate.id, publishedAt: IsNull() }, { publishedAt: () => 'now()' });
    await tx.update(Offer, { id: offer.id }, { status: 'published', confirmedAt: this.clock.now() });
    await emit(tx, 'offer.changed', { offerId: offer.id });
    await emit(tx, 'offer.published', { offerId: offer.id });
    return this.get(tx, slug);
  }

  private async refuseCycle(tx: EntityManager, offer: Offer, candidate: OfferVersion): Promise<void> {
    const others = (await this.published(tx)).filter((other) => other.offer.id !== offer.id);
    const all = [...others, { offer, version: candidate }];
    const links = all.map(({ offer: { slug }, version: { document } }) => ({
      id: slug,
      requires: document.requires,
      grants: document.grants ?? [],
    }));
    const cycle = grantCycle(links, CATALOGUE);
    if (!cycle) return;
    const path = cycle.join(' → ');
    throw new DomainError('invalid', 'GrantCycle', {
      id: `Tawaran saling menunggu: ${path}. Ubah requires atau grants.`,
      en: `Offers wait for one another: ${path}. Change requires or grants.`,
    }, { errors: [{ pointer: '/document/grants', code: 'GrantCycle', detail: { id: path, en: path } }] }); // prettier-ignore
  }

  /** Published offers that a local variant may stand in for. */
  async general(tx: EntityManager): Promise<CurrentOffer[]> {
    return (await this.published(tx)).filter(({ version }) => !version.document.variantOf);
  }

  /**
   * A variant stands in for one published, more general offer of its kind, and nowhere outside that one's area.
   * @throws DomainError VariantInvalid at `/document/variantOf`
   */
  async refuseVariant(tx: EntityManager, { variantOf, kind, area }: OfferDocument): Promise<void> {
    if (!variantOf) return;
    const general = (await this.general(tx)).find(({ offer: { slug } }) => slug === variantOf)?.version.document;
    const covers = (region: string) => general?.area.some((one) => one === '*' || region === one || region.startsWith(`${one}.`));
    if (general && general.kind === kind && area.length > 0 && area.every((region) => region !== '*' && covers(region))) return; // prettier-ignore
    const detail = {
      id: `${variantOf} harus tawaran umum yang terbit, sejenis, dan wilayahnya mencakup wilayah ini.`,
      en: `${variantOf} must be a published general offer of the same kind whose area includes this one.`,
    };
    refuseFaults([{ pointer: '/document/variantOf', code: 'VariantInvalid', detail }]);
  }

  /** Pauses, resumes or closes an offer for everybody. Closing is final: only another version can open it again. */
  async setStatus(tx: EntityManager, principal: Principal, slug: string, status: Exclude<OfferStatus, 'draft'>): Promise<CurrentOffer> {
    const offer = await this.ownForChange(tx, principal, slug, ['published', 'paused']);
    if (offer.status !== status) {
      const confirmed = status === 'published' ? { confirmedAt: this.clock.now() } : {};
      await tx.update(Offer, { id: offer.id }, { status, ...confirmed });
      await emit(tx, 'offer.changed', { offerId: offer.id });
    }
    return this.get(tx, slug);
  }

  /** The offer with its published version, or its newest draft when it has none. */
  async get(tx: EntityManager, slug: string): Promise<CurrentOffer> {
    const offer = await tx.findOneBy(Offer, { slug });
    if (!offer) throw unknown();
    const published = await tx.findOneBy(OfferVersion, { offerId: offer.id, publishedAt: Not(IsNull()), retiredAt: IsNull() });
    const version = published ?? (await tx.findOneOrFail(OfferVersion, { where: { offerId: offer.id }, order: { version: 'desc' } }));
    return { offer, version };
  }

  /** The same for everybody: drafts are the business of their institution alone. */
  async getPublic(tx: EntityManager, slug: string): Promise<CurrentOffer> {
    const current = await this.get(tx, slug);
    if (current.offer.status === 'draft') throw unknown();
    return current;
  }

  /** An offer with one given version, published or not. */
  async byVersion(tx: EntityManager, versionId: string): Promise<CurrentOffer> {
    const version = await tx.findOneByOrFail(OfferVersion, { id: versionId });
    return { offer: await tx.findOneByOrFail(Offer, { id: version.offerId }), version };
  }

  versions(tx: EntityManager, offerId: string): Promise<OfferVersion[]> {
    return tx.find(OfferVersion, { where: { offerId }, order: { version: 'desc' } });
  }

  async list(tx: EntityManager, { statuses, institutionId, after, limit }: OfferFilter): Promise<Offer[]> {
    const query = tx.createQueryBuilder(Offer, 'offer').where('offer.status in (:...statuses)', { statuses });
    if (institutionId) query.andWhere('offer.institution_id = :institutionId', { institutionId });
    if (after) query.andWhere('offer.slug > :after', { after });
    return query.orderBy('offer.slug').take(limit).getMany();
  }

  /** Offers that take part in matching now. */
  async published(tx: EntityManager): Promise<CurrentOffer[]> {
    const offers = await tx.findBy(Offer, { status: 'published' });
    if (offers.length === 0) return [];
    const ids = offers.map((offer) => offer.id);
    const versions = await tx.findBy(OfferVersion, { offerId: In(ids), publishedAt: Not(IsNull()), retiredAt: IsNull() });
    const byOffer = new Map(versions.map((version) => [version.offerId, version]));
    return offers.flatMap((offer) => {
      const version = byOffer.get(offer.id);
      return version ? [{ offer, version }] : [];
    });
  }
}

function mustWriteFor(principal: Principal, institutionId: string): void {
  if (principal.role === 'admin' || principal.institutionId === institutionId) return;
  throw forbidden('OfferForeign', 'Tawaran ini milik lembaga lain.', 'This offer belongs to another institution.');
}
