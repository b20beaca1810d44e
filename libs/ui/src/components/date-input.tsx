import { useLanguage } from '../language';
import { described } from './field';
import { Fieldset, FieldsetProps } from './fieldset';

export interface DateValue {
  day: string;
  month: string;
  year: string;
}

/** Names of the three fields, in the order in which they are read. */
export const dateFields = (name: string): Record<keyof DateValue, string> => ({ day: name, month: `${name}-bulan`, year: `${name}-tahun` });

const PARTS = ['day', 'month', 'year'] as const;
const MESSAGES = { day: 'date.day', month: 'date.month', year: 'date.year' } as const;

/** Three numbers: never a picker, which is slow on phones and hard without sight. */
export function DateInput({ value, birthday, ...question }: Omit<FieldsetProps, 'children'> & { value: DateValue; birthday?: boolean }) {
  const { t } = useLanguage();
  const fields = dateFields(question.name);
  return (
    <Fieldset {...question}>
      <div class="tanggal">
        {PARTS.map((part) => (
          <div key={part}>
            <label for={fields[part]}>{t(MESSAGES[part])}</label>
            <input
              class={part === 'year' ? 'masukan empat' : 'masukan dua'}
              id={fields[part]}
              name={fields[part]}
              value={value[part]}
              type="text"
              inputmode="numeric"
              maxlength={4}
              autocomplete={birthday ? `bday-${part}` : 'off'}
              {...described({ name: question.name, error: question.error })}
            />
          </div>
        ))}
      </div>
    </Fieldset>
  );
}
