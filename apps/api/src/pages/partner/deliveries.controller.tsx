import { DeliveriesService, EndpointsService, WebhookDelivery, WebhookEndpoint } from '@sambung/webhooks';
import { DataTable, EmptyState, longMoment, Section, Tag, Title, useLanguage } from '@sambung/ui';
import { Get } from '@nestjs/common';
import { Access } from '../../http/access';
import { Transactions } from '../../http/transactions';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';

const MOST_SHOWN = 50;

interface EndpointLog {
  endpoint: WebhookEndpoint;
  deliveries: (WebhookDelivery & { type: string })[];
}

@PageController()
@Access('partner')
export class DeliveriesPageController {
  constructor(
    private readonly endpoints: EndpointsService,
    private readonly deliveries: DeliveriesService,
    private readonly transactions: Transactions,
  ) {}

  @Get('mitra/kiriman')
  show(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const logs: EndpointLog[] = [];
      for (const endpoint of await this.endpoints.list(tx, visit.caller)) {
        logs.push({ endpoint, deliveries: await this.deliveries.ofEndpoint(tx, endpoint, { limit: MOST_SHOWN }) });
      }
      return { title: visit.t('deliveries.title'), isWide: true, body: <DeliveriesPage logs={logs} /> };
    });
  }
}

/** What was sent to each endpoint, newest first. */
function DeliveriesPage({ logs }: { logs: readonly EndpointLog[] }) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('deliveries.title')}</Title>
      {logs.length === 0 ? (
        <EmptyState title={t('deliveries.none')}>
          <p>{t('deliveries.none.text')}</p>
        </EmptyState>
      ) : (
        logs.map((log) => <EndpointSection key={log.endpoint.id} {...log} />)
      )}
    </>
  );
}

function EndpointSection({ endpoint, deliveries }: EndpointLog) {
  const { t, locale } = useLanguage();
  const moment = (at: Date | null) => (at ? longMoment(locale, at) : '–');
  return (
    <Section title={t('deliveries.endpoint', { url: endpoint.url })}>
      {deliveries.length === 0 ? (
        <p>{t('deliveries.empty')}</p>
      ) : (
        <DataTable
          caption={endpoint.url}
          rows={deliveries}
          keyOf={({ id }) => id}
          columns={[
            { title: t('deliveries.event'), cell: ({ type }) => type },
            { title: t('deliveries.state'), cell: ({ state }) => <Tag>{t(`delivery.${state}`)}</Tag> },
            { title: t('deliveries.attempts'), numeric: true, cell: ({ attempts }) => attempts },
            { title: t('deliveries.next'), cell: ({ state, nextAttemptAt }) => (state === 'pending' ? moment(nextAttemptAt) : '–') },
            { title: t('deliveries.delivered'), cell: ({ deliveredAt }) => moment(deliveredAt) },
          ]}
        />
      )}
    </Section>
  );
}
