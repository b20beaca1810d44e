import { useLanguage } from '../language';

export interface FieldError {
  /** Name of the field, which is the id it leads to. */
  field: string;
  text: string;
}

/** Everything that is wrong, with the words that stand beside each field. Takes the focus without a script. */
export function ErrorSummary({ errors }: { errors: readonly FieldError[] }) {
  const { t } = useLanguage();
  if (errors.length === 0) return null;
  return (
    <div class="ringkasan-salah" role="alert" tabindex={-1} autofocus aria-labelledby="ringkasan-salah">
      <h2 id="ringkasan-salah">{t('error.summary')}</h2>
      <ul>
        {errors.map(({ field, text }) => (
          <li key={field}>
            <a href={`#${field}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

export const errorOf = (errors: readonly FieldError[], field: string): string | undefined =>
  errors.find((error) => error.field === field)?.text;
