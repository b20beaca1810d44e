/**
 * Questions to the settings are asked once a statement, in sub-selects. They answer true or false there: of `setting = 'x'` the
 * planner would believe that it almost never holds, and plan for no rows.
 */
const once = (question: string): string => `(select ${question})`;

export const PERSON = once('app_person()');
export const INSTITUTION = once('app_institution()');
export const DRAFT = once('app_draft()');

export const any = (...conditions: string[]): string => `(${conditions.join('\n    or ')})`;
export const all = (...conditions: string[]): string => `(${conditions.join(' and ')})`;

const is = (role: string): string => once(`app_role() = '${role}'`);
export const isAdmin = is('admin');
export const isOfficer = is('officer');
export const isPartner = is('partner');
export const isOwner = is('owner');
export const notPartner = once(`app_role() <> 'partner'`);
/** Also where nobody is known, as in signing in. */
export const unlessPartner = once(`app_role() is distinct from 'partner'`);
/** Anybody whose request has a scope, signed in or not. */
export const isKnown = 'app_role() is not null';
export const purpose = (name: string): string => once(`app_purpose() = '${name}'`);
export const notInRound = once(`app_purpose() is distinct from 'round'`);

/** The row's actor is one that the transaction sees: one look at a primary key, with the policy of `actors` on it. */
export const ofActor = (column = 'actor_id'): string => `exists (select from actors seen where seen.id = ${column})`;

/** The row's parent is one that the transaction sees. */
export const ofParent = (table: string, column: string, key = 'id'): string =>
  `exists (select from ${table} seen where seen.${key} = ${column})`;

/** Whose institution the row is of. */
export const ownInstitution = (column = 'institution_id'): string => `(${column} = ${INSTITUTION} and ${isPartner})`;

/**
 * Codes from the first bound on and below the second lie in the territory; unset or empty, none does. No sub-selects: the planner
 * knows what a setting holds, so that it can tell a kecamatan from the country.
 */
export const inTerritory = (column = 'region_code'): string =>
  `(${column} ~>=~ current_setting('app.region_from', true) and ${column} ~<~ current_setting('app.region_to', true))`;
