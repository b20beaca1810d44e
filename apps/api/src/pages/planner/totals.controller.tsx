import { Clock } from '@sambung/config';
import { DataTable, EmptyState, longDay, Title, useLanguage, wholeNumber } from '@sambung/ui';
import { Get } from '@nestjs/common';
import { Access } from '../../http/access';
import { Transactions } from '../../http/transactions';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { KecamatanTotals, totalsByKecamatan } from './totals.query';

/** Smaller groups point at people (interface for planners: cells under 5 are suppressed). */
const SMALLEST_SHOWN = 5;

@PageController()
@Access('planner', 'admin')
export class TotalsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  @Get('dasbor')
  async show(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    const totals = await this.transactions.read(totalsByKecamatan);
    return { title: visit.t('totals.title'), isWide: true, body: <TotalsPage totals={totals} today={this.clock.today()} /> };
  }
}

function TotalsPage({ totals, today }: { totals: readonly KecamatanTotals[]; today: string }) {
  const { t, locale } = useLanguage();
  const figure = (count: number) => (count > 0 && count < SMALLEST_SHOWN ? <TooFew /> : wholeNumber(locale, count));
  const column = (key: 'actors' | 'waiting' | 'approved' | 'accepted') => ({
    title: t(`totals.${key}`),
    numeric: true,
    cell: (row: KecamatanTotals) => figure(row[key]),
  });
  return (
    <>
      <Title>{t('totals.title')}</Title>
      <p class="pembuka">{t('totals.lead', { day: longDay(locale, today) })}</p>
      {totals.every(({ actors }) => actors === 0) ? (
        <EmptyState title={t('totals.empty')}>
          <p>{t('totals.empty.text')}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t('totals.title')}
          rows={totals}
          keyOf={({ code }) => code}
          columns={[
            { title: t('totals.kecamatan'), cell: ({ name, regency }) => `${name}, ${regency}` },
            column('actors'),
            column('waiting'),
            column('approved'),
            column('accepted'),
          ]}
        />
      )}
      <p class="catatan">{t('totals.small.note')}</p>
    </>
  );
}

function TooFew() {
  const { t } = useLanguage();
  return (
    <>
      <span aria-hidden="true">&lt;{SMALLEST_SHOWN}</span>
      <span class="senyap">{t('totals.small')}</span>
    </>
  );
}
