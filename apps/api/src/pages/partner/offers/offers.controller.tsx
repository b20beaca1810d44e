import { institutionOf, Principal } from '@sambung/accounts';
import { DomainError } from '@sambung/errors';
import { Offer, OFFER_STATUSES, OfferDocument, OfferDrafts, OfferFreshness, OfferReviews, OffersService, versionState } from '@sambung/offers'; // prettier-ignore
import { FieldError, languageOfText } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Access } from '../../../http/access';
import { Slug } from '../../../http/request-shapes';
import { Transactions } from '../../../http/transactions';
import { FormBody, SentForm, textIn } from '../../web/form';
import { refusalText } from '../../web/fault-text';
import { PageAnswer, PageController } from '../../web/page-controller';
import { CurrentVisit, Visit } from '../../web/visit';
import { EMPTY_FORM, formOf } from '../editor/document-form';
import { baseOf } from '../editor/draft-words';
import { batchesOf } from './batches.query';
import { OfferPage } from './offer-page';
import { OffersPage, OwnOffer } from './offers-page';

const MOST_LISTED = 200;

/** A copy under another name; whose variant it is says `variantOf`. */
const copyOf = (document: OfferDocument, variantOf: string | undefined): OfferDocument => {
  const { variantOf: _, ...rest } = document;
  const name = { id: `${document.name.id} (salinan)`, en: `${document.name.en} (copy)` };
  return { ...rest, name, ...(variantOf && { variantOf }) };
};

/** The offers of an institution, from the first draft to the last day. */
@PageController()
@Access('partner')
export class OffersPageController {
  constructor(
    private readonly offers: OffersService,
    private readonly reviews: OfferReviews,
    private readonly freshness: OfferFreshness,
    private readonly drafts: OfferDrafts,
    private readonly transactions: Transactions,
  ) {}

  @Get('mitra/tawaran')
  list(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    const { caller } = visit;
    return this.transactions.read(async (tx) => {
      const filter = { statuses: OFFER_STATUSES, institutionId: institutionOf(caller), limit: MOST_LISTED };
      const offers: OwnOffer[] = [];
      for (const offer of await this.offers.list(tx, filter)) {
        const [newest] = await this.offers.versions(tx, offer.id);
        offers.push({ offer, newest: newest!, isStale: this.freshness.isAwaited({ offer, version: newest! }) });
      }
      const general = await this.offers.general(tx);
      const drafts = (await this.drafts.list(tx, caller)).map((draft) => ({ draft, goesOn: this.drafts.goesOn(draft) }));
      const body = <OffersPage offers={offers} drafts={drafts} general={general} token={visit.formToken} errors={[]} />;
      return { title: visit.t('ownOffers.title'), isWide: true, body };
    });
  }

  @Post('mitra/tawaran')
  async begin(@CurrentVisit() visit: Visit, @SentForm() form: FormBody): Promise<PageAnswer> {
    const slug = textIn(form, 'varian');
    const draft = await this.transactions.write(async (tx) => {
      const general = slug ? await this.offers.getPublic(tx, slug) : null;
      const start = general ? formOf(copyOf(general.version.document, slug)) : EMPTY_FORM;
      return this.drafts.start(tx, visit.caller, start);
    });
    return { to: `${baseOf(draft)}/pokok` };
  }

  @Get('mitra/tawaran/:slug')
  show(@CurrentVisit() visit: Visit, @Slug() slug: string): Promise<PageAnswer> {
    return this.page(visit, slug, []);
  }

  @Post('mitra/tawaran/:slug')
  async act(@CurrentVisit() visit: Visit, @Slug() slug: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    try {
      const to = await this.transactions.write((tx) => this.perform(tx, visit.caller, slug, textIn(form, 'tindakan')));
      return { to };
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'conflict') throw error;
      return this.page(visit, slug, [{ field: 'tindakan', text: refusalText(visit, error) }]);
    }
  }

  /** @returns where to go on */
  private async perform(tx: EntityManager, caller: Principal, slug: string, action: string): Promise<string> {
    const here = `/mitra/tawaran/${slug}`;
    const offer = await this.offers.own(tx, caller, slug);
    switch (action) {
      case 'jeda':
        await this.offers.setStatus(tx, caller, slug, 'paused');
        return here;
      case 'lanjut':
        await this.offers.setStatus(tx, caller, slug, 'published');
        return here;
      case 'tutup':
        await this.offers.setStatus(tx, caller, slug, 'closed');
        return here;
      case 'masih-berlaku':
        await this.freshness.confirm(tx, caller, slug);
        return here;
      case 'tarik':
        await this.withdraw(tx, caller, offer);
        return here;
      case 'ubah':
        return `${baseOf(await this.nextVersion(tx, caller, offer))}/pokok`;
      case 'salin': {
        const [newest] = await this.offers.versions(tx, offer.id);
        return `${baseOf(await this.drafts.start(tx, caller, formOf(copyOf(newest!.document, newest!.document.variantOf))))}/pokok`;
      }
      default:
        return here;
    }
  }

  private async withdraw(tx: EntityManager, caller: Principal, { id, slug }: Offer): Promise<void> {
    const inReview = (await this.offers.versions(tx, id)).find((version) => versionState(version) === 'review');
    if (inReview) await this.reviews.withdraw(tx, caller, slug, inReview.version);
  }

  /** The draft that somebody has begun, or one that begins where the newest version stands. */
  private async nextVersion(tx: EntityManager, caller: Principal, { id, slug }: Offer) {
    const begun = await this.drafts.ofOffer(tx, caller, id);
    if (begun) return begun;
    const [newest] = await this.offers.versions(tx, id);
    return this.drafts.start(tx, caller, formOf(newest!.document, slug), id);
  }

  private page(visit: Visit, slug: string, errors: FieldError[]): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const offer = await this.offers.own(tx, visit.caller, slug);
      const versions = await this.offers.versions(tx, offer.id);
      const batches = (await batchesOf(tx, offer.id)).map((row) => ({ ...row, round: row.round[languageOfText(visit.locale)] }));
      const draft = await this.drafts.ofOffer(tx, visit.caller, offer.id);
      const shown = { offer, versions, draft, batches, isStale: this.freshness.isAwaited({ offer, version: versions[0]! }) };
      const body = <OfferPage {...shown} token={visit.formToken} errors={errors} />;
      return { title: visit.t('offer.one'), back: '/mitra/tawaran', isWide: true, body, errors, status: errors.length > 0 ? 409 : 200 };
    });
  }
}
