import { DomainError } from '@sambung/errors';
import { isMessageKey, languageOfText } from '@sambung/ui';
import { Visit } from './visit';

/** Why a service refused, in its own words: of a form with one field, what is wrong with that. */
export const refusalText = ({ locale }: Visit, { detail, extra }: DomainError): string =>
  (extra.errors?.[0]?.detail ?? detail)[languageOfText(locale)];

/** Why a service refused, in the words of the pages where they have some. @throws the error when it is no refusal */
export function faultText({ t, locale }: Visit, error: unknown): string {
  if (!(error instanceof DomainError)) throw error;
  const key = `fault.${error.code}`;
  return isMessageKey(key) ? t(key) : error.detail[languageOfText(locale)];
}
