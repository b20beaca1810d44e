import { Clock } from '@sambung/config';
import { notFound } from '@sambung/errors';
import { quarterOf } from '@sambung/matching';
import { OffersService } from '@sambung/offers';
import { CellsService } from '@sambung/overlap';
import { Section, Title, useLanguage } from '@sambung/ui';
import { Get, Param } from '@nestjs/common';
import { Access } from '../../http/access';
import { Transactions } from '../../http/transactions';
import { queueAddress } from '../desk/desk-address';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { DashboardPage, LAYER_NAMES } from './dashboard-page';
import { DistrictPage } from './district-page';
import { Districts, Layer, LAYERS } from './districts.service';
import { offerNames } from './offer-links';
import { Report } from './report';
import { ReportTable } from './report-table';
import { PlannerReports } from './reports.service';

export const layerOf = (visit: Visit): Layer => LAYERS.find((layer) => LAYER_NAMES[layer] === visit.query('peta')) ?? 'need';

@PageController()
@Access('planner', 'admin')
export class DashboardController {
  constructor(
    private readonly districts: Districts,
    private readonly reports: PlannerReports,
    private readonly cells: CellsService,
    private readonly offers: OffersService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  @Get('dasbor')
  map(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const districts = await this.districts.all(tx);
      const report = await this.reports.ofDistricts(tx, visit.language);
      const body = <DashboardPage districts={districts} report={report} layer={layerOf(visit)} today={this.clock.today()} />;
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

  @Get('dasbor/kecamatan/:kode')
  one(@CurrentVisit() visit: Visit, @Param('kode') code: string): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const district = (await this.districts.all(tx)).find((known) => known.code === code);
      if (!district) throw notFound('RegionUnknown', 'Kecamatan tidak ditemukan.', 'There is no such kecamatan.');
      const filter = { quarter: quarterOf(this.clock.today()), regionCode: code, forPublication: true };
      const cells = await this.cells.list(tx, visit.caller, filter);
      const queue = visit.caller.role === 'admin' ? queueAddress({ queue: 'new', regionCode: code }) : null;
      const body = <DistrictPage district={district} cells={cells} queue={queue} names={offerNames(await this.offers.published(tx))} />;
      return { title: visit.t('district.title'), back: '/dasbor', isWide: true, body };
    });
  }
}

function ReportsPage({ reports }: { reports: readonly Report[] }) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('report.title')}</Title>
      {reports.map((report) => (
        <Section key={report.slug} id={report.slug} title={report.title}>
          {report.text ? <p>{report.text}</p> : null}
          {report.rows.length === 0 ? <p>{t('report.none')}</p> : <ReportTable report={report} csv={`/dasbor/csv/${report.slug}`} />}
        </Section>
      ))}
      <p class="catatan">{t('totals.small.note')}</p>
    </>
  );
}
