import { OutlookService } from '@sambung/matches';
import { Clock } from '@sambung/config';
import { Figures, longDay, Title, useLanguage, wholeNumber } from '@sambung/ui';
import { Get } from '@nestjs/common';
import { Public } from '../../http/access';
import { Transactions } from '../../http/transactions';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { layerOf } from './dashboard.controller';
import { Layers, withLayerFirst } from './dashboard-page';
import { DistrictMap } from './district-map';
import { District, Districts, FEWEST_SHOWN, Layer, publishedDistrict, shown } from './districts.service';
import { publishedReport, Report } from './report';
import { ReportTable } from './report-table';
import { PlannerReports } from './reports.service';

/** Open figures, for everybody. */
@PageController()
@Public()
export class StatisticsController {
  constructor(
    private readonly districts: Districts,
    private readonly reports: PlannerReports,
    private readonly outlook: OutlookService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  @Get('statistik')
  show(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const districts = await this.districts.all(tx);
      const body = (
        <StatisticsPage
          districts={districts}
          report={publishedReport(this.reports.ofDistricts(visit.language, districts))}
          coverage={await this.outlook.coverage(tx)}
          layer={layerOf(visit)}
          today={this.clock.today()}
        />
      );
      return { title: visit.t('statistics.title'), back: '/', isWide: 'full', isOffice: true, body };
    });
  }
}

interface StatisticsPageProps {
  districts: readonly District[];
  report: Report;
  coverage: { offers: number; institutions: number };
  layer: Layer;
  today: string;
}

const rowId = (code: string): string => `k-${code.replaceAll('.', '-')}`;

function StatisticsPage({ districts, report, coverage, layer, today }: StatisticsPageProps) {
  const { t, locale } = useLanguage();
  const sum = (key: 'actors' | 'approved' | 'accepted'): string => {
    const count = shown(districts.reduce((total, district) => total + district[key], 0));
    return count === null ? `<${FEWEST_SHOWN}` : wholeNumber(locale, count);
  };
  return (
    <>
      <Title>{t('statistics.title')}</Title>
      <p class="pembuka">{t('statistics.lead', { day: longDay(locale, today) })}</p>
      <Figures
        figures={[
          { value: sum('actors'), label: t('totals.actors') },
          { value: wholeNumber(locale, coverage.offers), label: t('statistics.offers') },
          { value: wholeNumber(locale, coverage.institutions), label: t('statistics.institutions') },
          { value: sum('approved'), label: t('totals.approved') },
          { value: sum('accepted'), label: t('totals.accepted') },
        ]}
      />
      <Layers layer={layer} at="/statistik" />
      <DistrictMap districts={districts.map(publishedDistrict)} layer={layer} hrefOf={(code) => `#${rowId(code)}`} />
      <ReportTable report={withLayerFirst(report, layer)} csv="/statistik.csv" ids={districts.map(({ code }) => rowId(code))} compares />
      <p class="catatan">{t('totals.small.note')}</p>
    </>
  );
}
