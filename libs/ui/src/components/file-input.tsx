import { described, Field, FieldProps } from './field';

interface FileInputProps extends FieldProps {
  /** Types and endings that the browser offers first, as in `image/*,.pdf`. */
  accept: string;
}

/** One file. It must be the last field of a `Form` that `hasFile`. */
export const FileInput = (field: FileInputProps) => (
  <Field {...field}>
    <input type="file" class="berkas" id={field.name} name={field.name} accept={field.accept} {...described(field)} />
  </Field>
);
