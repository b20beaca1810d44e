import { ConditionProperties, Engine } from 'json-rules-engine';
import { PlainOffer, PlainProfile } from './invented-market';

function conditionsOf(offer: PlainOffer): ConditionProperties[] {
  const all: ConditionProperties[] = [{ fact: 'region', operator: 'startsWith', value: offer.area }];
  if (offer.roles.length > 0) all.push({ fact: 'roles', operator: 'overlaps', value: offer.roles });
  if (offer.sectors) all.push({ fact: 'sector', operator: 'startsWithAny', value: offer.sectors });
  if (offer.turnoverUpTo) all.push({ fact: 'turnover', operator: 'lessThanInclusive', value: offer.turnoverUpTo });
  if (offer.workersUpTo) all.push({ fact: 'workers', operator: 'lessThanInclusive', value: offer.workersUpTo });
  for (const fact of offer.documents) all.push({ fact, operator: 'equal', value: true });
  if (offer.noCredit) all.push({ fact: 'credit', operator: 'equal', value: false });
  if (offer.monthsFrom) all.push({ fact: 'months', operator: 'greaterThanInclusive', value: offer.monthsFrom });
  if (offer.ageFrom) all.push({ fact: 'age', operator: 'greaterThanInclusive', value: offer.ageFrom });
  if (offer.ageTo) all.push({ fact: 'age', operator: 'lessThanInclusive', value: offer.ageTo });
  if (offer.women) all.push({ fact: 'sex', operator: 'equal', value: 'female' });
  return all;
}

/** json-rules-engine with one rule an offer. It is two-valued: only complete profiles and offers without an officer's check can be compared. */
export function jsonRulesEngine(offers: readonly PlainOffer[]): (profile: PlainProfile) => Promise<ReadonlySet<string>> {
  const engine = new Engine();
  engine.addOperator('startsWith', (actual: string, prefix: string) => actual.startsWith(prefix));
  engine.addOperator('startsWithAny', (actual: string, prefixes: string[]) => prefixes.some((prefix) => actual.startsWith(prefix)));
  engine.addOperator('overlaps', (actual: string[], wanted: string[]) => wanted.some((item) => actual.includes(item)));
  for (const offer of offers) engine.addRule({ conditions: { all: conditionsOf(offer) }, event: { type: offer.id } });
  return async ({ documents, ...profile }) => {
    const { events } = await engine.run({ ...profile, ...documents });
    return new Set(events.map(({ type }) => type));
  };
}
