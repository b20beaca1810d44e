import { Match } from '@sambung/matches';
import { CurrentOffer } from '@sambung/offers';
import { DataTable, EmptyState, languageOfText, longDate, Pagination, Tag, Title, useLanguage } from '@sambung/ui';

interface InboxPageProps {
  rows: readonly { match: Match; offer: CurrentOffer }[];
  /** The next page; null on the last. */
  next: string | null;
  isFirst: boolean;
}

/** Matches that owners agreed to share. Names appear only on the page of each, so that a list shows nobody. */
export function InboxPage({ rows, next, isFirst }: InboxPageProps) {
  const { t, locale } = useLanguage();
  return (
    <>
      <Title>{t('inbox.title')}</Title>
      {rows.length === 0 ? (
        <EmptyState title={t('inbox.empty')}>
          <p>{t('inbox.empty.text')}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t('queue.count', { count: rows.length })}
          rows={rows}
          keyOf={({ match }) => match.id}
          columns={[
            {
              title: t('queue.offer'),
              cell: ({ match, offer }) => <a href={`/mitra/cocok/${match.id}`}>{offer.version.document.name[languageOfText(locale)]}</a>,
            },
            { title: t('queue.state'), cell: ({ match }) => <Tag>{t(`state.${match.state}`)}</Tag> },
            { title: t('inbox.updated'), cell: ({ match }) => longDate(locale, match.updatedAt) },
            { title: t('inbox.id'), cell: ({ match }) => match.id.slice(-8) },
          ]}
        />
      )}
      <Pagination first={isFirst ? null : '/mitra'} next={next} />
    </>
  );
}
