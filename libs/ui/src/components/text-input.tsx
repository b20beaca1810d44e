import { described, Field, FieldProps } from './field';

export interface TextInputProps extends FieldProps {
  value: string;
  type?: 'text' | 'tel' | 'email' | 'password' | 'search';
  inputMode?: 'text' | 'numeric' | 'tel' | 'email';
  autocomplete?: string;
  spellcheck?: boolean;
  maxLength?: number;
  /** Shown before the input, such as Rp; not part of the value. */
  prefix?: string;
  /** Shown after the input, such as a unit. */
  suffix?: string;
  /** Expected length, so that the box shows how much is asked. */
  size?: 'short' | 'medium' | 'full';
}

export function TextInput(props: TextInputProps) {
  const {
    name,
    value,
    type = 'text',
    inputMode,
    autocomplete = 'off',
    spellcheck = false,
    maxLength,
    prefix,
    suffix,
    size = 'full',
  } = props;
  const input = (
    <input
      class={`masukan ${size}`}
      id={name}
      name={name}
      type={type as 'text'}
      value={value}
      inputmode={inputMode}
      autocomplete={autocomplete}
      spellcheck={spellcheck}
      maxlength={maxLength}
      {...described(props)}
    />
  );
  return (
    <Field {...props}>
      {prefix || suffix ? (
        <div class="berimbuh">
          {prefix ? <span aria-hidden="true">{prefix}</span> : null}
          {input}
          {suffix ? <span aria-hidden="true">{suffix}</span> : null}
        </div>
      ) : (
        input
      )}
    </Field>
  );
}

/** An amount of money; the server reads 5.000.000, 5jt and 5 juta alike. */
export const RupiahInput = (props: Omit<TextInputProps, 'prefix' | 'inputMode' | 'type'>) => (
  <TextInput {...props} prefix="Rp" size="medium" />
);
