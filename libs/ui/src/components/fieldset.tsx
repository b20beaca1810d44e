import { ComponentChildren } from 'preact';
import { describedBy, Hint, InlineError } from './field';

export interface FieldsetProps {
  name: string;
  legend: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** The question is the heading of the page. */
  isTitle?: boolean;
  children: ComponentChildren;
}

/** A question answered by several controls. */
export const Fieldset = ({ name, legend, hint, error, isTitle, children }: FieldsetProps) => (
  <fieldset class={error ? 'isian salah' : 'isian'} aria-describedby={describedBy({ name, hint, error })}>
    <legend class={isTitle ? 'judul' : 'label'}>{isTitle ? <h1>{legend}</h1> : legend}</legend>
    <Hint name={name}>{hint}</Hint>
    <InlineError name={name} error={error} />
    {children}
  </fieldset>
);
