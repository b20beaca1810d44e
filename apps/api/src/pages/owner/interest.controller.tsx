import { DomainError } from '@sambung/errors';
import { ActorsService } from '@sambung/profiles';
import { FieldError, languageOfText, LinkButton, Notice, Title } from '@sambung/ui';
import { Post } from '@nestjs/common';
import { Access } from '../../http/access';
import { Id, Slug } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { FormBody, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { OwnerOffers } from './owner-offers.service';
import { BehindPin } from './profile-lock';

/** What an owner says to an offer. Sent twice, it is said once. */
@PageController()
@Access('owner')
@BehindPin()
export class InterestController {
  constructor(
    private readonly actors: ActorsService,
    private readonly offers: OwnerOffers,
    private readonly transactions: Transactions,
  ) {}

  @Post('usaha/:id/cocok/:slug/minat')
  async interested(@CurrentVisit() visit: Visit, @Id() id: string, @Slug() slug: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const address = `/usaha/${id}/cocok/${slug}`;
    const wish = { slug, agrees: textIn(form, 'setuju') === 'ya', locale: visit.locale };
    try {
      const isWanted = await this.transactions.write(async (tx) =>
        this.offers.want(tx, visit.caller, await this.actors.getForChange(tx, visit.caller, id), wish),
      );
      return isWanted ? { to: address } : this.refusal(visit, address, visit.t('fault.SharingMissing'));
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'conflict') throw error;
      return this.refusal(visit, address, error.detail[languageOfText(visit.locale)]);
    }
  }

  @Post('usaha/:id/cocok/:slug/tidak')
  async notInterested(@CurrentVisit() visit: Visit, @Id() id: string, @Slug() slug: string): Promise<PageAnswer> {
    await this.transactions.write(async (tx) =>
      this.offers.decline(tx, visit.caller, await this.actors.getForChange(tx, visit.caller, id), slug),
    );
    return { to: `/usaha/${id}/cocok/${slug}` };
  }

  private refusal(visit: Visit, back: string, text: string): PageAnswer {
    const errors: FieldError[] = [{ field: 'isi', text }];
    const body = (
      <>
        <Title>{visit.t('interest.refused')}</Title>
        <Notice kind="warning">
          <p>{text}</p>
        </Notice>
        <LinkButton href={back}>{visit.t('interest.again')}</LinkButton>
      </>
    );
    return { title: visit.t('interest.refused'), back, body, errors, status: 422 };
  }
}
