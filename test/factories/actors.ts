import { TEXT_VERSION } from './consents';

let count = 0;

/** The body that registers an eligible micro business in Kepanjen; every call makes another one. */
export const actorRequest = (changes: Record<string, unknown> = {}): Record<string, unknown> => {
  count += 1;
  const number = String(count).padStart(4, '0');
  return {
    name: `Usaha Contoh ${number}`,
    roles: ['business'],
    phone: `0899 9000 ${number}`,
    regionCode: '35.07.13.2001',
    status: 'active',
    matchingConsent: { textVersion: TEXT_VERSION, channel: 'web' },
    facts: { 'legality.nib': { value: true }, 'business.startedOn': { value: '2025-01-01' } },
    ...changes,
  };
};
