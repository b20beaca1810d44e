import { OffersService } from '@sambung/offers';
import { NearMissesService } from '@sambung/planning';
import { termIn } from '@sambung/ui';
import { Get } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { Access } from '../../http/access';
import { Transactions } from '../../http/transactions';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { NearMissesPage } from './near-misses-page';

const MOST_ROWS = 100;

@PageController()
@Access('officer', 'admin')
export class NearMissesController {
  constructor(
    private readonly nearMisses: NearMissesService,
    private readonly offers: OffersService,
    private readonly transactions: Transactions,
  ) {}

  @Get('petugas/hampir')
  list(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const published = await this.offers.published(tx);
      const offers = published.map(({ offer, version }) => ({ value: offer.slug, label: termIn(visit.locale, version.document.name) })).sort((a, b) => (a.label < b.label ? -1 : 1)); // prettier-ignore
      const offer = offers.find(({ value }) => value === visit.query('tawaran'))?.value;
      const after = visit.query('sesudah');
      const wish = { limit: MOST_ROWS, ...(offer && { offerSlug: offer }), ...(isUUID(after) && { after: after! }) };
      const found = await this.nearMisses.list(tx, visit.caller, wish);
      const body = <NearMissesPage found={found} offers={offers} offer={offer ?? ''} after={wish.after} />;
      return { title: visit.t('near.title'), isWide: 'full', body };
    });
  }
}
