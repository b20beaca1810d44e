import { needAlignment } from '@sambung/matching';
import { Suggestion } from '@sambung/matches';
import { CriteriaList, Criterion, languageOfText, longDay, MessageKey, Tag, useLanguage, VerdictTag } from '@sambung/ui';
import type { ComponentChildren } from 'preact';
import { criterionOf, namesSettler, reasonsOf, settlementText } from './reasons';

const MOST_REASONS = 3;

interface OfferCardProps {
  suggestion: Suggestion;
  /** What the owner wants, as codes of needs. */
  wanted: readonly string[];
  href: string;
  /** The state of the match, if somebody has touched the pair. */
  state?: ComponentChildren;
}

export const kindKey = ({ kind, facility }: { kind: string; facility?: string }): MessageKey => `kind.${facility ?? kind}` as MessageKey;

/** The reasons that matter for the verdict, in short. */
function useReasons({ explanation, offer }: Suggestion): { criteria: Criterion[]; summary: string; more: number } {
  const language = useLanguage();
  const { t } = language;
  const { blocking, open, met } = reasonsOf(explanation);
  const rule = offer.version.document.requires;
  const brief = (criteria: Criterion[]) => criteria.map((criterion) => ({ ...criterion, notes: [] }));
  if (explanation.verdict === 'notEligible') {
    const criteria = blocking.map((leaf) => ({ ...criterionOf(leaf, language, { rule }), kind: 'unmet' as const }));
    return { criteria: criteria.slice(0, MOST_REASONS), summary: '', more: criteria.length - MOST_REASONS };
  }
  if (explanation.verdict === 'eligible') {
    const summary = t('matches.allMet', { count: met.length });
    return {
      criteria: brief(met.slice(0, MOST_REASONS).map((leaf) => criterionOf(leaf, language))),
      summary,
      more: met.length - MOST_REASONS,
    };
  }
  const criteria = open.map((leaf): Criterion => ({
    id: leaf.id,
    kind: 'open',
    text: settlementText(leaf.settle, language),
    notes: namesSettler(leaf.settle) ? [] : [t('offer.settledBy', { who: t(`who.settles.${leaf.settle.who}`) })],
  }));
  const summary = t('matches.someMet', { met: met.length, all: met.length + open.length });
  return { criteria: criteria.slice(0, MOST_REASONS), summary, more: criteria.length - MOST_REASONS };
}

/** One offer with its verdict and the reasons for it. */
export function OfferCard({ suggestion, wanted, href, state }: OfferCardProps) {
  const { t, locale } = useLanguage();
  const { document } = suggestion.offer.version;
  const { criteria, summary, more } = useReasons(suggestion);
  const fitsNeeds = (needAlignment(wanted, document.needs) ?? 0) > 0;
  const speaks = languageOfText(locale);
  return (
    <article class="tawaran">
      <h3>
        <a href={href} lang={speaks === locale ? undefined : speaks}>
          {document.name[speaks]}
        </a>
      </h3>
      <p class="penyedia">{document.provider}</p>
      <div class="tanda-tanda">
        <VerdictTag verdict={suggestion.explanation.verdict} />
        <Tag>{t(kindKey(document))}</Tag>
        {fitsNeeds ? <Tag>{t('matches.fits')}</Tag> : null}
        {document.validTo ? <Tag>{t('matches.closes', { day: longDay(locale, document.validTo) })}</Tag> : null}
        {state}
      </div>
      {summary ? <p>{summary}</p> : null}
      <CriteriaList criteria={criteria} />
      {more > 0 ? <p class="catatan">{t('matches.moreOpen', { count: more })}</p> : null}
    </article>
  );
}
