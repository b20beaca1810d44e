import { QuestionToAsk, Suggestion } from '@sambung/matches';
import { Details, EmptyState, Section, useLanguage } from '@sambung/ui';
import type { ComponentChildren } from 'preact';
import { NextNotice } from './next-notice';
import { OfferCard } from './offer-card';
import { withVerdict } from './reasons';

/** How many cards stand open: a page of many is long and slow on a small phone. */
const MOST_ELIGIBLE = 6;
const MOST_UNDETERMINED = 3;

interface ResultSectionsProps {
  suggestions: readonly Suggestion[];
  wanted: readonly string[];
  hrefOf: (slug: string) => string;
  /** The state of the match with an offer, if there is one. */
  stateOf?: (offerId: string) => ComponentChildren;
  /** The one question that would settle most; it stands between what fits and what lacks an answer. */
  next: { question: QuestionToAsk | null; href: (fact: string) => string };
}

function Cards({ suggestions, ...rest }: Omit<ResultSectionsProps, 'next'>) {
  const { wanted, hrefOf, stateOf } = rest;
  return (
    <>
      {suggestions.map((suggestion) => {
        const { slug, id } = suggestion.offer.offer;
        return <OfferCard key={slug} suggestion={suggestion} wanted={wanted} href={hrefOf(slug)} state={stateOf?.(id)} />;
      })}
    </>
  );
}

/** The first few, and the others a tap away. */
function CardsByVerdict({ most, ...props }: Omit<ResultSectionsProps, 'next'> & { most: number }) {
  const { t } = useLanguage();
  const { suggestions } = props;
  const others = suggestions.length - most;
  return (
    <>
      <Cards {...props} suggestions={suggestions.slice(0, most)} />
      {others > 0 ? (
        <Details summary={t('matches.more', { count: others })}>
          <Cards {...props} suggestions={suggestions.slice(most)} />
        </Details>
      ) : null}
    </>
  );
}

/** What fits, what lacks an answer, what does not fit; each with its reasons. */
export function ResultSections({ next, ...props }: ResultSectionsProps) {
  const { t } = useLanguage();
  const eligible = withVerdict(props.suggestions, 'eligible');
  const undetermined = withVerdict(props.suggestions, 'undetermined');
  const notEligible = withVerdict(props.suggestions, 'notEligible');
  if (props.suggestions.length === 0) {
    return (
      <EmptyState title={t('matches.empty')}>
        <p>{t('matches.empty.text')}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <Section id="memenuhi" title={t('matches.eligible', { count: eligible.length })}>
        {eligible.length === 0 ? (
          <EmptyState title={t('matches.none.eligible')}>
            <p>{t(next.question ? 'matches.none.eligible.text' : 'matches.none.eligible.officer')}</p>
          </EmptyState>
        ) : (
          <CardsByVerdict {...props} suggestions={eligible} most={MOST_ELIGIBLE} />
        )}
      </Section>
      <NextNotice next={next.question} href={next.href} />
      {undetermined.length > 0 ? (
        <Section id="perlu-data" title={t('matches.undetermined', { count: undetermined.length })}>
          <CardsByVerdict {...props} suggestions={undetermined} most={MOST_UNDETERMINED} />
        </Section>
      ) : null}
      {notEligible.length > 0 ? (
        <Section id="belum" title={t('matches.notEligible', { count: notEligible.length })}>
          <Details summary={t('matches.notEligible.show')}>
            <Cards {...props} suggestions={notEligible} />
          </Details>
        </Section>
      ) : null}
    </>
  );
}

/** How many of each kind there are, in one sentence. */
export function ResultSummary({ suggestions }: Pick<ResultSectionsProps, 'suggestions'>) {
  const { t } = useLanguage();
  const count = (verdict: Parameters<typeof withVerdict>[1]) => withVerdict(suggestions, verdict).length;
  return (
    <p class="pembuka">
      {t('matches.summary', {
        total: suggestions.length,
        eligible: count('eligible'),
        undetermined: count('undetermined'),
        notEligible: count('notEligible'),
      })}
    </p>
  );
}
