import { DomainError, notFound } from '@sambung/errors';
import { DraftAnswers } from '@sambung/profiles';
import { BUSINESS, MIGRANT } from './business';
import { DOCUMENTS } from './documents';
import { isAskable } from './fact-questions';
import { NEEDED } from './needs';
import { OUTSIDE_KECAMATAN, OUTSIDE_PLACE, PLACE, VILLAGE } from './place';
import { Question } from './question';
import { WHO } from './who';

/** No more than these are put before the first results. */
export const MOST_QUESTIONS = 8;

/** In the order in which they are put; questions about single facts follow where there is room. */
const QUESTIONS: readonly Question[] = [WHO, BUSINESS, MIGRANT, PLACE, OUTSIDE_PLACE, OUTSIDE_KECAMATAN, VILLAGE, NEEDED, DOCUMENTS];

export const FACT_PREFIX = 'fakta/';

export const QUESTION_SLUGS: readonly string[] = QUESTIONS.map(({ slug }) => slug);

export const unknownQuestion = (): DomainError => notFound('QuestionUnknown', 'Pertanyaan ini tidak ada.', 'There is no such question.');

export const questionBySlug = (slug: string): Question | undefined => QUESTIONS.find((question) => question.slug === slug);

/** The question that asks for a fact among other things, as that for permits does. */
const questionAsking = (fact: string): Question | undefined => QUESTIONS.find(({ facts }) => facts.includes(fact));

export const isAnswerable = (fact: string): boolean => isAskable(fact) || questionAsking(fact) !== undefined;

/**
 * The last part of the address at which a fact is asked for.
 * @param pages stands before the questions of several things
 * @throws TypeError for a fact that is not {@link isAnswerable}
 */
export function stepOf(fact: string, pages = ''): string {
  if (isAskable(fact)) return FACT_PREFIX + fact;
  const question = questionAsking(fact);
  if (!question) throw new TypeError(`${fact} has no question`);
  return pages + question.slug;
}

/** The questions that concern this visitor. */
export const questionsFor = (answers: DraftAnswers): Question[] => QUESTIONS.filter((question) => question.concerns(answers));

/** The first question that concerns the visitor and was not put yet. */
export const openQuestion = (answers: DraftAnswers): Question | undefined =>
  questionsFor(answers).find(({ slug }) => !answers.asked.includes(slug));

/** Without these nothing can be said of any offer. */
export const isReadyForResults = ({ roles, region }: DraftAnswers): boolean => roles.length > 0 && Boolean(region);

export const noteAsked = (answers: DraftAnswers, slug: string): DraftAnswers => ({
  ...answers,
  asked: answers.asked.includes(slug) ? answers.asked : [...answers.asked, slug],
});

/** Its place among the questions put, from 1; of one that is opened before its turn, the place that it will have. */
export function numberOf(answers: DraftAnswers, slug: string): number {
  const index = answers.asked.indexOf(slug);
  if (index !== -1) return index + 1;
  const turn = questionsFor(answers).findIndex((question) => question.slug === slug);
  return Math.max(turn, answers.asked.length) + 1;
}
