import { WebhookDelivery, WebhookEndpoint } from '@sambung/webhooks';
import { Button, DataTable, EmptyState, longMoment, Section, Select, Tag, Title, useLanguage } from '@sambung/ui';

interface EndpointLog {
  endpoint: WebhookEndpoint;
  deliveries: (WebhookDelivery & { type: string })[];
}

interface DeliveriesPageProps {
  logs: readonly EndpointLog[];
  endpoints: readonly WebhookEndpoint[];
  /** What is chosen; empty for all. */
  endpointId: string;
  state: string;
}

export const DELIVERY_STATES = ['pending', 'delivered', 'exhausted', 'held', 'cancelled'] as const;

/** What was sent to each endpoint, newest first. */
export function DeliveriesPage({ logs, endpoints, endpointId, state }: DeliveriesPageProps) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('deliveries.title')}</Title>
      {endpoints.length === 0 ? (
        <EmptyState title={t('deliveries.none')}>
          <p>
            <a href="/mitra/endpoint">{t('deliveries.none.text')}</a>
          </p>
        </EmptyState>
      ) : (
        <>
          <form class="saring" method="get" action="/mitra/kiriman">
            <Select
              name="endpoint"
              label={t('endpoint.one')}
              placeholder={t('queue.filter.all')}
              value={endpointId}
              options={endpoints.map(({ id, url }) => ({ value: id, label: url }))}
            />
            <Select
              name="keadaan"
              label={t('deliveries.state')}
              placeholder={t('queue.filter.all')}
              value={state}
              options={DELIVERY_STATES.map((value) => ({ value, label: t(`delivery.${value}`) }))}
            />
            <Button kind="secondary">{t('queue.filter')}</Button>
          </form>
          {logs.map((log) => (
            <EndpointSection key={log.endpoint.id} {...log} />
          ))}
        </>
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
          isTitled
          rows={deliveries}
          keyOf={({ id }) => id}
          columns={[
            { title: t('deliveries.event'), cell: ({ id, type }) => <a href={`/mitra/kiriman/${id}`}>{type}</a> },
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
