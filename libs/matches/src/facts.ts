import { canonicalJson, CheckRecord, Fact, Situation } from '@sambung/matching';
import { CATALOGUE } from '@sambung/offers';
import { Actor, FactRow, OfficerCheckRow, shownValue } from '@sambung/profiles';
import { deriveFacts } from '@sambung/reference';
import { hash } from 'node:crypto';

/** A profile as it is stored. */
export interface Profile {
  actor: Pick<Actor, 'id' | 'roles' | 'regionCode'>;
  facts: readonly Pick<FactRow, 'key' | 'value' | 'level' | 'observedAt' | 'validUntil' | 'source'>[];
  checks: readonly Pick<OfficerCheckRow, 'checkId' | 'value' | 'reason'>[];
}

const toFact = ({ value, level, observedAt, validUntil, source }: Profile['facts'][number]): Fact => ({
  value,
  level,
  observedAt,
  validUntil,
  source,
});

/** Of identifiers of a person the engine learns no more than that they are there: what it reads is shown and stored. */
const shown = (facts: Readonly<Record<string, Fact>>): Record<string, Fact> =>
  Object.fromEntries(
    Object.entries(facts).map(([key, fact]) => {
      const value = shownValue(key, fact.value);
      return [key, value === fact.value ? fact : { ...fact, value }];
    }),
  );

/** The one translation of a stored profile into what the engine reads. */
export function toSituation({ actor, facts, checks }: Profile, asOf: string): Situation {
  const own: Record<string, Fact> = {
    'actor.roles': { value: actor.roles, level: 'registry', source: 'actor' },
    'actor.region': { value: actor.regionCode, level: 'registry', source: 'actor' },
  };
  const stated = Object.fromEntries(facts.map((fact) => [fact.key, toFact(fact)]));
  const records = checks.map(({ checkId, value, reason }): [string, CheckRecord] => [checkId, { value, reason }]);
  return {
    facts: shown(deriveFacts({ ...stated, ...own }, asOf)),
    checks: Object.fromEntries(records),
    asOf,
    catalogue: CATALOGUE,
  };
}

export const sha256 = (value: unknown): string => hash('sha256', canonicalJson(value));

/** Names what an evaluation was made from. Danger: not for the database, where few unknown values could be guessed from it. */
export const factsHash = ({ facts, checks }: Situation): string => sha256({ facts, checks });
