export const ROLE = '(select app_role())';
export const PURPOSE = '(select app_purpose())';
export const PERSON = '(select app_person())';
export const INSTITUTION = '(select app_institution())';

export const any = (...conditions: string[]): string => `(${conditions.join('\n    or ')})`;
export const all = (...conditions: string[]): string => `(${conditions.join(' and ')})`;

export const isAdmin = `${ROLE} = 'admin'`;
export const isOfficer = `${ROLE} = 'officer'`;
export const isPartner = `${ROLE} = 'partner'`;
export const isOwner = `${ROLE} = 'owner'`;
export const notPartner = `${ROLE} <> 'partner'`;
/** Anybody whose request has a scope, signed in or not. */
export const isKnown = `${ROLE} is not null`;
export const purpose = (name: string): string => `${PURPOSE} = '${name}'`;

/** The row's actor is one that the transaction sees: one look at a primary key, with the policy of `actors` on it. */
export const ofActor = (column = 'actor_id'): string => `exists (select from actors seen where seen.id = ${column})`;

/** The row's parent is one that the transaction sees. */
export const ofParent = (table: string, column: string, key = 'id'): string =>
  `exists (select from ${table} seen where seen.${key} = ${column})`;

/** Whose institution the row is of. */
export const ownInstitution = (column = 'institution_id'): string => `(${column} = ${INSTITUTION} and ${isPartner})`;

/** An index on the code serves it: the bounds are known before the first row is read. */
export const inTerritory = (column = 'region_code'): string =>
  `(${column} ~>=~ (select app_region_from()) and ${column} ~<~ (select app_region_to()))`;
