/** Indonesian and English. */
export interface Text {
  id: string;
  en: string;
}

/** Why a value is refused or doubted; `code` is stable, the text tells the person what to do. */
export interface Reason extends Text {
  code: string;
}

/** Outcome of a check: the value in its canonical form, or the reason why it cannot be. */
export type Checked<T = string> = { ok: true; value: T; warnings?: readonly Reason[] } | { ok: false; reason: Reason };

const LONGEST_ECHO = 40;

/** What was written, cut to a length that a sentence can hold. */
export const shortened = (text: string): string => (text.length > LONGEST_ECHO ? `${text.slice(0, LONGEST_ECHO)}…` : text);

export const refused = (code: string, id: string, en: string): { ok: false; reason: Reason } => ({
  ok: false,
  reason: { code, id, en },
});
