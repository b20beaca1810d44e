import { ComponentChildren } from 'preact';
import { useLanguage } from '../language';

/** What every field has. The name is also its id, so that the error summary can link to it. */
export interface FieldProps {
  name: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** The label is the heading of the page. */
  isTitle?: boolean;
}

const hintId = (name: string): string => `${name}-petunjuk`;
const errorId = (name: string): string => `${name}-kesalahan`;

export const describedBy = ({ name, hint, error }: Pick<FieldProps, 'name' | 'hint' | 'error'>): string | undefined =>
  [hint && hintId(name), error && errorId(name)].filter(Boolean).join(' ') || undefined;

/** ARIA attributes of a control. */
export const described = (field: Pick<FieldProps, 'name' | 'hint' | 'error'>) => ({
  'aria-describedby': describedBy(field),
  'aria-invalid': field.error ? ('true' as const) : undefined,
});

export const Hint = ({ name, children }: { name: string; children?: ComponentChildren }) =>
  children ? (
    <p class="petunjuk" id={hintId(name)}>
      {children}
    </p>
  ) : null;

export function InlineError({ name, error }: { name: string; error?: string | undefined }) {
  const { t } = useLanguage();
  if (!error) return null;
  return (
    <p class="kesalahan" id={errorId(name)}>
      <span class="senyap">{t('error.word')} </span>
      {error}
    </p>
  );
}

/** Label, hint, error and control of one field, in this order. */
export const Field = ({ name, label, hint, error, isTitle, children }: FieldProps & { children: ComponentChildren }) => (
  <div class={error ? 'isian salah' : 'isian'}>
    {isTitle ? (
      <h1>
        <label for={name}>{label}</label>
      </h1>
    ) : (
      <label class="label" for={name}>
        {label}
      </label>
    )}
    <Hint name={name}>{hint}</Hint>
    <InlineError name={name} error={error} />
    {children}
  </div>
);
