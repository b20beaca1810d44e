import { QueueRow } from '@sambung/matches';
import { Button, DataTable, Form, languageOfText, LinkButton, Tag, Title, useLanguage } from '@sambung/ui';
import { BulkResult } from './bulk-decisions.service';

interface BulkPageProps {
  results: readonly BulkResult[];
  /** Of the decided rows, to name them; one that has left the territory is missing. */
  rows: readonly QueueRow[];
  token: string;
}

/** What became of each row of a bulk decision, first those that need another look. */
export function BulkPage({ results, rows, token }: BulkPageProps) {
  const { t, term, locale } = useLanguage();
  const named = new Map(rows.map((row) => [row.id, row]));
  const isDone = ({ outcome }: BulkResult): number => (outcome === 'applied' ? 1 : 0);
  const applied = results.filter(({ outcome }) => outcome === 'applied').length;
  return (
    <>
      <Title>{t('bulk.result')}</Title>
      <p class="pembuka" role="status">
        {t('bulk.applied', { applied, all: results.length })}
      </p>
      <DataTable
        caption={t('bulk.result')}
        isTitled
        rows={[...results].sort((a, b) => isDone(a) - isDone(b))}
        keyOf={({ matchId }) => matchId}
        columns={[
          {
            title: t('queue.business'),
            cell: ({ matchId }) => <a href={`/petugas/cocok/${matchId}`}>{named.get(matchId)?.actorName ?? matchId.slice(-8)}</a>,
          },
          { title: t('queue.offer'), cell: ({ matchId }) => named.has(matchId) && term(named.get(matchId)!.offerName) },
          { title: t('evidence.result'), cell: ({ outcome }) => <Tag>{t(`bulk.row.${outcome}`)}</Tag> },
          {
            title: t('queue.state'),
            cell: ({ outcome, state, detail }) => {
              if (outcome === 'conflict') return t('bulk.row.conflict.text');
              return state ? t(`state.${state}`) : (detail?.[languageOfText(locale)] ?? '');
            },
          },
          {
            title: t('decision.undo'),
            isAction: true,
            cell: ({ matchId, outcome }) =>
              outcome === 'applied' ? (
                <Form action={`/petugas/cocok/${matchId}/batal`} token={token}>
                  <Button kind="quiet">{t('decision.undo')}</Button>
                </Form>
              ) : null,
          },
        ]}
      />
      <LinkButton href="/petugas">{t('bulk.back')}</LinkButton>
    </>
  );
}
