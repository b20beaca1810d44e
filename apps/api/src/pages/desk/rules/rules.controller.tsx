import { OVERLAP_RULES } from '@sambung/matching';
import { OffersService } from '@sambung/offers';
import { Get } from '@nestjs/common';
import { Access } from '../../../http/access';
import { Transactions } from '../../../http/transactions';
import { PageAnswer, PageController } from '../../web/page-controller';
import { CurrentVisit, Visit } from '../../web/visit';
import { RulesPage } from './rules-page';

/** The rules by which the office decides, with their versions. */
@PageController()
@Access('officer', 'admin')
export class RulesController {
  constructor(
    private readonly offers: OffersService,
    private readonly transactions: Transactions,
  ) {}

  @Get('petugas/aturan')
  show(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const offers = (await this.offers.published(tx)).sort((a, b) => (a.offer.slug < b.offer.slug ? -1 : 1));
      return { title: visit.t('rules.title'), isWide: 'full', body: <RulesPage rules={OVERLAP_RULES} offers={offers} /> };
    });
  }
}
