import { DomainError } from '@sambung/errors';
import { ActorsService } from '@sambung/profiles';
import { FieldError, languageOfText } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Access } from '../../http/access';
import { Id, Slug } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { OfferDetail } from '../results/offer-detail';
import { FormBody, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { InterestSection } from './interest-section';
import { OwnerOffers } from './owner-offers.service';
import { BehindPin } from './profile-lock';
import { factStep } from './profile-steps';

/** One offer as an owner sees it, and what the owner says to it. Sent twice, it is said once. */
@PageController()
@Access('owner')
@BehindPin()
export class OwnerOfferController {
  constructor(
    private readonly actors: ActorsService,
    private readonly offers: OwnerOffers,
    private readonly transactions: Transactions,
  ) {}

  @Get('usaha/:id/cocok/:slug')
  show(@CurrentVisit() visit: Visit, @Id() id: string, @Slug() slug: string): Promise<PageAnswer> {
    return this.page(visit, id, slug, []);
  }

  /** Where a refusal stands, for whoever loads it again or changes the language there. */
  @Get('usaha/:id/cocok/:slug/minat')
  showAgain(@Id() id: string, @Slug() slug: string): PageAnswer {
    return { to: `/usaha/${id}/cocok/${slug}` };
  }

  @Post('usaha/:id/cocok/:slug/minat')
  async interested(@CurrentVisit() visit: Visit, @Id() id: string, @Slug() slug: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const wish = { slug, agrees: textIn(form, 'setuju') === 'ya', locale: visit.locale };
    try {
      const isWanted = await this.transactions.write(async (tx) =>
        this.offers.want(tx, visit.caller, await this.actors.getForChange(tx, visit.caller, id), wish),
      );
      if (isWanted) return { to: `/usaha/${id}/cocok/${slug}` };
      return await this.page(visit, id, slug, [{ field: 'setuju', text: visit.t('fault.SharingMissing') }]);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'conflict') throw error;
      return this.page(visit, id, slug, [{ field: 'isi', text: error.detail[languageOfText(visit.locale)] }]);
    }
  }

  @Post('usaha/:id/cocok/:slug/tidak')
  async notInterested(@CurrentVisit() visit: Visit, @Id() id: string, @Slug() slug: string): Promise<PageAnswer> {
    await this.transactions.write(async (tx) =>
      this.offers.decline(tx, visit.caller, await this.actors.getForChange(tx, visit.caller, id), slug),
    );
    return { to: `/usaha/${id}/cocok/${slug}` };
  }

  private page(visit: Visit, id: string, slug: string, errors: FieldError[]): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const actor = await this.actors.get(tx, visit.caller, id);
      const { suggestion, match, allocation, institution, hasConsent } = await this.offers.one(tx, actor, slug);
      const body = (
        <OfferDetail suggestion={suggestion} answerAt={factStep(id, `cocok/${slug}`)} offerAt={(other) => `/usaha/${id}/cocok/${other}`}>
          <InterestSection
            action={`/usaha/${id}/cocok/${slug}`}
            token={visit.formToken}
            mayAsk={suggestion.status === 'open' && suggestion.explanation.verdict !== 'notEligible'}
            state={match?.state ?? null}
            allocation={allocation?.text[visit.locale] ?? null}
            institution={institution}
            hasConsent={hasConsent}
            errors={errors}
          />
        </OfferDetail>
      );
      const title = suggestion.offer.version.document.name[languageOfText(visit.locale)];
      return { title, back: `/usaha/${id}`, body, errors, status: errors.length > 0 ? 422 : 200 };
    });
  }
}
