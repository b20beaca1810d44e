import { WaitingPlan } from '@sambung/rounds';
import { regions } from '@sambung/reference';
import { Button, DataTable, EmptyState, Form, longMoment, Notice, Title, useLanguage } from '@sambung/ui';

interface RoundsPageProps {
  waiting: readonly WaitingPlan[];
  /** Id of the round that was just drafted. */
  drafted: string | null;
  token: string;
}

/** Plans of seats that institutions have written down, for an officer to make rounds of. */
export function RoundsPage({ waiting, drafted, token }: RoundsPageProps) {
  const { t, term, locale } = useLanguage();
  return (
    <>
      <Title>{t('plans.title')}</Title>
      <p class="pembuka">{t('plans.lead')}</p>
      {drafted ? (
        <Notice kind="success">
          <p>{t('plans.drafted', { id: drafted })}</p>
        </Notice>
      ) : null}
      {waiting.length === 0 ? (
        <EmptyState title={t('plans.none')}>
          <p>{t('plans.none.text')}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t('plans.count', { count: waiting.length })}
          rows={waiting}
          keyOf={({ plan }) => plan.id}
          columns={[
            { title: t('queue.offer'), cell: ({ offer }) => term(offer.version.document.name) },
            { title: t('offer.provider'), cell: ({ offer }) => offer.version.document.provider },
            { title: t('queue.place'), cell: ({ plan }) => regions().get(plan.regionCode) ?? plan.regionCode },
            { title: t('offer.opens'), cell: ({ plan }) => longMoment(locale, new Date(plan.plan.opensAt)) },
            { title: t('offer.closesAt'), cell: ({ plan }) => longMoment(locale, new Date(plan.plan.closesAt)) },
            {
              title: t('seats.batches'),
              cell: ({ plan }) => plan.plan.batches.map(({ id, seats }) => `${id} (${seats})`).join(', '),
            },
            {
              title: t('seats.quotas'),
              cell: ({ plan }) =>
                plan.plan.quotas.map(({ id, seats, batches }) => `${id} ≤ ${seats}: ${batches.join(', ')}`).join('; ') || '–',
            },
            {
              title: t('plans.make'),
              cell: ({ plan }) => (
                <Form action={`/petugas/putaran/${plan.id}`} token={token}>
                  <Button kind="secondary">{t('plans.make')}</Button>
                </Form>
              ),
            },
          ]}
        />
      )}
    </>
  );
}
