import { ComponentChildren } from 'preact';

export const FORM_TOKEN_FIELD = '_token';

/** A form that works without scripts; the server checks, so the browser's own messages stay away. */
export const Form = ({ action, token, children }: { action: string; token: string; children: ComponentChildren }) => (
  <form method="post" action={action} novalidate>
    <input type="hidden" name={FORM_TOKEN_FIELD} value={token} />
    {children}
  </form>
);
