import { useLanguage } from '../language';
import { described, Field, FieldProps } from './field';

/** A text of several lines; the limit is said before writing, the browser enforces it. */
export function Textarea({ value, rows = 5, maxLength, ...field }: FieldProps & { value: string; rows?: number; maxLength: number }) {
  const { t } = useLanguage();
  const limit = t('textarea.limit', { count: maxLength });
  const hint = field.hint ? `${field.hint} ${limit}` : limit;
  return (
    <Field {...field} hint={hint}>
      <textarea class="masukan full" id={field.name} name={field.name} rows={rows} maxlength={maxLength} {...described({ ...field, hint })}>
        {value}
      </textarea>
    </Field>
  );
}
