import { ComponentChildren } from 'preact';

export const FORM_TOKEN_FIELD = '_token';

interface FormProps {
  action: string;
  token: string;
  /** Its last field is a file. */
  hasFile?: boolean;
  children: ComponentChildren;
}

/** A form that works without scripts; the server checks, so the browser's own messages stay away. */
export const Form = ({ action, token, hasFile, children }: FormProps) => (
  <form method="post" action={action} enctype={hasFile ? 'multipart/form-data' : undefined} novalidate>
    <input type="hidden" name={FORM_TOKEN_FIELD} value={token} />
    {children}
  </form>
);
