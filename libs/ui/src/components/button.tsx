import { ComponentChildren } from 'preact';
import { describedBy } from './field';

type Kind = 'primary' | 'secondary' | 'warning' | 'quiet';

interface ButtonProps {
  children: ComponentChildren;
  kind?: Kind;
  name?: string;
  value?: string;
  /** Where the error summary leads, for a button that was refused. */
  id?: string;
  /** Why it was refused, as an inline error of the id beside it says. */
  error?: string | undefined;
}

export const Button = ({ children, kind = 'primary', name, value, id, error }: ButtonProps) => (
  <button
    type="submit"
    class={`tombol ${kind}`}
    name={name}
    value={value}
    id={id}
    aria-describedby={id && describedBy({ name: id, error })}
  >
    {children}
  </button>
);

/** Leads on without changing anything: a link that looks like a button. */
export const LinkButton = ({ children, href, kind = 'primary' }: { children: ComponentChildren; href: string; kind?: Kind }) => (
  <a class={`tombol ${kind}`} href={href}>
    {children}
  </a>
);

export const ButtonRow = ({ children }: { children: ComponentChildren }) => <div class="tombol-tombol">{children}</div>;
