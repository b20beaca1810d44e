import { Text } from '@sambung/reference';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { Locale } from './locales';
import { t, Translate } from './messages';
import { termIn } from './terms';

/** What a component needs to speak: messages of the catalogue and words of the code lists. */
export interface Language {
  locale: Locale;
  t: Translate;
  term: (text: Text) => string;
}

export const languageOf = (locale: Locale): Language => ({ locale, t: t(locale), term: (text) => termIn(locale, text) });

export const LanguageContext = createContext<Language>(languageOf('id'));

export const useLanguage = (): Language => useContext(LanguageContext);
