import { nextQuestion } from '@sambung/matching';
import type { Suggestion } from './outlook.service';

/** A fact worth asking the owner for, and the offers whose result it could settle. */
export interface QuestionToAsk {
  fact: string;
  offers: readonly Suggestion[];
}

/**
 * The fact that settles most of what one situation leaves open, of those that the owner can simply tell.
 * @param isAskable leaves out what was asked before or cannot be asked here
 */
export function questionToAsk(suggestions: readonly Suggestion[], isAskable: (fact: string) => boolean): QuestionToAsk | null {
  const undetermined = suggestions.filter(({ explanation }) => explanation.verdict === 'undetermined');
  const [first] = undetermined;
  if (!first) return null;
  const open = undetermined.map(({ offer, explanation }) => ({
    id: offer.offer.slug,
    rule: offer.version.document.requires,
    weight: explanation.fit.total ?? 0,
  }));
  const question = nextQuestion(open, first.situation, {
    who: ['owner'],
    isAskable: ({ kind, how, key }) => kind === 'fact' && how === 'answer' && isAskable(key),
  });
  return question && { fact: question.key, offers: undetermined.filter(({ offer }) => question.offers.includes(offer.offer.slug)) };
}
