import { DeadRow } from '@sambung/events';
import { Button, DataTable, EmptyState, Form, isMessageKey, longMoment, Notice, Title, useLanguage } from '@sambung/ui';

interface DeadRowsPageProps {
  rows: readonly DeadRow[];
  token: string;
  /** What was just done. */
  news: string | null;
}

/** What a job does, with the name that logs and metrics give it. */
function JobName({ job }: { job: string }) {
  const { t } = useLanguage();
  const key = `deadRows.job.${job}`;
  return isMessageKey(key) ? (
    <>
      {t(key)} <code class="catatan">{job}</code>
    </>
  ) : (
    <code>{job}</code>
  );
}

/** Work that five tries did not finish, and having it tried again. */
export function DeadRowsPage({ rows, token, news }: DeadRowsPageProps) {
  const { t, locale } = useLanguage();
  return (
    <>
      <Title>{t('deadRows.title')}</Title>
      {news ? (
        <Notice kind="success">
          <p>{news}</p>
        </Notice>
      ) : null}
      {rows.length === 0 ? (
        <EmptyState title={t('deadRows.none')}>
          <p>{t('deadRows.none.text')}</p>
        </EmptyState>
      ) : (
        <>
          <p>{t('deadRows.lead')}</p>
          <DataTable
            caption={t('deadRows.count', { count: rows.length })}
            rows={rows}
            keyOf={({ id }) => id}
            columns={[
              { title: t('deadRows.job'), cell: ({ job }) => <JobName job={job} /> },
              { title: t('deadRows.about'), cell: ({ aggregateid }) => <code>{aggregateid}</code> },
              { title: t('deadRows.at'), cell: ({ deadAt }) => longMoment(locale, deadAt) },
              { title: t('deadRows.error'), cell: ({ lastError }) => lastError ?? t('deadRows.killed') },
              {
                title: t('deadRows.action'),
                isAction: true,
                cell: ({ id }) => (
                  <Form action={`/operasi/gagal/${id}`} token={token}>
                    <Button kind="secondary">{t('deadRows.replay')}</Button>
                  </Form>
                ),
              },
            ]}
          />
          <Form action="/operasi/gagal" token={token}>
            <Button>{t('deadRows.replayAll')}</Button>
          </Form>
        </>
      )}
      <p>
        <a href="/operasi/antrean">{t('deadRows.board')}</a>
      </p>
    </>
  );
}
