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

/** How many places each batch has, and the quotas that several share. */
function Seats({ plan: { batches, quotas } }: { plan: WaitingPlan['plan']['plan'] }) {
  const { t } = useLanguage();
  const shared = quotas.map(({ id, seats, batches: within }) => `${readableId(id)} ≤ ${seats}: ${within.map(readableId).join(', ')}`);
  return (
    <>
      {batches.map(({ id, seats }) => `${readableId(id)} (${seats})`).join(', ')}
      {shared.length > 0 ? (
        <p class="catatan">
          {t('seats.quotas')}: {shared.join('; ')}
        </p>
      ) : null}
    </>
  );
}

function PlanTable({ waiting, token }: Pick<RoundsPageProps, 'waiting' | 'token'>) {
  const { t, term, locale } = useLanguage();
  return (
    <DataTable
      caption={t('plans.count', { count: waiting.length })}
      rows={waiting}
      keyOf={({ plan }) => plan.id}
      columns={[
        {
          title: t('queue.offer'),
          cell: ({ offer: { version } }) => (
            <>
              {term(version.document.name)}
              <p class="catatan">{version.document.provider}</p>
            </>
          ),
        },
        { title: t('queue.place'), cell: ({ plan }) => regions().get(plan.regionCode) ?? plan.regionCode },
        {
          title: t('rounds.window'),
          cell: ({ plan: { plan } }) =>
            t('rounds.window.text', {
              from: longMoment(locale, new Date(plan.opensAt)),
              to: longMoment(locale, new Date(plan.closesAt)),
            }),
        },
        { title: t('seats.batches'), cell: ({ plan }) => <Seats plan={plan.plan} /> },
        {
          title: t('plans.make'),
          isAction: true,
          cell: ({ plan }) => (
            <Form action={`/petugas/putaran/rencana/${plan.id}`} token={token}>
              <Button kind="secondary">{t('plans.make')}</Button>
            </Form>
          ),
        },
      ]}
    />
  );
}

function Plans({ waiting, token }: Pick<RoundsPageProps, 'waiting' | 'token'>) {
  const { t } = useLanguage();
  return (
    <Section id="rencana" title={t('plans.title')}>
      <p>{t('plans.lead')}</p>
      {waiting.length === 0 ? (
        <EmptyState title={t('plans.none')}>
          <p>{t('plans.none.text')}</p>
        </EmptyState>
      ) : (
        <PlanTable waiting={waiting} token={token} />
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
