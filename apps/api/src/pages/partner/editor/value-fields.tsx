import { FormNode } from '@sambung/offers';
import { FactDefinition } from '@sambung/reference';
import { Checkboxes, DateInput, errorOf, FieldError, Option, Select, Textarea, TextInput, useLanguage } from '@sambung/ui';
import { dayFields, listOf, textOf } from './form-tree';

interface ValueFieldsProps {
  row: FormNode;
  path: string;
  definition: FactDefinition;
  errors: readonly FieldError[];
  /** Label of the second field: the other end of a range. */
  upTo: string | null;
  /** Several may be written, one after the other. */
  many?: boolean;
}

const LONGEST = 2000;

/** What is chosen stands first, for browsers send choices in the order in which they stand. */
export function ordered(options: readonly Option[], chosen: readonly string[]): Option[] {
  const first = chosen.flatMap((value) => options.find((option) => option.value === value) ?? []);
  return [...first, ...options.filter(({ value }) => !chosen.includes(value))];
}

interface DayFieldProps extends Pick<ValueFieldsProps, 'row' | 'path' | 'errors'> {
  field: string;
  legend: string;
  hint?: string;
}

/** A day of a row: three numbers, as everywhere. */
export function DayField({ row, path, errors, field, legend, hint }: DayFieldProps) {
  const { t } = useLanguage();
  const name = `${path}-${field}`;
  const value = dayFields(textOf(row, field));
  return <DateInput name={name} legend={legend} hint={hint ?? t('editor.hint.date')} error={errorOf(errors, name)} value={value} />;
}

const DayFields = ({ upTo, ...day }: Omit<DayFieldProps, 'field' | 'legend'> & Pick<ValueFieldsProps, 'upTo'>) => {
  const { t } = useLanguage();
  return (
    <>
      <DayField {...day} field="nilai" legend={t(upTo ? 'editor.value' : 'editor.value.since')} />
      {upTo ? <DayField {...day} field="sampai" legend={upTo} /> : null}
    </>
  );
};

/** The value of a fact, in the control that suits its type. */
export function ValueFields({ row, path, definition, errors, upTo, many = false }: ValueFieldsProps) {
  const { t, term } = useLanguage();
  const name = `${path}-nilai`;
  const field = { name, label: t('editor.value'), error: errorOf(errors, name) };
  if (definition.type === 'boolean') {
    const options = (['ya', 'tidak'] as const).map((value) => ({ value, label: t(`editor.${value}`) }));
    return <Select {...field} placeholder={t('editor.choose')} value={textOf(row, 'nilai')} options={options} />;
  }
  if (definition.options) {
    const options = Object.entries(definition.options).map(([value, label]) => ({ value, label: term(label) }));
    const chosen = listOf(row, 'nilai');
    return <Checkboxes {...field} legend={field.label} options={ordered(options, chosen)} chosen={chosen} columns />;
  }
  if (definition.type === 'date') return <DayFields row={row} path={path} errors={errors} upTo={upTo} />;
  const hint = hintFor(definition, many);
  const text = textOf(row, 'nilai');
  if (many && definition.type !== 'integer')
    return <Textarea {...field} hint={hint && t(hint)} value={text} rows={2} maxLength={LONGEST} />;
  const unit = definition.unit === 'IDR' ? { prefix: 'Rp' } : {};
  const last = `${path}-sampai`;
  return (
    <>
      <TextInput {...field} hint={hint && t(hint)} value={text} size="medium" {...unit} />
      {upTo ? (
        <TextInput name={last} label={upTo} error={errorOf(errors, last)} value={textOf(row, 'sampai')} size="medium" {...unit} />
      ) : null}
    </>
  );
}

const HINTS = { region: 'editor.hint.region', code: 'editor.hint.code' } as const;

const hintFor = ({ type, unit }: FactDefinition, many: boolean) =>
  unit === 'IDR' ? ('editor.hint.rupiah' as const) : Object.hasOwn(HINTS, type) ? HINTS[type as keyof typeof HINTS] : many ? ('editor.hint.many' as const) : undefined; // prettier-ignore
