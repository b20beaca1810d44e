import { DeliveryRecord, WebhookEndpoint } from '@sambung/webhooks';
import { Button, ButtonRow, Code, DataTable, exactMoment, Facts, Form, LinkButton, Section, Tag, Title, useLanguage } from '@sambung/ui';
import { AnswerText } from './deliveries-page';

/** The body as it is sent, set out for reading. */
const readable = (body: string): string => JSON.stringify(JSON.parse(body), null, 2);

interface DeliveryPageProps {
  record: DeliveryRecord;
  endpoint: WebhookEndpoint;
  token: string;
}

/** Sending it again, or what has to be done first. */
function Resend({ record: { delivery, event }, endpoint, token }: DeliveryPageProps) {
  const { t } = useLanguage();
  if (delivery.state === 'cancelled' || event.body === null) return null;
  if (endpoint.status !== 'active') {
    return (
      <p>
        <a href={`/mitra/endpoint/${endpoint.id}`}>{t('delivery.activate')}</a>
      </p>
    );
  }
  return (
    <Form action={`/mitra/kiriman/${delivery.id}`} token={token}>
      <ButtonRow>
        <Button kind="secondary">{t('delivery.resend')}</Button>
        {delivery.state === 'pending' ? (
          <LinkButton kind="quiet" href={`/mitra/kiriman/${delivery.id}`}>
            {t('delivery.reload')}
          </LinkButton>
        ) : null}
      </ButtonRow>
    </Form>
  );
}

/** One delivery: what it carries, how each attempt went, when the next is due, and sending it again. */
export function DeliveryPage(props: DeliveryPageProps) {
  const { t, locale } = useLanguage();
  const { delivery, event, attempts } = props.record;
  const { state, nextAttemptAt, deliveredAt } = delivery;
  return (
    <>
      <Title caption={event.type}>{t('delivery.title')}</Title>
      <Facts
        rows={[
          { label: t('endpoint.one'), value: <a href={`/mitra/endpoint/${props.endpoint.id}`}>{props.endpoint.url}</a> },
          { label: 'webhook-id', value: <code>{event.id}</code> },
          { label: t('deliveries.state'), value: <Tag>{t(`delivery.${state}`)}</Tag> },
          { label: t('deliveries.next'), value: state === 'pending' ? exactMoment(locale, nextAttemptAt) : '–' },
          { label: t('deliveries.delivered'), value: deliveredAt ? exactMoment(locale, deliveredAt) : '–' },
        ]}
      />
      <Resend {...props} />
      <Section title={t('delivery.payload')}>
        {event.body === null ? <p>{t('delivery.bodyGone')}</p> : <Code label={t('delivery.payload')}>{readable(event.body)}</Code>}
      </Section>
      <Section title={t('deliveries.attempts')}>
        {attempts.length === 0 ? (
          <p>{t('delivery.untried')}</p>
        ) : (
          <DataTable
            caption={t('deliveries.attempts')}
            isTitled
            rows={attempts}
            keyOf={({ number }) => String(number)}
            columns={[
              { title: t('delivery.number'), isNumber: true, cell: ({ number }) => number },
              { title: t('delivery.at'), cell: ({ at }) => exactMoment(locale, at) },
              { title: t('delivery.answer'), cell: (attempt) => <AnswerText {...attempt} /> },
              { title: t('delivery.duration'), numeric: true, cell: ({ durationMs }) => `${durationMs} ms` },
              { title: t('delivery.response'), cell: ({ responseExcerpt }) => (responseExcerpt ? <code>{responseExcerpt}</code> : '–') },
            ]}
          />
        )}
      </Section>
    </>
  );
}
