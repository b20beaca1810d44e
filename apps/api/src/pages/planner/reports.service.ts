import { Clock } from '@sambung/config';
import type { ReasonCode } from '@sambung/matches';
import { quarterOf } from '@sambung/matching';
import { CellsService } from '@sambung/overlap';
import { codeName } from '@sambung/reference';
import { Language } from '@sambung/ui';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Visit } from '../web/visit';
import { CELLS, cellsAddress, districtPath } from './cells-view';
import { DISTRICT_FIGURES, FIGURE_NAMES, figureAddress } from './district-figures';
import { District, Districts } from './districts.service';
import {
  ActorFigure, actorsAddress, actorsOfCell, FUNNEL, matchesAddress, StoppedState, WORKLOAD_DAYS, workloadSince,
} from './figure-views'; // prettier-ignore
import { Report, ReportCell } from './report';

type Measure = Extract<ActorFigure, 'noNeed' | 'declaredOnly' | 'outdated' | 'untouched' | 'twins'>;

/** The tables of the dashboard, each figure with the list behind it. Counts come from functions that see every row and tell nothing but counts. */
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
      kecamatan: async () => this.ofDistricts(visit.language, await this.districts.all(tx)),
      kebutuhan: () => this.unserved(tx, visit),
      corong: () => this.funnel(tx, visit.language),
      alasan: () => this.reasons(tx, visit.language),
      mitra: () => this.partners(tx, visit.language),
      petugas: () => this.workload(tx, visit.language),
      mutu: () => this.quality(tx, visit.language),
    };
    return makers[slug]();
  }

  ofDistricts({ t }: Language, districts: readonly District[]): Report {
    const quarter = quarterOf(this.clock.today());
    return {
      slug: 'kecamatan',
      title: t('totals.title'),
      head: [t('totals.kecamatan'), ...DISTRICT_FIGURES.map((figure) => t(FIGURE_NAMES[figure])), t('totals.regency')],
      rows: districts.map((district) => [district.name, ...DISTRICT_FIGURES.map((figure) => district[figure]), district.regency]),
      people: [1, 2, 3, 4, 5, 6],
      links: districts.map(({ code }) => {
        const district = districtPath(code);
        return [district, ...DISTRICT_FIGURES.map((figure) => figureAddress(figure, quarter, code) ?? district)];
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
      links: cells.map((cell) => [
        cellsAddress(CELLS, { quarter, intervention: cell.intervention }),
        districtPath(cell.district),
        undefined,
        actorsOfCell(cell),
      ]),
    };
  }

  private async funnel(tx: EntityManager, { t }: Language): Promise<Report> {
    const steps: { step: string; actors: number }[] = await tx.query('select * from app_report_funnel()');
    const counts = new Map(steps.map(({ step, actors }) => [step, actors]));
    return {
      slug: 'corong',
      title: t('report.funnel'),
      head: [t('report.step'), t('totals.actors')],
      rows: FUNNEL.map((step) => [t(`report.step.${step}`), counts.get(step) ?? 0]),
      bar: 1,
      people: [1],
      links: FUNNEL.map((figure) => [undefined, actorsAddress({ figure })]),
    };
  }

  private async reasons(tx: EntityManager, { t }: Language): Promise<Report> {
    const reasons: { state: StoppedState; reason: ReasonCode; matches: number }[] = await tx.query(
      'select * from app_report_reasons() order by matches desc, state, reason',
    );
    return {
      slug: 'alasan',
      title: t('report.reasons'),
      head: [t('queue.state'), t('decision.reason'), t('report.matches')],
      rows: reasons.map(({ state, reason, matches }) => [t(`state.${state}`), t(`reason.${reason}`), matches]),
      bar: 2,
      people: [2],
      links: reasons.map(({ state, reason }) => [undefined, undefined, matchesAddress({ figure: 'stopped', state, reason })]),
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
      links: rows.map(({ institution }) => [
        undefined,
        ...(['offered', 'answered', 'taken', 'answered'] as const).map((figure) => matchesAddress({ figure, institution })),
      ]),
    };
  }

  /** By territory: how one officer works is for their superior alone. Of people who work here, so that nothing is too small to show. */
  private async workload(tx: EntityManager, { t, term }: Language): Promise<Report> {
    const rows: { region: string; officers: number; decisions: number; inHand: number }[] = await tx.query(
      'select region, officers, decisions, in_hand as "inHand" from app_report_workload($1) order by decisions desc, region',
      [workloadSince(this.clock.today())],
    );
    return {
      slug: 'petugas',
      title: t('report.workload'),
      text: t('report.workload.text', { days: WORKLOAD_DAYS }),
      head: [t('queue.place'), t('report.officers'), t('report.decisions'), t('report.inHand')],
      rows: rows.map(({ region, officers, decisions, inHand }) => [term(codeName(region)), officers, decisions, inHand]),
      bar: 2,
      people: [],
      links: rows.map(({ region }) => [
        undefined,
        undefined,
        matchesAddress({ figure: 'decided', territory: region }),
        matchesAddress({ figure: 'inHand', territory: region }),
      ]),
    };
  }

  private async quality(tx: EntityManager, { t }: Language): Promise<Report> {
    const rows: { measure: Measure; actors: number; total: number }[] = await tx.query(
      'select * from app_report_quality($1) order by actors desc, measure',
      [this.clock.today()],
    );
    return {
      slug: 'mutu',
      title: t('report.quality'),
      head: [t('report.measure'), t('totals.actors'), t('report.total')],
      rows: rows.map(({ measure, actors, total }) => [t(`report.quality.${measure}`), actors, total]),
      bar: 1,
      people: [1, 2],
      links: rows.map(({ measure }) => [undefined, actorsAddress({ figure: measure }), actorsAddress({ figure: 'registered' })]),
    };
  }
}
