/** Indonesian and English. */
export interface Text {
  id: string;
  en: string;
}

/** One fault of a request: where (a JSON Pointer into the body, or a parameter's name) and how to mend it. */
export interface FieldFault {
  pointer: string;
  code: string;
  detail: Text;
}

/** What an error means to the caller; the edge maps each kind to one HTTP status. */
export type ErrorKind =
  'invalid' | 'unauthenticated' | 'forbidden' | 'notFound' | 'conflict' | 'gone' | 'precondition' | 'tooMany' | 'unavailable';

/** An expected refusal, with words for the person. Codes are stable, `NounAdjective`. */
export class DomainError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    readonly detail: Text,
    readonly extra: Readonly<Record<string, unknown>> & { errors?: readonly FieldFault[] } = {},
  ) {
    super(`${code}: ${detail.en}`);
    this.name = 'DomainError';
  }
}

export const notFound = (code: string, id: string, en: string): DomainError => new DomainError('notFound', code, { id, en });

/** @param extra further members of the problem; `pointer` names the field that causes the conflict */
export function conflict(code: string, id: string, en: string, extra: Record<string, unknown> & { pointer?: string } = {}): DomainError {
  const { pointer, ...rest } = extra;
  const detail = { id, en };
  return new DomainError('conflict', code, detail, { ...rest, ...(pointer && { errors: [{ pointer, code, detail }] }) });
}

export const forbidden = (code: string, id: string, en: string): DomainError => new DomainError('forbidden', code, { id, en });

/** @param retryAfter seconds until trying again can succeed */
export const tooMany = (code: string, id: string, en: string, retryAfter: number): DomainError =>
  new DomainError('tooMany', code, { id, en }, { retryAfter });

/** How long one waits, in the largest unit that still says it closely; never less than the wait. */
export function waitText(seconds: number): Text {
  const [unit, id, en] = UNITS.find(([length]) => seconds > 2 * length) ?? UNITS.at(-1)!;
  const count = Math.ceil(seconds / unit);
  return { id: `${count} ${id}`, en: `${count} ${en}${count === 1 ? '' : 's'}` };
}

const UNITS = [
  [3_600, 'jam', 'hour'],
  [60, 'menit', 'minute'],
  [1, 'detik', 'second'],
] as const;

/** @throws DomainError when there is at least one fault */
export function refuseFaults(errors: readonly FieldFault[]): void {
  if (errors.length === 0) return;
  const detail = { id: 'Ada isian yang perlu diperbaiki.', en: 'Some fields need correcting.' };
  throw new DomainError('invalid', 'RequestInvalid', detail, { errors });
}
