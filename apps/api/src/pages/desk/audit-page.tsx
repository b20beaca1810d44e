import { LoggedDecision } from '@sambung/matches';
import { DataTable, EmptyState, languageOfText, longMoment, Pagination, Tag, Title, useLanguage } from '@sambung/ui';

interface AuditPageProps {
  rows: readonly LoggedDecision[];
  /** Where older decisions stand; null on the last page. */
  next: string | null;
  first: string | null;
}

/** Who decided what and why, the latest first. */
export function AuditPage({ rows, next, first }: AuditPageProps) {
  const { t, locale } = useLanguage();
  return (
    <>
      <Title>{t('log.title')}</Title>
      <p>{t('log.lead')}</p>
      {rows.length === 0 ? (
        <EmptyState title={t('log.empty')}>
          <p>{t('log.empty.text')}</p>
        </EmptyState>
      ) : (
        <>
          <p class="tautan-tautan bukan-cetak">
            <a href="/petugas/audit/csv" download>
              {t('log.csv')}
            </a>
          </p>
          <DataTable
            caption={t('log.title')}
            isTitled
            rows={rows}
            keyOf={({ id }) => id}
            columns={[
              { title: t('delivery.at'), cell: ({ at }) => longMoment(locale, at) },
              { title: t('queue.business'), cell: ({ matchId, actorName }) => <a href={`/petugas/cocok/${matchId}`}>{actorName}</a> },
              { title: t('queue.offer'), cell: ({ offerName }) => offerName[languageOfText(locale)] },
              {
                title: t('decision.title'),
                cell: ({ toState, undone }) => (
                  <>
                    <Tag>{t(`state.${toState}`)}</Tag> {undone ? t('history.undone') : null}
                  </>
                ),
              },
              { title: t('decision.reason'), cell: ({ reasonCode }) => (reasonCode ? t(`reason.${reasonCode}`) : '–') },
              { title: t('log.officer'), cell: ({ officer }) => officer ?? t('history.system') },
            ]}
          />
        </>
      )}
      <Pagination first={first} next={next} />
    </>
  );
}
