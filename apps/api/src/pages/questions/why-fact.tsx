import { questionToAsk, Suggestion } from '@sambung/matches';
import { languageOfText, useLanguage } from '@sambung/ui';

const MOST_NAMES = 5;

/** Which offers wait for the answer. */
export function WhyFact({ fact, suggestions }: { fact: string; suggestions: readonly Suggestion[] }) {
  const { t, locale } = useLanguage();
  const offers = questionToAsk(suggestions, (other) => other === fact)?.offers ?? [];
  if (offers.length === 0) return <p>{t('ask.why.none')}</p>;
  return (
    <>
      <p>{t('ask.why', { count: offers.length })}</p>
      <ul>
        {offers.slice(0, MOST_NAMES).map(({ offer: { offer, version } }) => (
          <li key={offer.slug}>{version.document.name[languageOfText(locale)]}</li>
        ))}
      </ul>
    </>
  );
}
