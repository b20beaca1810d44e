import { Match, PARTNER_SEES } from '@sambung/matches';
import { CurrentOffer } from '@sambung/offers';
import { Actor } from '@sambung/profiles';
import { regions, ROLES } from '@sambung/reference';
import { Button, DataTable, EmptyState, languageOfText, longDate, Pagination, Select, Tag, Title, useLanguage } from '@sambung/ui';

export interface InboxRow {
  match: Match;
  actor: Pick<Actor, 'roles' | 'regionCode'>;
  offer: CurrentOffer;
}

interface InboxPageProps {
  rows: readonly InboxRow[];
  /** The state that is chosen; empty for all. */
  state: string;
  /** The first page and the next one; null where one is there. */
  first: string | null;
  next: string | null;
}

const KECAMATAN = 'xx.xx.xx'.length;

/** What sort of business it is and where: enough to tell rows apart, not to tell who it is. */
function Applicant({ actor: { roles, regionCode } }: Pick<InboxRow, 'actor'>) {
  const { term } = useLanguage();
  const kecamatan = regionCode.slice(0, KECAMATAN);
  return (
    <>
      {roles.map((role) => term(ROLES[role])).join(', ')}, {regions().get(kecamatan) ?? kecamatan}
    </>
  );
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
              title: t('inbox.profile'),
              cell: ({ match, actor }) => (
                <a href={`/mitra/cocok/${match.id}`}>
                  <Applicant actor={actor} />
                </a>
              ),
            },
            { title: t('queue.offer'), cell: ({ offer }) => offer.version.document.name[languageOfText(locale)] },
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
