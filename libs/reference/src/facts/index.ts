import { ROLES } from '../code-lists';
import { BUSINESS_FACTS } from './business-facts';
import { choices, FactDefinition, region } from './definition';
import { FINANCE_FACTS } from './finance-facts';
import { LEGALITY_FACTS } from './legality-facts';
import { ORGANISATION_FACTS } from './organisation-facts';
import { PERSON_FACTS } from './person-facts';

/** Facts that every actor has by being registered. */
const ACTOR_FACTS = {
  'actor.roles': choices('Jenis pelaku', 'Kind of actor', ROLES, { derived: true }),
  'actor.region': region('Wilayah usaha', 'Business region', { derived: true }),
};

/** Every fact that a profile may hold and a rule may read, by key. */
export const FACTS: Readonly<Record<string, FactDefinition>> = {
  ...ACTOR_FACTS,
  ...PERSON_FACTS,
  ...BUSINESS_FACTS,
  ...LEGALITY_FACTS,
  ...FINANCE_FACTS,
  ...ORGANISATION_FACTS,
};

export type { ActionClass, FactDefinition, FactType } from './definition';
export { labelOfValue } from './definition';
export { checkFactValue } from './check-fact-value';
export { deriveFacts } from './derive-facts';
