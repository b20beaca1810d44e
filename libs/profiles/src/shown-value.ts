import { FACTS } from '@sambung/reference';

/** Keeps the ends of a text and hides its middle. */
export const masked = (text: string, head: number, tail: number): string =>
  `${text.slice(0, head)}${'•'.repeat(Math.max(text.length - head - tail, 3))}${text.slice(-tail)}`;

/** A value as anybody may see it: of identifiers of a person only the ends. */
export function shownValue<T>(key: string, value: T): T | string {
  const definition = FACTS[key];
  return definition?.sensitive && definition.identifier && typeof value === 'string' ? masked(value, 4, 4) : value;
}
