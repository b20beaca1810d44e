import { DraftAnswers } from '@sambung/profiles';
import { BUSINESS, MIGRANT } from './business';
import { DOCUMENTS } from './documents';
import { NEEDED } from './needs';
import { OUTSIDE_KECAMATAN, OUTSIDE_PLACE, PLACE, VILLAGE } from './place';
import { Question } from './question';
import { WHO } from './who';

/** No more than these are put before the first results. */
export const MOST_QUESTIONS = 8;

/** In the order in which they are put; questions about single facts follow where there is room. */
const QUESTIONS: readonly Question[] = [WHO, BUSINESS, MIGRANT, PLACE, OUTSIDE_PLACE, OUTSIDE_KECAMATAN, VILLAGE, NEEDED, DOCUMENTS];

export const FACT_PREFIX = 'fakta/';

export const questionBySlug = (slug: string): Question | undefined => QUESTIONS.find((question) => question.slug === slug);

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

/** Its place among the questions put, from 1. */
export function numberOf(answers: DraftAnswers, slug: string): number {
  const index = answers.asked.indexOf(slug);
  return (index === -1 ? answers.asked.length : index) + 1;
}
