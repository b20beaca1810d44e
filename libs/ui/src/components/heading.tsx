import { ComponentChildren } from 'preact';

/** What one page is about: there is one on each. */
export const Title = ({ children, caption }: { children: ComponentChildren; caption?: ComponentChildren }) => (
  <>
    {caption ? <p class="keterangan">{caption}</p> : null}
    <h1>{children}</h1>
  </>
);

/** A part of a page under a heading of its own. */
export const Section = ({ id, title, children }: { id?: string; title: ComponentChildren; children: ComponentChildren }) => (
  <section class="bagian" id={id}>
    <h2>{title}</h2>
    {children}
  </section>
);
