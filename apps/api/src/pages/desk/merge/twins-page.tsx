import { Actor, TwinPair } from '@sambung/profiles';
import { placeName } from '@sambung/reference';
import { DataTable, EmptyState, LinkButton, longDate, News, Tag, Title, useLanguage } from '@sambung/ui';

export interface TwinRow {
  pair: TwinPair;
  actor: Actor;
  other: Actor;
  /** Of both, masked: names alone may be the same. */
  phones: readonly [string, string];
}

interface TwinsPageProps {
  rows: readonly TwinRow[];
  hasMore: boolean;
  /** The business whose twins are looked for; null for all. */
  of: Actor | null;
  /** A pair was just recorded as two persons. */
  toldApart: boolean;
}

/** Pairs of records that may be one person's, the surest first. */
export function TwinsPage({ rows, hasMore, of, toldApart }: TwinsPageProps) {
  const { t } = useLanguage();
  return (
    <>
      <Title caption={of?.name}>{t('twins.title')}</Title>
      <News news={toldApart ? 'twins.toldApart' : undefined} />
      <p>{t('twins.lead')}</p>
      {rows.length === 0 ? (
        <EmptyState title={t('twins.empty')}>
          <p>{t(of ? 'twins.empty.one' : 'twins.empty.text')}</p>
          {of ? <LinkButton href="/petugas/usaha">{t('assist.search.title')}</LinkButton> : null}
        </EmptyState>
      ) : (
        <Pairs rows={rows} hasMore={hasMore} />
      )}
    </>
  );
}

function Pairs({ rows, hasMore }: Pick<TwinsPageProps, 'rows' | 'hasMore'>) {
  const { t, locale } = useLanguage();
  return (
    <DataTable
      caption={t(hasMore ? 'twins.count.more' : 'twins.count', { count: rows.length })}
      rows={rows}
      keyOf={({ pair }) => pair.actorId + pair.otherId}
      columns={[
        {
          title: t('queue.business'),
          cell: ({ pair, actor, other, phones }) => (
            <>
              <a href={`/petugas/ganda/${pair.actorId}/${pair.otherId}`}>
                {actor.name} – {other.name}
              </a>
              <p class="catatan">{phones.join(' – ')}</p>
            </>
          ),
        },
        {
          title: t('twins.alike'),
          cell: ({ pair }) => (
            <span class="tanda-tanda">
              {pair.kinds.map((kind) => (
                <Tag key={kind}>{t(`twins.kind.${kind}`)}</Tag>
              ))}
            </span>
          ),
        },
        { title: t('queue.place'), cell: ({ actor }) => placeName(actor.regionCode) },
        {
          title: t('twins.entered'),
          cell: ({ actor, other }) => {
            const [first, second] = [longDate(locale, actor.createdAt), longDate(locale, other.createdAt)];
            return first === second ? first : t('twins.entered.both', { first, second });
          },
        },
      ]}
    />
  );
}
