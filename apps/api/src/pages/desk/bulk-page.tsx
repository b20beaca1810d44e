import { DataTable, Form, languageOfText, LinkButton, Tag, Title, useLanguage, Button } from '@sambung/ui';
import { BulkResult } from './bulk-decisions.service';

/** What became of each row of a bulk decision. */
export function BulkPage({ results, token }: { results: readonly BulkResult[]; token: string }) {
  const { t, locale } = useLanguage();
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
        rows={results}
        keyOf={({ matchId }) => matchId}
        columns={[
          { title: t('inbox.id'), cell: ({ matchId }) => <a href={`/petugas/cocok/${matchId}`}>{matchId.slice(-8)}</a> },
          { title: t('evidence.result'), cell: ({ outcome }) => <Tag>{t(`bulk.row.${outcome}`)}</Tag> },
          {
            title: t('queue.state'),
            cell: ({ state, detail }) => (state ? t(`state.${state}`) : (detail?.[languageOfText(locale)] ?? '')),
          },
          {
            title: t('decision.undo'),
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
