import { Clock } from '@sambung/config';
import { quarterOf } from '@sambung/matching';
import { Section, Title, useLanguage } from '@sambung/ui';
import { Get } from '@nestjs/common';
import { Access } from '../../http/access';
import { Transactions } from '../../http/transactions';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { DashboardPage, LAYER_NAMES } from './dashboard-page';
import { Districts, Layer, LAYERS } from './districts.service';
import { Report } from './report';
import { ReportTable } from './report-table';
import { PlannerReports } from './reports.service';

/** More are in the file: the reports below must stay in reach. */
const MOST_ROWS = 20;

export const layerOf = (visit: Visit): Layer => LAYERS.find((layer) => LAYER_NAMES[layer] === visit.query('peta')) ?? 'need';

@PageController()
@Access('planner', 'admin')
export class DashboardController {
  constructor(
    private readonly districts: Districts,
    private readonly reports: PlannerReports,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  @Get('dasbor')
  map(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const districts = await this.districts.all(tx);
      const report = this.reports.ofDistricts(visit.language, districts);
      const today = this.clock.today();
      const body = <DashboardPage districts={districts} report={report} layer={layerOf(visit)} quarter={quarterOf(today)} today={today} />;
      return { title: visit.t('totals.title'), isWide: 'full', body };
    });
  }

  @Get('dasbor/laporan')
  all(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const reports: Report[] = [];
      for (const slug of PlannerReports.SLUGS) if (slug !== 'kecamatan') reports.push(await this.reports.one(tx, visit, slug));
      return { title: visit.t('report.title'), isWide: true, body: <ReportsPage reports={reports} /> };
    });
  }
}

function ReportsPage({ reports }: { reports: readonly Report[] }) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('report.title')}</Title>
      <nav aria-label={t('report.contents')}>
        <ul>
          {reports.map(({ slug, title }) => (
            <li key={slug}>
              <a href={`#${slug}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      {reports.map((report) => (
        <Section key={report.slug} id={report.slug} title={report.title}>
          {report.text ? <p>{report.text}</p> : null}
          {report.rows.length === 0 ? (
            <p>{t('report.none')}</p>
          ) : (
            <ReportTable report={report} csv={`/dasbor/csv/${report.slug}`} isOffice most={MOST_ROWS} />
          )}
        </Section>
      ))}
      <p class="catatan">{t('totals.small.office')}</p>
    </>
  );
}
