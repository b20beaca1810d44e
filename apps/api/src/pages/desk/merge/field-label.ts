import { FACTS, labelOfValue } from '@sambung/reference';
import { Language } from '@sambung/ui';

const OWN = { name: 'assist.name', phone: 'merge.phone', regionCode: 'match.place', roles: 'match.kind' } as const;

const isOwn = (field: string): field is keyof typeof OWN => Object.hasOwn(OWN, field);

/** What a field of two records is called, their own fields and facts alike. */
export const fieldLabel = (field: string, { t, term }: Pick<Language, 't' | 'term'>): string =>
  isOwn(field) ? t(OWN[field]) : term(labelOfValue(FACTS[field]!));
