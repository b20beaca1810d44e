import { DomainError } from '@sambung/errors';
import { OffersService } from '@sambung/offers';
import { SeatPlans } from '@sambung/rounds';
import { FieldError, languageOfText } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Access } from '../../../http/access';
import { Slug } from '../../../http/request-shapes';
import { Transactions } from '../../../http/transactions';
import { FormBody, SentForm, textIn } from '../../web/form';
import { PageAnswer, PageController } from '../../web/page-controller';
import { CurrentVisit, Visit } from '../../web/visit';
import { formOfPlan, placeFault, readSeatForm, SeatForm, sentForm } from './seat-form';
import { SeatsPage } from './seats-page';

/** Where an institution plans the seats of an offer: batches, nested quotas, and when the round opens and closes. */
@PageController()
@Access('partner')
export class SeatsController {
  constructor(
    private readonly offers: OffersService,
    private readonly plans: SeatPlans,
    private readonly transactions: Transactions,
  ) {}

  @Get('mitra/tawaran/:slug/kuota')
  show(@CurrentVisit() visit: Visit, @Slug() slug: string): Promise<PageAnswer> {
    return this.page(visit, slug, null, []);
  }

  @Post('mitra/tawaran/:slug/kuota')
  async save(@CurrentVisit() visit: Visit, @Slug() slug: string, @SentForm() body: FormBody): Promise<PageAnswer> {
    const form = sentForm(body);
    const { kind, groups } = await this.transactions.read(async (tx) => {
      const saved = await this.plans.ofOffer(tx, visit.caller, slug);
      return { kind: (await this.offers.get(tx, slug)).version.document.kind, groups: saved?.plan.groups ?? [] };
    });
    const read = readSeatForm(form, { slug, kind, groups }, visit);
    if (read.errors.length > 0) return this.page(visit, slug, form, read.errors);
    const sent = { plan: read.plan, revision: Number(textIn(body, 'revisi')) || 0 };
    try {
      await this.transactions.write((tx) => this.plans.save(tx, visit.caller, slug, sent));
      return { to: `/mitra/tawaran/${slug}/kuota` };
    } catch (error) {
      if (!(error instanceof DomainError) || !['invalid', 'conflict', 'precondition'].includes(error.kind)) throw error;
      const faults = error.extra.errors?.map((fault) => placeFault(fault, read, visit));
      return this.page(visit, slug, form, faults ?? [{ field: 'nama', text: error.detail[languageOfText(visit.locale)] }]);
    }
  }

  private page(visit: Visit, slug: string, sent: SeatForm | null, errors: readonly FieldError[]): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const saved = await this.plans.ofOffer(tx, visit.caller, slug);
      const form = sent ?? (saved ? formOfPlan(saved.plan) : {});
      const revision = sent ? Number(sent.revisi) || 0 : (saved?.revision ?? 0);
      const shown = { current: await this.offers.get(tx, slug), saved: sent ? null : saved, form, revision, errors };
      const body = <SeatsPage {...shown} token={visit.formToken} />;
      return { title: visit.t('seats.title'), back: `/mitra/tawaran/${slug}`, body, errors, status: errors.length > 0 ? 422 : 200 };
    });
  }
}
