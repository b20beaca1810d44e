import { ComponentChildren } from 'preact';

type Kind = 'primary' | 'secondary' | 'warning' | 'quiet';

interface ButtonProps {
  children: ComponentChildren;
  kind?: Kind;
  name?: string;
  value?: string;
}

export const Button = ({ children, kind = 'primary', name, value }: ButtonProps) => (
  <button type="submit" class={`tombol ${kind}`} name={name} value={value}>
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
