import { readableId, RoundSheet, TAKEN } from '@sambung/rounds';
import { Column, DataTable, Section, Tag, useLanguage, wholeNumber } from '@sambung/ui';
import { batchName, reserveText } from './round-words';

type Batch = RoundSheet['batches'][number];

/** What can be ranked, and how its seats stand after a run. */
export function RoundBatches({ sheet }: { sheet: RoundSheet }) {
  const language = useLanguage();
  const { t, locale } = language;
  const { batches, round, run, tally } = sheet;
  const number = (amount: number) => wholeNumber(locale, amount);
  const seats = (id: string, states: readonly string[]) =>
    tally.filter((one) => one.batchId === id && states.includes(one.state)).reduce((sum, one) => sum + one.seats, 0);
  const lowest = (id: string): string => {
    const cutOff = run!.cutOffs[id]!.others;
    return typeof cutOff === 'string' ? t(`rounds.cutOff.${cutOff}`) : t('rounds.points', { points: cutOff.points });
  };
  const given: Column<Batch>[] = [
    { title: t('rounds.accepted'), numeric: true, cell: ({ batch }) => number(seats(batch.id, TAKEN)) },
    { title: t('rounds.unanswered.seats'), numeric: true, cell: ({ batch }) => number(seats(batch.id, ['offered'])) },
    { title: t('rounds.waiting'), numeric: true, cell: ({ batch }) => number(run!.waiting[batch.id]!.length) },
    { title: t('rounds.lowest'), cell: ({ batch }) => lowest(batch.id) },
  ];
  return (
    <Section id="gelombang" title={t('rounds.batches')}>
      <DataTable
        caption={t('rounds.batches.count', { count: batches.length })}
        rows={batches}
        keyOf={({ batch }) => batch.id}
        columns={[
          {
            title: t('queue.offer'),
            cell: ({ batch, offer }) => (
              <>
                <a href={`/tinjauan/${offer.offer.slug}/${offer.version.version}`}>{batchName(batches, batch.id, language)}</a>
                {offer.offer.status === 'published' ? null : <Tag kind="belum">{t(`ownOffers.status.${offer.offer.status}`)}</Tag>}
              </>
            ),
          },
          { title: t('offer.provider'), cell: ({ offer }) => offer.version.document.provider },
          { title: t('rounds.seats'), numeric: true, cell: ({ batch }) => number(batch.seats) },
          {
            title: t('rounds.reserves'),
            cell: ({ batch }) => batch.reserves.map((reserve) => reserveText(reserve, round, language)).join('; ') || '–',
          },
          ...(run ? given : []),
        ]}
      />
    </Section>
  );
}

/** Ceilings over several batches together. */
export function RoundQuotas({ sheet: { round, batches } }: { sheet: RoundSheet }) {
  const language = useLanguage();
  const { t, locale } = language;
  if (round.quotas.length === 0) return null;
  return (
    <Section id="kuota" title={t('rounds.quotas')}>
      <DataTable
        caption={t('rounds.quotas.count', { count: round.quotas.length })}
        rows={round.quotas}
        keyOf={({ id }) => id}
        columns={[
          { title: t('rounds.quota'), cell: ({ id }) => readableId(id) },
          { title: t('rounds.quota.level'), cell: ({ level }) => t(`rounds.level.${level}`) },
          { title: t('rounds.quota.most'), numeric: true, cell: ({ seats }) => wholeNumber(locale, seats) },
          { title: t('rounds.quota.over'), cell: (quota) => quota.batches.map((id) => batchName(batches, id, language)).join(', ') },
          {
            title: t('rounds.reserves'),
            cell: ({ reserves }) => reserves.map((reserve) => reserveText(reserve, round, language)).join('; ') || '–',
          },
        ]}
      />
    </Section>
  );
}
