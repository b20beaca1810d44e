import { ComponentChildren } from 'preact';

/** Letters with a hyphen that are one name, such as P-IRT; and a slash, behind which a line may end. */
const JOINED = /((?<!\p{L})\p{Lu}{1,4}-\p{Lu}{1,4}(?!\p{L})|\/)/u;

/** A name that breaks between its words on a small phone: behind a slash, and not within short joined letters. */
export const Breakable = ({ children }: { children: string }) => (
  <>
    {children.split(JOINED).map((part, index) => {
      if (index % 2 === 0) return part;
      return part === '/' ? ['/', <wbr />] : <span class="utuh">{part}</span>;
    })}
  </>
);

/** What one page is about: there is one on each. */
export const Title = ({ children, caption }: { children: ComponentChildren; caption?: ComponentChildren }) => (
  <>
    {caption ? <p class="keterangan">{caption}</p> : null}
    <h1>{typeof children === 'string' ? <Breakable>{children}</Breakable> : children}</h1>
  </>
);

/** A part of a page under a heading of its own. */
export const Section = ({ id, title, children }: { id?: string; title: ComponentChildren; children: ComponentChildren }) => (
  <section class="bagian" id={id}>
    <h2>{title}</h2>
    {children}
  </section>
);
