import { CurrentOffer } from '@sambung/offers';
import { Simulation } from '@sambung/planning';
import { codeName, regions } from '@sambung/reference';
import { DataTable, EmptyState, longDay, longMoment, Section, Tag, Title, useLanguage } from '@sambung/ui';

export const OFFERS = '/dasbor/tawaran';
export const SIMULATIONS = '/dasbor/simulasi';

interface OffersPageProps {
  offers: readonly CurrentOffer[];
  simulations: readonly Simulation[];
}

/** Every published offer, to ask whom it meets and what it would do; and what was asked before. */
export function OffersPage({ offers, simulations }: OffersPageProps) {
  const { t, term, locale } = useLanguage();
  return (
    <>
      <Title>{t('offers.title')}</Title>
      <p class="pembuka">{t('offers.lead')}</p>
      {simulations.length === 0 ? null : (
        <Section id="simulasi" title={t('simulation.list')}>
          <DataTable
            caption={t('simulation.list')}
            isTitled
            rows={simulations}
            keyOf={({ id }) => id}
            columns={[
              { title: t('queue.offer'), cell: ({ id, wish }) => <a href={`${SIMULATIONS}/${id}`}>{term(wish.after.name)}</a> },
              { title: t('simulation.asOf'), cell: ({ wish }) => longDay(locale, wish.asOf) },
              { title: t('queue.place'), cell: ({ wish }) => term(codeName(wish.regionCode ?? '*')) },
              { title: t('queue.state'), cell: ({ state }) => <Tag>{t(`simulation.${state}`)}</Tag> },
              { title: t('requests.asked'), cell: ({ askedAt }) => longMoment(locale, askedAt) },
            ]}
          />
        </Section>
      )}
      {offers.length === 0 ? (
        <EmptyState title={t('offers.none')}>
          <p>{t('offers.none.text')}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t('offers.count', { count: offers.length })}
          rows={offers}
          keyOf={({ offer }) => offer.id}
          columns={[
            {
              title: t('queue.offer'),
              cell: ({ offer, version }) => <a href={`${OFFERS}/${offer.slug}`}>{term(version.document.name)}</a>,
            },
            { title: t('offers.provider'), cell: ({ version }) => version.document.provider },
            { title: t('queue.place'), cell: ({ version }) => placesOf(version.document.area, t('overlap.everywhere')) },
            {
              title: t('offers.until'),
              cell: ({ version }) => (version.document.validTo ? longDay(locale, version.document.validTo) : '–'),
            },
          ]}
        />
      )}
    </>
  );
}

const MOST_PLACES = 2;

function placesOf(area: readonly string[], everywhere: string): string {
  if (area.length === 0 || area.includes('*')) return everywhere;
  const names = area.slice(0, MOST_PLACES).map((code) => regions().get(code) ?? code);
  return `${names.join(', ')}${area.length > MOST_PLACES ? ` (+${area.length - MOST_PLACES})` : ''}`;
}
