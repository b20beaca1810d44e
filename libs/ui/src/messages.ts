import { IntlMessageFormat } from 'intl-messageformat';
import { Locale } from './locales';
import en from './messages/en.json';
import id from './messages/id.json';
import jv from './messages/jv.json';
import officeEn from './messages/office.en.json';
import officeId from './messages/office.id.json';

/** Every message of the pages; the Indonesian catalogues are the source. */
export type MessageKey = keyof typeof id | keyof typeof officeId;
export type MessageValues = Readonly<Record<string, string | number | Date>>;
export type Translate = (key: MessageKey, values?: MessageValues) => string;
type Catalogue = Readonly<Record<MessageKey, string>>;

/** What owners see has three languages; offices work in Indonesian and English, and in Javanese see Indonesian. */
export const OWNER_CATALOGUES = { id, en, jv } as const;
export const OFFICE_CATALOGUES = { id: officeId, en: officeEn } as const;

/** A key that a language lacks does not compile; one that it has too many fails `messages.spec.ts`. */
export const CATALOGUES: Readonly<Record<Locale, Catalogue>> = {
  id: { ...id, ...officeId },
  en: { ...en, ...officeEn },
  jv: { ...officeId, ...jv },
};

const compiled = new Map<string, IntlMessageFormat>();

function format(locale: Locale, key: MessageKey, values: MessageValues): string {
  const name = `${locale} ${key}`;
  let message = compiled.get(name);
  if (!message) {
    message = new IntlMessageFormat(CATALOGUES[locale][key], locale);
    compiled.set(name, message);
  }
  return String(message.format(values));
}

/** Messages in one language. @throws FormatError when a value that the message names is not given */
export const t =
  (locale: Locale): Translate =>
  (key, values) => {
    const text = CATALOGUES[locale][key];
    return text.includes('{') ? format(locale, key, values ?? {}) : text;
  };

export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(CATALOGUES.id, key);
