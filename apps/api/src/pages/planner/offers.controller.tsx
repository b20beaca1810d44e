import { Clock } from '@sambung/config';
import { DomainError } from '@sambung/errors';
import { OffersService } from '@sambung/offers';
import { OfferOverlaps } from '@sambung/overlap';
import { malangRayaMap } from '@sambung/reference';
import { dateFields, DateValue, FieldError, languageOfText } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Access } from '../../http/access';
import { Id, Slug } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { OfferOverlapView, toOfferOverlapView } from '../../offers/offer-overlaps.views';
import { AskedSimulations } from '../../planning/asked-simulations.service';
import { FormBody, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { DAY_FIELD, OfferCheckPage } from './offer-check-page';
import { OFFERS, OffersPage, SIMULATIONS } from './offers-page';
import { SimulationPage } from './simulation-page';

const REGENCY_PARTS = 2;
const FIELDS = dateFields(DAY_FIELD);

/** Before anything goes live: whom an offer meets, and what it would do to the people who are there. */
@PageController()
@Access('planner', 'officer', 'admin')
export class OfferChecksController {
  constructor(
    private readonly offers: OffersService,
    private readonly overlaps: OfferOverlaps,
    private readonly asked: AskedSimulations,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  @Get('dasbor/tawaran')
  async list(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    const published = await this.transactions.read((tx) => this.offers.published(tx));
    const nameOf = ({ version }: (typeof published)[number]): string => version.document.name[languageOfText(visit.locale)];
    const offers = published.sort((a, b) => nameOf(a).localeCompare(nameOf(b), visit.locale));
    const body = <OffersPage offers={offers} simulations={await this.asked.list(visit.caller)} />;
    return { title: visit.t('offers.title'), isWide: true, body };
  }

  @Get('dasbor/tawaran/:slug')
  one(@CurrentVisit() visit: Visit, @Slug() slug: string): Promise<PageAnswer> {
    const [year, month, day] = this.clock.today().split('-') as [string, string, string];
    return this.page(visit, slug, { day: { day: String(Number(day)), month: String(Number(month)), year }, regionCode: '' }, []);
  }

  @Post('dasbor/tawaran/:slug')
  async ask(@CurrentVisit() visit: Visit, @Slug() slug: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const day = { day: textIn(form, FIELDS.day), month: textIn(form, FIELDS.month), year: textIn(form, FIELDS.year) };
    const regionCode = textIn(form, 'wilayah');
    const asOf = dayOf(day);
    if (!asOf) return this.page(visit, slug, { day, regionCode }, [{ field: DAY_FIELD, text: visit.t('simulation.asOf.fault') }]);
    try {
      const { id } = await this.asked.ask(visit.caller, slug, { asOf, ...(regionCode && { regionCode }) });
      return { to: `${SIMULATIONS}/${id}` };
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
      const text = (error.extra.errors?.[0]?.detail ?? error.detail)[languageOfText(visit.locale)];
      return this.page(visit, slug, { day, regionCode }, [{ field: 'wilayah', text }]);
    }
  }

  @Get('dasbor/simulasi/:id')
  async simulation(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    const body = <SimulationPage simulation={await this.asked.get(visit.caller, id)} />;
    return { title: visit.t('simulation.title'), back: OFFERS, isWide: true, body };
  }

  private async page(
    visit: Visit,
    slug: string,
    sent: { day: DateValue; regionCode: string },
    errors: readonly FieldError[],
  ): Promise<PageAnswer> {
    const { current, search } = await this.transactions.read(async (tx) => {
      const found = await this.offers.getPublic(tx, slug);
      return { current: found, search: await this.overlaps.read(tx, visit.caller, slug, found.version.document) };
    });
    const overlaps: OfferOverlapView[] = (await this.overlaps.find(search)).map(toOfferOverlapView);
    const regencies = [...new Set(malangRayaMap().areas.map(({ code }) => code.split('.').slice(0, REGENCY_PARTS).join('.')))];
    const body = <OfferCheckPage current={current} overlaps={overlaps} regencies={regencies} token={visit.formToken} {...sent} errors={errors} />; // prettier-ignore
    return { title: visit.t('offers.one'), back: OFFERS, isWide: true, body, errors, status: errors.length > 0 ? 422 : 200 };
  }
}

/** @returns null for three numbers that are no day */
function dayOf({ day, month, year }: DateValue): string | null {
  const text = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text) ? text : null;
}
