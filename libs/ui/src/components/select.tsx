import { described, Field, FieldProps } from './field';

export interface SelectOption {
  value: string;
  label: string;
}

export interface SelectGroup {
  label: string;
  options: readonly SelectOption[];
}

export interface SelectProps extends FieldProps {
  value: string;
  /** The first, empty option. */
  placeholder: string;
  options?: readonly SelectOption[];
  groups?: readonly SelectGroup[];
  /** Stand after the groups. */
  last?: readonly SelectOption[];
}

const Options = ({ options, value }: { options: readonly SelectOption[]; value: string }) => (
  <>
    {options.map((option) => (
      <option key={option.value} value={option.value} selected={option.value === value}>
        {option.label}
      </option>
    ))}
  </>
);

export const Select = ({ value, placeholder, options = [], groups = [], last = [], ...field }: SelectProps) => (
  <Field {...field}>
    <select class="masukan medium" id={field.name} name={field.name} {...described(field)}>
      <option value="">{placeholder}</option>
      <Options options={options} value={value} />
      {groups.map((group) => (
        <optgroup key={group.label} label={group.label}>
          <Options options={group.options} value={value} />
        </optgroup>
      ))}
      <Options options={last} value={value} />
    </select>
  </Field>
);
