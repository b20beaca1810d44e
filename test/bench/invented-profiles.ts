import { Profile } from '@sambung/matches';
import { ImportRecord } from '@sambung/profiles';

/** An invented actor as the engine reads it, without a database. */
export const toProfile = ({ roles, regionCode, facts }: ImportRecord, index: number): Profile => ({
  actor: { id: String(index), roles: roles as never, regionCode },
  facts: Object.entries(facts!).map(([key, fact]) => ({
    key,
    value: (fact as { value: never }).value,
    level: 'declared' as const,
    observedAt: '2026-11-22',
    validUntil: null,
    source: '',
  })),
  checks: [],
});
