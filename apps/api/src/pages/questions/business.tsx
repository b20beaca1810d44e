import { MIGRANT_STATUSES, PRODUCTS } from '@sambung/reference';
import { Checkboxes, errorOf, MessageKey, TextInput, Title, useLanguage } from '@sambung/ui';
import { listIn, textIn } from '../web/form';
import { Question, QuestionProps, refused, termsOf, withFacts } from './question';

const LONGEST_NAME = 200;
const CONTROL = /\p{Cc}/u;

/** What a word of the offices means, where it does not say so itself. */
const STATUS_HINTS: Readonly<Record<string, MessageKey>> = {
  prospective: 'migrant.prospective.hint',
  active: 'migrant.active.hint',
  returned: 'migrant.returned.hint',
  family: 'migrant.family.hint',
};

const known = (options: object, values: readonly string[]): string[] => values.filter((value) => Object.hasOwn(options, value)).sort();
const factList = (value: unknown): string[] => (Array.isArray(value) ? (value as string[]) : []);

function BusinessFields({ answers, sent, errors }: QuestionProps) {
  const { t, term } = useLanguage();
  return (
    <>
      <Title>{t('business.title')}</Title>
      <TextInput
        name="nama"
        label={t('business.name')}
        hint={t('business.name.hint')}
        error={errorOf(errors, 'nama')}
        value={sent ? textIn(sent, 'nama') : (answers.name ?? '')}
        autocomplete="organization"
        maxLength={LONGEST_NAME}
      />
      <Checkboxes
        name="produk"
        legend={t('business.products')}
        hint={t('business.products.hint')}
        error={errorOf(errors, 'produk')}
        options={Object.entries(PRODUCTS).map(([value, label]) => ({ value, label: term(label) }))}
        chosen={sent ? listIn(sent, 'produk') : factList(answers.facts['business.products'])}
        columns
      />
    </>
  );
}

export const BUSINESS: Question = {
  slug: 'usaha',
  name: 'step.business',
  why: 'business.why',
  facts: ['business.products'],
  mayBeSkipped: true,
  concerns: ({ roles }) => roles.some((role) => role !== 'migrant'),
  read(form, answers) {
    const name = textIn(form, 'nama');
    if (name.length > LONGEST_NAME) return refused('nama', 'fault.NameLong', { most: LONGEST_NAME });
    if (CONTROL.test(name)) return refused('nama', 'fault.NotText');
    const products = known(PRODUCTS, listIn(form, 'produk'));
    return { answers: withFacts({ ...answers, name: name || null }, { 'business.products': products.length > 0 ? products : undefined }) };
  },
  told: ({ name, facts }, language) => [name, termsOf(facts['business.products'], PRODUCTS, language)].filter(Boolean).join(' – '),
  Fields: BusinessFields,
};

function MigrantFields({ answers, sent, errors }: QuestionProps) {
  const { t, term } = useLanguage();
  return (
    <Checkboxes
      name="pmi"
      legend={t('migrant.title')}
      hint={t('migrant.hint')}
      error={errorOf(errors, 'pmi')}
      isTitle
      options={Object.entries(MIGRANT_STATUSES).map(([value, label]) => {
        const hint = STATUS_HINTS[value];
        return { value, label: term(label), hint: hint && t(hint) };
      })}
      chosen={sent ? listIn(sent, 'pmi') : factList(answers.facts['migrant.statuses'])}
    />
  );
}

export const MIGRANT: Question = {
  slug: 'pmi',
  name: 'step.migrant',
  why: 'migrant.why',
  facts: ['migrant.statuses'],
  mayBeSkipped: true,
  concerns: ({ roles }) => roles.includes('migrant'),
  read(form, answers) {
    const statuses = known(MIGRANT_STATUSES, listIn(form, 'pmi'));
    return statuses.length === 0
      ? refused('pmi', 'fault.AnswersMissing')
      : { answers: withFacts(answers, { 'migrant.statuses': statuses }) };
  },
  told: ({ facts }, language) => termsOf(facts['migrant.statuses'], MIGRANT_STATUSES, language),
  Fields: MigrantFields,
};
