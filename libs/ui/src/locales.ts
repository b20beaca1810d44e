/** Languages of the pages: Indonesian is the source, Javanese covers what owners see. */
export const LOCALES = ['id', 'en', 'jv'] as const;
export type Locale = (typeof LOCALES)[number];

export const isLocale = (text: unknown): text is Locale => (LOCALES as readonly unknown[]).includes(text);

/** The first language of an Accept-Language header that we speak; Indonesian when there is none. */
export function preferredLocale(header: string | undefined): Locale {
  const ranges = (header ?? '').split(',').map((range) => range.trim().slice(0, 2).toLowerCase());
  return ranges.find(isLocale) ?? 'id';
}
