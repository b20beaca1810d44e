import { NearMisses } from '@sambung/planning';
import { placeName } from '@sambung/reference';
import { Button, DataTable, EmptyState, longDay, Pagination, Select, SelectOption, Title, useLanguage, wholeNumber } from '@sambung/ui';

const NEAR_MISSES = '/petugas/hampir';

interface NearMissesPageProps {
  found: NearMisses;
  offers: readonly SelectOption[];
  offer: string;
  after: string | undefined;
}

const addressOf = (offer: string, after?: string): string =>
  `${NEAR_MISSES}?${new URLSearchParams({ ...(offer && { tawaran: offer }), ...(after && { sesudah: after }) }).toString()}`;

/** People one obtainable fact away from an offer with free seats: whom a mentor can help over one last hurdle. */
export function NearMissesPage({ found, offers, offer, after }: NearMissesPageProps) {
  const { t, term, locale } = useLanguage();
  const { items, scanned, next } = found;
  return (
    <>
      <Title>{t('near.title')}</Title>
      <p class="pembuka">{t('near.lead')}</p>
      <form class="saring bukan-cetak" method="get" action={NEAR_MISSES}>
        <Select name="tawaran" label={t('queue.offer')} placeholder={t('queue.filter.all')} value={offer} options={offers} />
        <Button kind="secondary">{t('queue.filter')}</Button>
      </form>
      {items.length === 0 ? (
        <EmptyState title={t('near.none')}>
          <p>{t('near.none.text')}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t('near.count', { count: items.length })}
          rows={items}
          keyOf={({ actorId, offer: { offer: one } }) => `${actorId} ${one.slug}`}
          columns={[
            { title: t('queue.business'), cell: ({ actorId, actorName }) => <a href={`/petugas/usaha/${actorId}`}>{actorName}</a> },
            { title: t('near.step'), cell: ({ step }) => term(step.text) },
            { title: t('queue.offer'), cell: ({ offer: { version } }) => term(version.document.name) },
            { title: t('near.closes'), cell: ({ offer: { version } }) => (version.document.validTo ? longDay(locale, version.document.validTo) : '–') },
            { title: t('near.lead.days'), numeric: true, cell: ({ step }) => wholeNumber(locale, step.leadDays) },
            { title: t('near.seats'), numeric: true, cell: ({ freeSeats }) => (freeSeats === null ? '–' : wholeNumber(locale, freeSeats)) },
            { title: t('near.via'), cell: ({ via }) => via.map((slug) => offers.find(({ value }) => value === slug)?.label ?? slug).join(', ') || '–' },
            { title: t('queue.place'), cell: ({ actorRegion }) => placeName(actorRegion) },
          ]} // prettier-ignore
        />
      )}
      <p class="catatan">{t('near.scanned', { scanned })}</p>
      <Pagination first={after ? addressOf(offer) : null} next={next ? addressOf(offer, next) : null} />
    </>
  );
}
