import { DraftAnswers } from '@sambung/profiles';
import { Text } from '@sambung/reference';
import { FieldError, Language, MessageKey, MessageValues, Translate } from '@sambung/ui';
import type { ComponentChildren } from 'preact';
import { FormBody } from '../web/form';

/** What is wrong with a field of a form. */
export interface Fault {
  field: string;
  key: MessageKey;
  values?: MessageValues;
}

/** A form as it was understood: the new answers, or everything that is wrong with it. */
export type Reading = { answers: DraftAnswers } | { faults: readonly Fault[] };

export interface QuestionProps {
  answers: DraftAnswers;
  /** What was sent, when it has to be corrected. */
  sent: FormBody | null;
  errors: readonly FieldError[];
}

/** One page of questions that belong together. */
export interface Question {
  slug: string;
  /** Names it in lists and in the browser's tab. */
  name: MessageKey;
  why: MessageKey;
  /** Keys of the facts that its answer sets. */
  facts: readonly string[];
  /** Whether the visitor may pass it by. */
  mayBeSkipped: boolean;
  concerns(answers: DraftAnswers): boolean;
  read(form: FormBody, answers: DraftAnswers): Reading;
  /** The answer in words; empty when there is none. */
  told(answers: DraftAnswers, language: Language): string;
  Fields: (props: QuestionProps) => ComponentChildren;
}

export const refused = (field: string, key: MessageKey, values?: MessageValues): Reading => ({
  faults: [{ field, key, ...(values && { values }) }],
});

export const errorsOf = (faults: readonly Fault[], t: Translate): FieldError[] =>
  faults.map(({ field, key, values }) => ({ field, text: t(key, values) }));

/** Sets some facts and forgets those that are undefined. */
export function withFacts(
  answers: DraftAnswers,
  changes: Readonly<Record<string, DraftAnswers['facts'][string] | undefined>>,
): DraftAnswers {
  const known = Object.entries({ ...answers.facts, ...changes }).filter(([, value]) => value !== undefined);
  return { ...answers, facts: Object.fromEntries(known) as DraftAnswers['facts'] };
}

/** Codes of a list as people read them. */
export const termsOf = (codes: unknown, options: Readonly<Record<string, Text>>, { term }: Language): string =>
  Array.isArray(codes) ? codes.map((code: string) => term(options[code] ?? { id: code, en: code })).join(', ') : '';
