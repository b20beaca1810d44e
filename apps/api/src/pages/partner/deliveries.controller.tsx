import { DomainError } from '@sambung/errors';
import { DeliveriesService, EndpointsService } from '@sambung/webhooks';
import { FieldError } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Access } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { refusalText } from '../web/fault-text';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { DeliveriesPage, DELIVERY_STATES, EndpointLog } from './deliveries-page';
import { DeliveryPage } from './delivery-page';
import { EVENT_TYPES } from './event-types';

const MOST_SHOWN = 50;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

@PageController()
@Access('partner')
export class DeliveriesPageController {
  constructor(
    private readonly endpoints: EndpointsService,
    private readonly deliveries: DeliveriesService,
    private readonly transactions: Transactions,
  ) {}

  @Get('mitra/kiriman')
  list(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    const state = DELIVERY_STATES.find((one) => one === visit.query('keadaan'));
    const type = EVENT_TYPES.find((one) => one === visit.query('peristiwa'));
    const wanted = visit.query('endpoint');
    const from = visit.query('sesudah');
    const after = wanted && from && UUID.test(from) ? from : undefined;
    return this.transactions.read(async (tx) => {
      const endpoints = await this.endpoints.list(tx, visit.caller);
      const shown = endpoints.filter(({ id }) => !wanted || id === wanted);
      const logs: EndpointLog[] = [];
      for (const endpoint of shown) {
        const deliveries = await this.deliveries.ofEndpoint(tx, endpoint, { limit: MOST_SHOWN, after, state, type });
        const next = deliveries.length === MOST_SHOWN ? deliveries.at(-1)!.eventId : null;
        logs.push({ endpoint, deliveries, next });
      }
      const chosen = { endpointId: wanted ?? '', state: state ?? '', type: type ?? '' };
      const body = <DeliveriesPage logs={logs} endpoints={endpoints} chosen={chosen} isFirst={after === undefined} />;
      return { title: visit.t('deliveries.title'), isWide: true, body };
    });
  }

  @Get('mitra/kiriman/:id')
  show(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return this.page(visit, id, []);
  }

  @Post('mitra/kiriman/:id')
  async resend(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    try {
      await this.transactions.write((tx) => this.deliveries.resend(tx, visit.caller, id));
      return { to: `/mitra/kiriman/${id}` };
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'conflict') throw error;
      return this.page(visit, id, [{ field: 'isi', text: refusalText(visit, error) }]);
    }
  }

  private page(visit: Visit, id: string, errors: FieldError[]): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const record = await this.deliveries.get(tx, visit.caller, id);
      const endpoint = await this.endpoints.get(tx, visit.caller, record.delivery.endpointId);
      const body = <DeliveryPage record={record} endpoint={endpoint} token={visit.formToken} />;
      const back = `/mitra/kiriman?endpoint=${record.delivery.endpointId}`;
      return { title: visit.t('delivery.title'), back, isWide: true, body, errors, status: errors.length > 0 ? 409 : 200 };
    });
  }
}
