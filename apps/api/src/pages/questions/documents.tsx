import { LEGALITY_DOCUMENTS } from '@sambung/reference';
import { DraftAnswers } from '@sambung/profiles';
import { Checkboxes, errorOf, useLanguage } from '@sambung/ui';
import { listIn } from '../web/form';
import { Question, QuestionProps, refused, termsOf, withFacts } from './question';

const FIELD = 'dokumen';
const NONE = 'belum';
const UNSURE = 'ragu';

const COMMON = ['nib', 'npwp', 'bankAccount', 'sku', 'pirt', 'halal'] as const;
const OF_COOPERATIVES = ['legalEntity', 'cooperativeNumber'] as const;
type Document = (typeof COMMON)[number] | (typeof OF_COOPERATIVES)[number];

const documentsOf = ({ roles }: Pick<DraftAnswers, 'roles'>): readonly Document[] =>
  roles.includes('cooperative') ? [...COMMON, ...OF_COOPERATIVES] : COMMON;

const factOf = (document: Document): string => `legality.${document}`;

function storedChoice(answers: DraftAnswers): string[] {
  const asked = documentsOf(answers);
  const values = asked.map((document) => answers.facts[factOf(document)]);
  const owned = asked.filter((_, index) => values[index] === true);
  if (!answers.asked.includes('kesiapan')) return [];
  if (owned.length === 0 && values.every((value) => value === false)) return [NONE];
  return values.includes(undefined) ? [...owned, UNSURE] : owned;
}

function Fields({ answers, sent, errors }: QuestionProps) {
  const { t, term } = useLanguage();
  const documents = documentsOf(answers).map((value) => ({
    value,
    label: value === 'legalEntity' ? t('documents.legalEntity') : term(LEGALITY_DOCUMENTS[value]!),
    hint: t(`documents.${value}.hint`),
  }));
  return (
    <Checkboxes
      name={FIELD}
      legend={t('documents.ask')}
      hint={t('documents.hint')}
      error={errorOf(errors, FIELD)}
      isTitle
      options={[
        ...documents,
        { value: NONE, label: t('documents.ask.none'), apart: true },
        { value: UNSURE, label: t('documents.unsure') },
      ]}
      chosen={sent ? listIn(sent, FIELD) : storedChoice(answers)}
    />
  );
}

export const DOCUMENTS: Question = {
  slug: 'kesiapan',
  name: 'step.documents',
  why: 'documents.why',
  facts: [...COMMON, ...OF_COOPERATIVES].map(factOf),
  mayBeSkipped: true,
  concerns: () => true,
  read(form, answers) {
    const ticked = listIn(form, FIELD);
    if (ticked.length === 0) return refused(FIELD, 'fault.DocumentsMissing');
    if (ticked.includes(NONE) && ticked.length > 1) return refused(FIELD, 'fault.AnswersContradict');
    const others = ticked.includes(UNSURE) ? undefined : false;
    const facts = documentsOf(answers).map((document) => [factOf(document), ticked.includes(document) ? true : others] as const);
    return { answers: withFacts(answers, Object.fromEntries(facts)) };
  },
  told(answers, language) {
    const known = documentsOf(answers).filter((document) => answers.facts[factOf(document)] !== undefined);
    const owned = known.filter((document) => answers.facts[factOf(document)] === true);
    if (owned.length === 0) return known.length === 0 ? '' : language.t('documents.ask.none');
    return termsOf(owned, LEGALITY_DOCUMENTS, language);
  },
  Fields,
};
