import { CurrentOffer } from '@sambung/offers';
import { Text } from '@sambung/reference';
import { useLanguage } from '@sambung/ui';
import { OFFERS } from './offers-page';

export type OfferNames = ReadonlyMap<string, Text>;

export const offerNames = (offers: readonly CurrentOffer[]): OfferNames =>
  new Map(offers.map(({ offer, version }) => [offer.slug, version.document.name]));

/** Offers by name, each with the way to what it would do. */
export function OfferLinks({ slugs, names }: { slugs: readonly string[]; names: OfferNames }) {
  const { term } = useLanguage();
  return (
    <>
      {slugs.map((slug, index) => {
        const name = names.get(slug);
        return (
          <span key={slug}>
            {index > 0 ? ', ' : null}
            <a href={`${OFFERS}/${slug}`}>{name ? term(name) : slug}</a>
          </span>
        );
      })}
    </>
  );
}
