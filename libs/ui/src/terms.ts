import { Text } from '@sambung/reference';
import { Locale } from './locales';
import javanese from './messages/terms.jv.json';

const JAVANESE: Readonly<Record<string, string>> = javanese;

/** A word of the code lists in the page's language. Javanese is looked up by the Indonesian word, and falls back to it. */
export const termIn = (locale: Locale, text: Text): string => (locale === 'jv' ? (JAVANESE[text.id] ?? text.id) : text[locale]);

export const hasJavanese = (text: Text): boolean => Object.hasOwn(JAVANESE, text.id);

/** The language in which a text that only has Indonesian and English is shown. */
export const languageOfText = (locale: Locale): 'id' | 'en' => (locale === 'en' ? 'en' : 'id');
