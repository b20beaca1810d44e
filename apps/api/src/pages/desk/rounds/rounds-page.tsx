import { readableId, Round, WaitingPlan } from '@sambung/rounds';
import { regions } from '@sambung/reference';
import { Button, DataTable, EmptyState, Form, longMoment, Pagination, Section, Tag, Title, useLanguage } from '@sambung/ui';
import { placeOf } from './round-words';

interface RoundsPageProps {
  waiting: readonly WaitingPlan[];
  rounds: readonly Round[];
  first: string | null;
  next: string | null;
  token: string;
}

function Rounds({ rounds, first, next }: Pick<RoundsPageProps, 'rounds' | 'first' | 'next'>) {
  const language = useLanguage();
  const { t, term, locale } = language;
  return (
    <Section id="putaran" title={t('rounds.list')}>
      {rounds.length === 0 ? (
        <EmptyState title={t('rounds.none')}>
          <p>{t('rounds.none.text')}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t('rounds.count', { count: rounds.length })}
          rows={rounds}
          keyOf={({ id }) => id}
          columns={[
            { title: t('offer.round'), cell: ({ id, name }) => <a href={`/petugas/putaran/${id}`}>{term(name)}</a> },
            { title: t('queue.state'), cell: ({ state }) => <Tag>{t(`round.${state}`)}</Tag> },
            { title: t('rounds.kind'), cell: ({ kind, cycle }) => `${t(`kind.${kind}`)} · ${cycle}` },
            { title: t('queue.place'), cell: ({ regionCode }) => placeOf(regionCode, language) },
            { title: t('offer.opens'), cell: ({ opensAt }) => longMoment(locale, opensAt) },
            { title: t('offer.closesAt'), cell: ({ closesAt }) => longMoment(locale, closesAt) },
          ]}
        />
      )}
      <Pagination first={first} next={next} />
    </Section>
  );
}

function Plans({ waiting, token }: Pick<RoundsPageProps, 'waiting' | 'token'>) {
  const { t, term, locale } = useLanguage();
  return (
    <Section id="rencana" title={t('plans.title')}>
      <p>{t('plans.lead')}</p>
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
              cell: ({ plan }) => plan.plan.batches.map(({ id, seats }) => `${readableId(id)} (${seats})`).join(', '),
            },
            {
              title: t('seats.quotas'),
              cell: ({ plan }) =>
                plan.plan.quotas
                  .map(({ id, seats, batches }) => `${readableId(id)} ≤ ${seats}: ${batches.map(readableId).join(', ')}`)
                  .join('; ') || '–',
            },
            {
              title: t('plans.make'),
              cell: ({ plan }) => (
                <Form action={`/petugas/putaran/rencana/${plan.id}`} token={token}>
                  <Button kind="secondary">{t('plans.make')}</Button>
                </Form>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}

/** Rounds of the officer's territory, and plans that institutions have written down for more. */
export function RoundsPage({ waiting, rounds, first, next, token }: RoundsPageProps) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('rounds.title')}</Title>
      <p class="pembuka">{t('rounds.lead')}</p>
      {waiting.length > 0 ? <Plans waiting={waiting} token={token} /> : null}
      <Rounds rounds={rounds} first={first} next={next} />
      {waiting.length > 0 ? null : <Plans waiting={waiting} token={token} />}
    </>
  );
}
