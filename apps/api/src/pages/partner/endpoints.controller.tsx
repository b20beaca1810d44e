import { Clock, Config } from '@sambung/config';
import { DomainError } from '@sambung/errors';
import { DeliveriesService, EndpointsService, WebhookEndpoint } from '@sambung/webhooks';
import { FieldError, longMoment } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Access } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { refusalText } from '../web/fault-text';
import { answerOnce } from '../web/answered-once';
import { FormBody, listIn, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { EndpointPage, OVERLAPS, RECOVERABLE_DAYS } from './endpoint-page';
import { EndpointsPage } from './endpoints-page';
import { EVENT_TYPES } from './event-types';
import { SecretPage } from './secret-page';

const DAY_MS = 86_400_000;
const REFUSALS = ['conflict', 'invalid'];

/** The addresses at which an institution is told of events. */
@PageController()
@Access('partner')
export class EndpointsPageController {
  constructor(
    private readonly endpoints: EndpointsService,
    private readonly deliveries: DeliveriesService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  @Get('mitra/endpoint')
  list(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.listPage(visit, {}, []);
  }

  @Post('mitra/endpoint')
  async register(@CurrentVisit() visit: Visit, @SentForm() form: FormBody): Promise<PageAnswer> {
    const chosen = listIn(form, 'peristiwa');
    const eventTypes = EVENT_TYPES.filter((type) => chosen.includes(type));
    const ordering = textIn(form, 'urutan') === 'perSubject' ? 'perSubject' : 'none';
    const input = { url: textIn(form, 'url').slice(0, 2000), eventTypes, ordering, isTest: textIn(form, 'jenis') === 'test' } as const;
    if (input.url === '') return this.listPage(visit, form, [{ field: 'url', text: visit.t('endpoint.url.missing') }]);
    answerOnce(visit, form);
    try {
      const { endpoint, secret } = await this.transactions.write((tx) => this.endpoints.register(tx, visit.caller, input));
      return this.secretPage(visit, endpoint.id, secret);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
      return this.listPage(visit, form, [{ field: 'url', text: refusalText(visit, error) }]);
    }
  }

  @Get('mitra/endpoint/:id')
  show(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return this.onePage(visit, id, []);
  }

  @Post('mitra/endpoint/:id/rahasia')
  async rotate(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const hours = OVERLAPS.find((overlap) => String(overlap) === textIn(form, 'jam')) ?? OVERLAPS[0];
    answerOnce(visit, form);
    try {
      const { secret } = await this.transactions.write((tx) => this.endpoints.rotateSecret(tx, visit.caller, id, hours));
      return this.secretPage(visit, id, secret);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'SecretsOverlap') return this.refused(visit, id, error, 'jam', form);
      const day = longMoment(visit.locale, new Date(error.extra.until as string));
      return this.onePage(visit, id, [{ field: 'jam', text: visit.t('fault.SecretsOverlap', { day }) }], form);
    }
  }

  @Post('mitra/endpoint/:id')
  async act(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    answerOnce(visit, form);
    try {
      return { to: await this.transactions.write((tx) => this.perform(tx, visit, id, form)) };
    } catch (error) {
      return this.refused(visit, id, error, 'isi', form);
    }
  }

  /** @returns where to see what came of it */
  private async perform(tx: EntityManager, visit: Visit, id: string, form: FormBody): Promise<string> {
    const { caller } = visit;
    const here = `/mitra/endpoint/${id}`;
    const action = textIn(form, 'tindakan');
    switch (action) {
      case 'uji': {
        const eventId = await this.endpoints.test(tx, caller, id);
        return `/mitra/kiriman/${await this.deliveries.idOf(tx, eventId, id)}`;
      }
      case 'jeda':
        await this.endpoints.pause(tx, caller, id);
        return `${here}?kabar=jeda`;
      case 'periksa':
        await this.endpoints.verifyAgain(tx, caller, id);
        return `${here}?kabar=periksa`;
      case 'pulihkan':
        return `${here}?kabar=pulihkan&jumlah=${await this.recover(tx, visit, id, textIn(form, 'hari'))}`;
      case 'hapus':
        await this.endpoints.remove(tx, caller, id);
        return '/mitra/endpoint';
      default:
        return here;
    }
  }

  private async recover(tx: EntityManager, { caller }: Visit, id: string, text: string): Promise<number> {
    const days = RECOVERABLE_DAYS.find((known) => String(known) === text) ?? RECOVERABLE_DAYS[0];
    // A minute inside the limit, which the database's clock draws.
    const since = new Date(this.clock.now().getTime() - days * DAY_MS + 60_000);
    return this.deliveries.recover(tx, await this.endpoints.get(tx, caller, id), since);
  }

  private secretPage(visit: Visit, id: string, secret: string): PageAnswer {
    const { t } = visit;
    const body = <SecretPage title={t('endpoint.secret')} secret={secret} text={t('endpoint.secret.new')} next={`/mitra/endpoint/${id}`} />;
    return { title: t('endpoint.secret'), body };
  }

  private refused(visit: Visit, id: string, error: unknown, field: string, sent: FormBody): Promise<PageAnswer> {
    if (!(error instanceof DomainError) || !REFUSALS.includes(error.kind)) throw error;
    return this.onePage(visit, id, [{ field, text: refusalText(visit, error) }], sent);
  }

  private listPage(visit: Visit, sent: FormBody, errors: FieldError[]): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const shown = { endpoints: await this.endpoints.list(tx, visit.caller), mayBeLocal: this.config.ALLOW_LOOPBACK_WEBHOOKS };
      const body = <EndpointsPage {...shown} token={visit.formToken} sent={sent} errors={errors} />;
      return { title: visit.t('endpoint.title'), isWide: true, body, errors, status: errors.length > 0 ? 422 : 200 };
    });
  }

  private onePage(visit: Visit, id: string, errors: FieldError[], sent: FormBody = {}): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const endpoint = await this.endpoints.get(tx, visit.caller, id);
      const news = errors.length > 0 ? null : newsIn(visit, endpoint);
      const oldSecretUntil = await this.endpoints.oldSecretUntil(tx, endpoint);
      const shown = { endpoint, oldSecretUntil, news, errors, sent };
      const body = <EndpointPage {...shown} token={visit.formToken} />;
      return { title: visit.t('endpoint.one'), back: '/mitra/endpoint', body, errors, status: errors.length > 0 ? 409 : 200 };
    });
  }
}

/** What was just done, as the address of the page says, while it still is so. */
function newsIn(visit: Visit, { status, challengeError }: WebhookEndpoint): string | null {
  const { t } = visit;
  switch (visit.query('kabar')) {
    case 'jeda':
      return status === 'disabled' ? t('endpoint.paused') : null;
    case 'periksa':
      return status === 'pending' && challengeError === null ? t('endpoint.verifying') : null;
    case 'pulihkan':
      return t('endpoint.recovered', { count: Number(visit.query('jumlah')) || 0 });
    default:
      return null;
  }
}
