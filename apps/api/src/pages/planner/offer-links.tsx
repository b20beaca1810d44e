import { Naming } from '@sambung/matching';
import { useLanguage } from '@sambung/ui';
import { OFFERS } from './offers-page';

/** Offers by name, each with the way to what it would do. */
export function OfferLinks({ slugs, names }: { slugs: readonly string[]; names: Naming }) {
  const { term } = useLanguage();
  return (
    <>
      {slugs.map((slug, index) => (
        <span key={slug}>
          {index > 0 ? ', ' : null}
          <a href={`${OFFERS}/${slug}`}>{term(names(slug))}</a>
        </span>
      ))}
    </>
  );
}
