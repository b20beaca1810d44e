import { VersionOfOffer } from '@sambung/offers';
import { DataTable, EmptyState, longMoment, Title, useLanguage } from '@sambung/ui';

export const REVIEWS = '/tinjauan';

/** Versions of offers that wait for a second person, the longest waiting first. */
export function ReviewsPage({ waiting }: { waiting: readonly VersionOfOffer[] }) {
  const { t, term, locale } = useLanguage();
  return (
    <>
      <Title>{t('review.title')}</Title>
      <p class="pembuka">{t('review.lead')}</p>
      {waiting.length === 0 ? (
        <EmptyState title={t('review.none')}>
          <p>{t('review.none.text')}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t('review.count', { count: waiting.length })}
          rows={waiting}
          keyOf={({ version }) => version.id}
          columns={[
            { title: t('queue.offer'), cell: ({ offer, version }) => <a href={`${REVIEWS}/${offer.slug}/${version.version}`}>{term(version.document.name)}</a> },
            { title: t('offers.provider'), cell: ({ version }) => version.document.provider },
            { title: t('review.version'), numeric: true, cell: ({ version }) => version.version },
            { title: t('review.submitted'), cell: ({ version }) => (version.submittedAt ? longMoment(locale, version.submittedAt) : '–') },
          ]} // prettier-ignore
        />
      )}
    </>
  );
}
