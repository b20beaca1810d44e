import { ListedDelivery, WebhookEndpoint } from '@sambung/webhooks';
import { Button, DataTable, EmptyState, longMoment, Pagination, Section, Select, Tag, Title, useLanguage } from '@sambung/ui';
import { EVENT_TYPES } from './event-types';

export interface EndpointLog {
  endpoint: WebhookEndpoint;
  deliveries: readonly ListedDelivery[];
  /** The event after which the next page begins; null on the last. */
  next: string | null;
}

/** What is chosen; empty for all. */
interface Chosen {
  endpointId: string;
  state: string;
  type: string;
}

interface DeliveriesPageProps {
  logs: readonly EndpointLog[];
  endpoints: readonly WebhookEndpoint[];
  chosen: Chosen;
  isFirst: boolean;
}

export const DELIVERY_STATES = ['pending', 'delivered', 'exhausted', 'held', 'cancelled'] as const;

/** What was sent to each endpoint, newest first. */
export function DeliveriesPage({ logs, endpoints, chosen, isFirst }: DeliveriesPageProps) {
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
              value={chosen.endpointId}
              options={endpoints.map(({ id, url }) => ({ value: id, label: url }))}
            />
            <Select
              name="keadaan"
              label={t('deliveries.state')}
              placeholder={t('queue.filter.all')}
              value={chosen.state}
              options={DELIVERY_STATES.map((value) => ({ value, label: t(`delivery.${value}`) }))}
            />
            <Select
              name="peristiwa"
              label={t('deliveries.event')}
              placeholder={t('queue.filter.all')}
              value={chosen.type}
              options={EVENT_TYPES.map((value) => ({ value, label: value }))}
            />
            <Button kind="secondary">{t('queue.filter')}</Button>
          </form>
          {logs.map((log) => (
            <EndpointSection key={log.endpoint.id} {...log} chosen={chosen} isFirst={isFirst} />
          ))}
        </>
      )}
    </>
  );
}

const addressOf = ({ state, type }: Chosen, endpointId: string, after?: string): string =>
  `/mitra/kiriman?${new URLSearchParams({ endpoint: endpointId, ...(state && { keadaan: state }), ...(type && { peristiwa: type }), ...(after && { sesudah: after }) })}`; // prettier-ignore

function EndpointSection({ endpoint, deliveries, next, chosen, isFirst }: EndpointLog & Pick<DeliveriesPageProps, 'chosen' | 'isFirst'>) {
  const { t, locale } = useLanguage();
  const moment = (at: Date | null) => (at ? longMoment(locale, at) : '–');
  return (
    <Section title={t('deliveries.endpoint', { url: endpoint.url })}>
      {deliveries.length === 0 ? (
        <p>{t(chosen.state || chosen.type ? 'deliveries.filtered' : 'deliveries.empty')}</p>
      ) : (
        <DataTable
          caption={endpoint.url}
          isTitled
          rows={deliveries}
          keyOf={({ id }) => id}
          columns={[
            { title: t('deliveries.event'), cell: ({ id, type }) => <a href={`/mitra/kiriman/${id}`}>{type}</a> },
            { title: t('deliveries.created'), cell: ({ createdAt }) => moment(createdAt) },
            { title: t('deliveries.state'), cell: ({ state }) => <Tag>{t(`delivery.${state}`)}</Tag> },
            { title: t('delivery.answer'), cell: (delivery) => <AnswerText {...delivery} /> },
            { title: t('deliveries.attempts'), numeric: true, cell: ({ attempts }) => attempts },
            { title: t('deliveries.next'), cell: ({ state, nextAttemptAt }) => (state === 'pending' ? moment(nextAttemptAt) : '–') },
          ]}
        />
      )}
      <Pagination first={isFirst ? null : addressOf(chosen, endpoint.id)} next={next && addressOf(chosen, endpoint.id, next)} />
    </Section>
  );
}

/** What an attempt came to: the status of the answer, or why there is none. */
export function AnswerText({ status, error }: { status: number | null; error: string | null }) {
  const { t } = useLanguage();
  const known = (['timeout', 'refusedAddress', 'connection'] as const).find((one) => one === error);
  return <>{status ?? (known ? t(`delivery.error.${known}`) : '–')}</>;
}
