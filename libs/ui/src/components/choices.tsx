import { Fieldset, FieldsetProps } from './fieldset';

export interface Option {
  value: string;
  label: string;
  hint?: string | undefined;
  /** Stands apart from the others, such as "none of these". */
  apart?: boolean;
}

type ChoicesProps = Omit<FieldsetProps, 'children'> & {
  options: readonly Option[];
  chosen: readonly string[];
  /** Short options stand in two columns where there is room. */
  columns?: boolean;
};

function Choice({
  option,
  type,
  name,
  id,
  chosen,
}: {
  option: Option;
  type: 'radio' | 'checkbox';
  name: string;
  id: string;
  chosen: boolean;
}) {
  const { value, label, hint, apart } = option;
  const about = hint ? `${id}-ket` : undefined;
  return (
    <div class={apart ? 'pilihan pisah' : 'pilihan'}>
      <input type={type} id={id} name={name} value={value} checked={chosen} aria-describedby={about} />
      <label for={id}>{label}</label>
      {hint ? (
        <p class="petunjuk" id={about}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}

/** The first option carries the name as its id: it is where the error summary leads. */
function Choices({ type, options, chosen, columns, ...question }: ChoicesProps & { type: 'radio' | 'checkbox' }) {
  const { name } = question;
  return (
    <Fieldset {...question}>
      <div class={columns ? 'pilihan-pilihan lajur' : 'pilihan-pilihan'}>
        {options.map((option, index) => (
          <Choice
            key={option.value}
            option={option}
            type={type}
            name={name}
            id={index === 0 ? name : `${name}-${index}`}
            chosen={chosen.includes(option.value)}
          />
        ))}
      </div>
    </Fieldset>
  );
}

export const Radios = (props: ChoicesProps) => <Choices type="radio" {...props} />;

export const Checkboxes = (props: ChoicesProps) => <Choices type="checkbox" {...props} />;
