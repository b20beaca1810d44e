import { StoredValue } from '@sambung/profiles';
import { FactDefinition, FACTS } from '@sambung/reference';
import {
  Checkboxes,
  DateInput,
  DateValue,
  errorOf,
  FieldError,
  Language,
  Option,
  Radios,
  RupiahInput,
  spokenRupiah,
  TextInput,
  useLanguage,
} from '@sambung/ui';
import { FormBody, listIn, textIn } from '../web/form';
import { hintOf, questionOf } from './fact-questions';
import { dateIn, FIELD, NOTHING, TURNOVER_BANDS, UNKNOWN } from './read-fact';

interface FactFieldsProps {
  fact: string;
  value: StoredValue | undefined;
  sent: FormBody | null;
  errors: readonly FieldError[];
}

const MONTHS_A_YEAR = 12;

/** Each band in words, with what it means a month for the smallest. */
const bandOptions = ({ t, locale }: Language): Option[] =>
  TURNOVER_BANDS.map(({ value, min, max }, index) => {
    const from = spokenRupiah(locale, min === 0 ? 0 : min - 1);
    if (max === undefined) return { value, label: t('ask.turnover.over', { from }) };
    const to = spokenRupiah(locale, max);
    const month = spokenRupiah(locale, max / MONTHS_A_YEAR);
    return { value, label: index === 0 ? t('ask.turnover.upTo', { to, month }) : t('ask.turnover.between', { from, to }) };
  });

function optionsOf(fact: string, { type, options = {} }: FactDefinition, language: Language): Option[] {
  const { t, term } = language;
  if (fact === 'business.turnover') return bandOptions(language);
  if (type === 'boolean') return [{ value: 'ya', label: t('answer.yes') }, { value: 'tidak', label: t('answer.no') }]; // prettier-ignore
  return Object.entries(options).map(([value, label]) => ({ value, label: term(label) }));
}

/** How a stored value stands in the form. */
function chosenOf(value: StoredValue | undefined): string[] {
  if (value === undefined) return [];
  if (typeof value === 'boolean') return [value ? 'ya' : 'tidak'];
  if (Array.isArray(value)) return value.length === 0 ? [NOTHING] : value;
  if (typeof value === 'object') return [`${value.min ?? 0}-${value.max ?? ''}`];
  return [String(value)];
}

function storedDate(value: StoredValue | undefined): DateValue {
  const [year = '', month = '', day = ''] = typeof value === 'string' ? value.split('-') : [];
  return { day, month, year };
}

/** The control that suits the type of a fact, under its question. */
export function FactFields({ fact, value, sent, errors }: FactFieldsProps) {
  const language = useLanguage();
  const { t } = language;
  const definition = FACTS[fact]!;
  const hint = hintOf(fact);
  const words = t(questionOf(fact));
  const question = { name: FIELD, legend: words, hint: hint && t(hint), error: errorOf(errors, FIELD), isTitle: true };
  const unknown = { value: UNKNOWN, label: t('answer.unknown'), apart: true };
  const chosen = sent ? listIn(sent, FIELD) : chosenOf(value);
  if (definition.type === 'date') {
    return <DateInput {...question} value={sent ? dateIn(sent) : storedDate(value)} birthday={fact === 'owner.birthDate'} />;
  }
  if (definition.type === 'choices') {
    const none = { value: NOTHING, label: t('ask.choices.none'), apart: true };
    return <Checkboxes {...question} options={[...optionsOf(fact, definition, language), none]} chosen={chosen} />;
  }
  if (definition.type === 'integer' && fact !== 'business.turnover') {
    const field = { ...question, label: words, value: sent ? textIn(sent, FIELD) : (chosen[0] ?? '') };
    if (definition.unit === 'IDR') return <RupiahInput {...field} />;
    return <TextInput {...field} inputMode="numeric" size="short" suffix={unitOf(definition, language)} />;
  }
  return <Radios {...question} options={[...optionsOf(fact, definition, language), unknown]} chosen={chosen} />;
}

function unitOf({ unit }: FactDefinition, { t }: Language): string | undefined {
  if (unit === 'days') return t('unit.days');
  return unit === 'persons' ? t('unit.persons') : undefined;
}

/** Whether the control has no "I do not know" of its own, so that the page offers to skip. */
export const needsSkip = (fact: string): boolean => {
  const { type } = FACTS[fact]!;
  return type === 'date' || type === 'choices' || (type === 'integer' && fact !== 'business.turnover');
};
