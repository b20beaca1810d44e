import { Match, PARTNER_SEES } from '@sambung/matches';
import { CurrentOffer } from '@sambung/offers';
import { Button, DataTable, EmptyState, languageOfText, longDate, Pagination, Select, Tag, Title, useLanguage } from '@sambung/ui';

interface InboxPageProps {
  rows: readonly { match: Match; offer: CurrentOffer }[];
  /** The state that is chosen; empty for all. */
  state: string;
  /** The first page and the next one; null where one is there. */
  first: string | null;
  next: string | null;
}

/** Matches that owners agreed to share. Names appear only on the page of each, so that a list shows nobody. */
export function InboxPage({ rows, state, first, next }: InboxPageProps) {
  const { t, locale } = useLanguage();
  return (
    <>
      <Title>{t('inbox.title')}</Title>
      <form class="saring" method="get" action="/mitra">
        <Select
          name="keadaan"
          label={t('queue.state')}
          placeholder={t('queue.filter.all')}
          value={state}
          options={PARTNER_SEES.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
        <Button kind="secondary">{t('queue.filter')}</Button>
      </form>
      {rows.length === 0 ? (
        <EmptyState title={t(state ? 'inbox.none' : 'inbox.empty')}>
          <p>{state ? <a href="/mitra">{t('inbox.all')}</a> : t('inbox.empty.text')}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t(first || next ? 'inbox.count' : 'queue.count', { count: rows.length })}
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
      <Pagination first={first} next={next} />
    </>
  );
}
