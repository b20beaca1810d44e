import { Clock } from '@sambung/config';
import { QueueName } from '@sambung/matches';
import { quarterOf } from '@sambung/matching';
import { CellsService } from '@sambung/overlap';
import { codeName } from '@sambung/reference';
import { Language, MessageKey } from '@sambung/ui';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { queueAddress } from '../desk/desk-address';
import { Visit } from '../web/visit';
import { CELLS, cellsAddress, districtPath } from './cells-view';
import { Districts } from './districts.service';
import { Report, ReportCell } from './report';

const WORKLOAD_DAYS = 30;
const DAY_MS = 86_400_000;
const FUNNEL = ['registered', 'needs', 'interested', 'approved', 'accepted', 'completed'];

/** Lists of matches are open to officers and administrators alone. */
const queueFor = ({ principal }: Visit, queue: QueueName, regionCode?: string): string | undefined =>
  principal?.role === 'admin' ? queueAddress({ queue, ...(regionCode && { regionCode }) }) : undefined;

/** The tables of the dashboard. Counts come from functions that see every row and tell nothing but counts. */
@Injectable()
export class PlannerReports {
  constructor(
    private readonly districts: Districts,
    private readonly cells: CellsService,
    private readonly clock: Clock,
  ) {}

  static readonly SLUGS = ['kecamatan', 'kebutuhan', 'corong', 'alasan', 'mitra', 'petugas', 'mutu'] as const;

  one(tx: EntityManager, visit: Visit, slug: (typeof PlannerReports.SLUGS)[number]): Promise<Report> {
    const makers = {
      kecamatan: () => this.ofDistricts(tx, visit),
      kebutuhan: () => this.unserved(tx, visit),
      corong: () => this.funnel(tx, visit),
      alasan: () => this.reasons(tx, visit),
      mitra: () => this.partners(tx, visit.language),
      petugas: () => this.workload(tx, visit),
      mutu: () => this.quality(tx, visit.language),
    };
    return makers[slug]();
  }

  async ofDistricts(tx: EntityManager, visit: Visit): Promise<Report> {
    const { t } = visit.language;
    const districts = await this.districts.all(tx);
    const quarter = quarterOf(this.clock.today());
    return {
      slug: 'kecamatan',
      title: t('totals.title'),
      head: [
        t('totals.kecamatan'), t('totals.actors'), t('map.need'), t('map.gap'), t('map.waiting'), t('totals.approved'),
        t('totals.accepted'), t('map.offers'), t('totals.regency'),
      ], // prettier-ignore
      rows: districts.map(({ name, actors, need, gap, waiting, approved, accepted, offers, regency }) => [
        name, actors, need, gap, waiting, approved, accepted, offers, regency,
      ]), // prettier-ignore
      people: [1, 2, 3, 4, 5, 6],
      links: districts.map(({ code }) => {
        const [district, cells] = [districtPath(code), cellsAddress(CELLS, { quarter, regionCode: code })];
        const [waiting, decided] = [queueFor(visit, 'new', code), queueFor(visit, 'decided', code)];
        return [district, district, cells, cells, waiting ?? district, decided ?? district, decided ?? district, district];
      }),
    };
  }

  /** Needs that nothing reaches, the most wanted first. */
  private async unserved(tx: EntityManager, { caller, language }: Visit): Promise<Report> {
    const { t, term } = language;
    const quarter = quarterOf(this.clock.today());
    const cells = (await this.cells.list(tx, caller, { quarter, forPublication: false }))
      .filter(({ offers, need }) => offers.length === 0 && need !== 0)
      .sort((a, b) => Number(b.need) - Number(a.need));
    return {
      slug: 'kebutuhan',
      title: t('report.unserved'),
      text: t('report.unserved.text'),
      head: [t('report.need'), t('totals.kecamatan'), t('match.kind'), t('totals.actors')],
      rows: cells.map(({ district, intervention, target, need }): ReportCell[] => [
        ...[intervention, district, target].map((code) => term(codeName(code))),
        need,
      ]),
      people: [3],
      links: cells.map(({ district, intervention }) => [
        cellsAddress(CELLS, { quarter, intervention }),
        districtPath(district),
        undefined,
        cellsAddress(CELLS, { quarter, intervention, regionCode: district }),
      ]),
    };
  }

  private async funnel(tx: EntityManager, visit: Visit): Promise<Report> {
    const { t } = visit.language;
    const steps: { step: string; actors: number }[] = await tx.query('select * from app_report_funnel()');
    const counts = new Map(steps.map(({ step, actors }) => [step, actors]));
    return {
      slug: 'corong',
      title: t('report.funnel'),
      head: [t('report.step'), t('totals.actors')],
      rows: FUNNEL.map((step) => [t(`report.step.${step}` as MessageKey), counts.get(step) ?? 0]),
      bar: 1,
      people: [1],
      links: FUNNEL.map((step) => {
        if (step === 'registered') return [undefined, '/dasbor'];
        if (step === 'needs') return [undefined, CELLS];
        return [undefined, queueFor(visit, step === 'interested' ? 'new' : 'decided')];
      }),
    };
  }

  private async reasons(tx: EntityManager, visit: Visit): Promise<Report> {
    const { t } = visit.language;
    const reasons: { state: string; reason: string; matches: number }[] = await tx.query(
      'select * from app_report_reasons() order by matches desc, state, reason',
    );
    return {
      slug: 'alasan',
      title: t('report.reasons'),
      head: [t('queue.state'), t('decision.reason'), t('report.matches')],
      rows: reasons.map(({ state, reason, matches }) => [t(`state.${state}` as MessageKey), t(`reason.${reason}` as MessageKey), matches]),
      bar: 2,
      people: [2],
      links: reasons.map(() => [undefined, undefined, queueFor(visit, 'decided')]),
    };
  }

  private async partners(tx: EntityManager, { t }: Language): Promise<Report> {
    const rows: { institution: string; offered: number; answered: number; accepted: number; hours: number | null }[] = await tx.query(
      'select * from app_report_partners() order by hours desc nulls first, institution',
    );
    return {
      slug: 'mitra',
      title: t('report.partners'),
      head: [t('report.institution'), t('report.offered'), t('report.answered'), t('totals.accepted'), t('report.hours')],
      rows: rows.map(({ institution, offered, answered, accepted, hours }) => [
        institution,
        offered,
        answered,
        accepted,
        hours === null ? '–' : Math.ceil(hours),
      ]),
      people: [1, 2, 3],
    };
  }

  /** By territory: how one officer works is for their superior alone. Of people who work here, so that nothing is too small to show. */
  private async workload(tx: EntityManager, visit: Visit): Promise<Report> {
    const { t, term } = visit.language;
    const since = new Date(this.clock.now().getTime() - WORKLOAD_DAYS * DAY_MS);
    const rows: { region: string; officers: number; decisions: number; inHand: number }[] = await tx.query(
      'select region, officers, decisions, in_hand as "inHand" from app_report_workload($1) order by decisions desc, region',
      [since],
    );
    return {
      slug: 'petugas',
      title: t('report.workload'),
      text: t('report.workload.text', { days: WORKLOAD_DAYS }),
      head: [t('queue.place'), t('report.officers'), t('report.decisions'), t('report.inHand')],
      rows: rows.map(({ region, officers, decisions, inHand }) => [term(codeName(region)), officers, decisions, inHand]),
      bar: 2,
      people: [],
      links: rows.map(({ region }) => [undefined, undefined, queueFor(visit, 'decided', region)]),
    };
  }

  private async quality(tx: EntityManager, { t }: Language): Promise<Report> {
    const rows: { measure: string; actors: number; total: number }[] = await tx.query(
      'select * from app_report_quality($1) order by actors desc, measure',
      [this.clock.today()],
    );
    return {
      slug: 'mutu',
      title: t('report.quality'),
      head: [t('report.measure'), t('totals.actors'), t('report.total')],
      rows: rows.map(({ measure, actors, total }) => [t(`report.quality.${measure}` as MessageKey), actors, total]),
      bar: 1,
      people: [1, 2],
    };
  }
}
