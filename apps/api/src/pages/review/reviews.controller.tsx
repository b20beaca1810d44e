import { Clock } from '@sambung/config';
import { DomainError } from '@sambung/errors';
import { diffDocuments, lintDocument, OfferReviews, OffersService } from '@sambung/offers';
import { OfferOverlaps } from '@sambung/overlap';
import { FieldError, languageOfText } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Access } from '../../http/access';
import { Slug, VersionNumber } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { toOfferOverlapView } from '../../offers/offer-overlaps.views';
import { FormBody, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { LONGEST_NOTE, ReviewPage } from './review-page';
import { REVIEWS, ReviewsPage } from './reviews-page';

/** Where the second person looks at what another wrote, and puts it in force or sends it back. */
@PageController()
@Access('officer', 'partner', 'admin')
export class ReviewsController {
  constructor(
    private readonly reviews: OfferReviews,
    private readonly offers: OffersService,
    private readonly overlaps: OfferOverlaps,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  @Get('tinjauan')
  list(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const waiting = await this.reviews.waiting(tx, visit.caller);
      return { title: visit.t('review.title'), isWide: true, body: <ReviewsPage waiting={waiting} /> };
    });
  }

  @Get('tinjauan/:slug/:version')
  show(@CurrentVisit() visit: Visit, @Slug() slug: string, @VersionNumber() version: number): Promise<PageAnswer> {
    return this.page(visit, slug, version, '', []);
  }

  @Post('tinjauan/:slug/:version')
  async decide(
    @CurrentVisit() visit: Visit,
    @Slug() slug: string,
    @VersionNumber() version: number,
    @SentForm() form: FormBody,
  ): Promise<PageAnswer> {
    const note = textIn(form, 'catatan').slice(0, LONGEST_NOTE);
    const isReturned = textIn(form, 'putusan') === 'kembali';
    if (isReturned && !note) return this.page(visit, slug, version, note, [{ field: 'catatan', text: visit.t('fault.NoteMissing') }]);
    try {
      await this.transactions.write<unknown>((tx) =>
        isReturned
          ? this.reviews.sendBack(tx, visit.caller, slug, version, note)
          : this.reviews.publish(tx, visit.caller, slug, version),
      ); // prettier-ignore
      return { to: REVIEWS };
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'notFound') throw error;
      const text = error.detail[languageOfText(visit.locale)];
      return this.page(visit, slug, version, note, [{ field: 'catatan', text }]);
    }
  }

  private async page(visit: Visit, slug: string, number: number, note: string, errors: readonly FieldError[]): Promise<PageAnswer> {
    const { found, before, search } = await this.transactions.read(async (tx) => {
      const one = await this.reviews.read(tx, visit.caller, slug, number);
      const { version } = await this.offers.get(tx, slug);
      const inForce = version.publishedAt && version.id !== one.version.id ? version : null;
      return { found: one, before: inForce, search: await this.overlaps.read(tx, visit.caller, slug, one.version.document) };
    });
    const { document } = found.version;
    const diff = before ? diffDocuments(before.document, document) : null;
    const lint = found.version.lint ?? (await lintDocument(document, this.clock.today()));
    const overlaps = (await this.overlaps.find(search)).map(toOfferOverlapView);
    const body = <ReviewPage {...found} diff={diff} lint={lint} overlaps={overlaps} token={visit.formToken} note={note} errors={errors} />;
    return { title: visit.t('review.title'), back: REVIEWS, isWide: true, body, errors, status: errors.length > 0 ? 422 : 200 };
  }
}
