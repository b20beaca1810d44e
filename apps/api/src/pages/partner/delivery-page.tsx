import { Attempt, DeliveryRecord } from '@sambung/webhooks';
import { Button, Code, DataTable, exactMoment, Facts, Form, Section, Tag, Title, useLanguage } from '@sambung/ui';

type AttemptError = NonNullable<Attempt['error']>;

/** The body as it is sent, set out for reading. */
const readable = (body: string): string => JSON.stringify(JSON.parse(body), null, 2);

/** One delivery: what it carries, how each attempt went, when the next is due, and sending it again. */
export function DeliveryPage({ record: { delivery, event, attempts }, token }: { record: DeliveryRecord; token: string }) {
  const { t, locale } = useLanguage();
  const { id, state, nextAttemptAt, deliveredAt } = delivery;
  return (
    <>
      <Title caption={event.type}>{t('delivery.title')}</Title>
      <Facts
        rows={[
          { label: 'webhook-id', value: <code>{event.id}</code> },
          { label: t('deliveries.state'), value: <Tag>{t(`delivery.${state}`)}</Tag> },
          { label: t('deliveries.next'), value: state === 'pending' ? exactMoment(locale, nextAttemptAt) : '–' },
          { label: t('deliveries.delivered'), value: deliveredAt ? exactMoment(locale, deliveredAt) : '–' },
        ]}
      />
      {state === 'cancelled' || event.body === null ? null : (
        <Form action={`/mitra/kiriman/${id}`} token={token}>
          <Button kind="secondary">{t('delivery.resend')}</Button>
        </Form>
      )}
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
              { title: t('delivery.number'), cell: ({ number }) => number },
              { title: t('delivery.at'), cell: ({ at }) => exactMoment(locale, at) },
              {
                title: t('delivery.answer'),
                cell: ({ status, error }) => status ?? t(`delivery.error.${(error ?? 'connection') as AttemptError}`),
              },
              { title: t('delivery.duration'), numeric: true, cell: ({ durationMs }) => `${durationMs} ms` },
              { title: t('delivery.response'), cell: ({ responseExcerpt }) => (responseExcerpt ? <code>{responseExcerpt}</code> : '–') },
            ]}
          />
        )}
      </Section>
    </>
  );
}
