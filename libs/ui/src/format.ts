import { Locale } from './locales';

const JAKARTA = 'Asia/Jakarta';

export const wholeNumber = (locale: Locale, amount: number): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(amount);

/** Written together, as Indonesian spelling has it: Rp1.200.000. */
export const rupiah = (locale: Locale, amount: number): string => `Rp${wholeNumber(locale, amount)}`;

const SCALES = [
  { from: 1_000_000_000, words: { id: 'miliar', en: 'billion', jv: 'milyar' } },
  { from: 1_000_000, words: { id: 'juta', en: 'million', jv: 'yuta' } },
] as const;

/** Round amounts as people say them: Rp4,8 miliar. */
export function spokenRupiah(locale: Locale, amount: number): string {
  const scale = SCALES.find(({ from }) => amount >= from);
  if (!scale) return rupiah(locale, amount);
  const figure = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(amount / scale.from);
  return `Rp${figure} ${scale.words[locale]}`;
}

/** @param day `YYYY-MM-DD` */
export const longDay = (locale: Locale, day: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

/** The day of a moment, in Western Indonesian Time. */
export const longDate = (locale: Locale, moment: Date): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: JAKARTA }).format(moment);

/** Day and time of a moment, in Western Indonesian Time. */
export const longMoment = (locale: Locale, moment: Date): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: JAKARTA }).format(moment);

/** The same to the second, for what happens within a minute. */
export const exactMoment = (locale: Locale, moment: Date): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone: JAKARTA }).format(moment);

/** A sentence goes on after a colon, so its first letter is a small one; short forms such as NIB stay as they are. */
export const afterColon = (text: string): string => (/^\p{Lu}(?!\p{Lu})/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);

/** What stands alone begins with a capital, though it may stand within a sentence elsewhere. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
