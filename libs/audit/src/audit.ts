import { EntityManager } from 'typeorm';
import { originNow } from './origin';

/** What people and machines do with somebody's data; the words for it are in the pages' messages. */
export const AUDIT_ACTIONS = [
  'profile.created', 'profile.read', 'profile.changed', 'profile.withdrawn', 'profile.confirmed', 'profile.imported', 'profile.erased', 'profile.merged',
  'profile.distinguished', 'profile.split', 'profile.exported', 'offer.submitted', 'offer.withdrawn', 'offer.published', 'offer.returned',
  'facts.read', 'facts.changed', 'fact.corrected', 'check.recorded', 'consent.given', 'consent.withdrawn', 'rights.changed',
  'rights.asked', 'rights.settled', 'match.opened', 'match.read', 'match.assigned', 'match.declined', 'match.decided', 'match.undone',
  'match.shared', 'match.answered', 'waiver.given', 'waiver.ended', 'round.cleared', 'document.added', 'document.read', 'document.removed', 'details.read', 'details.unmasked', 'data.exported', 'audit.read',
] as const; // prettier-ignore
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Who did it; null for the system itself. */
export type AuditPrincipal = {
  id: string;
  kind: 'person' | 'apiKey';
  role: string | null;
  regionCode: string | null;
  institutionId: string | null;
} | null;

export interface AuditEntry {
  action: AuditAction;
  object: readonly [kind: 'actor' | 'match' | 'consent' | 'request' | 'document' | 'offerVersion', id: string];
  /** The actor whose data these are; null for what is nobody's, such as an offer. */
  subjectId: string | null;
  /** The owner for whom somebody else acts. */
  onBehalfOf?: string | null;
  reason?: string | null;
  /** Names of fields. Danger: never values. */
  fields?: readonly string[];
  result?: string;
}

const toRow = ({ action, object, subjectId, onBehalfOf = null, reason = null, fields = [], result = 'done' }: AuditEntry) => ({
  action, object_kind: object[0], object_id: object[1], subject_id: subjectId, on_behalf_of: onBehalfOf, reason, fields, result,
}); // prettier-ignore

const SYSTEM = { id: null, kind: 'system', role: null, regionCode: null, institutionId: null } as const;
const NOWHERE = { requestId: null, ip: null } as const;

/** Writes down, in the transaction that does it, who read or changed what and why. Nothing takes it back. */
export async function audit(tx: EntityManager, by: AuditPrincipal, ...entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const { id, kind, role, regionCode, institutionId } = by ?? SYSTEM;
  const { requestId, ip } = originNow() ?? NOWHERE;
  await tx.query(
    `insert into audit_entries (principal_id, principal_kind, role, territory, institution_id, request_id, ip, action, object_kind, object_id,
       subject_id, on_behalf_of, reason, fields, result)
     select $1, $2, $3, $4, $5, $6, $7, action, object_kind, object_id, subject_id, on_behalf_of, reason, fields, result
     from jsonb_to_recordset($8) as row(action text, object_kind text, object_id uuid, subject_id uuid, on_behalf_of uuid, reason text,
       fields text[], result text)`,
    [id, kind, role, regionCode, institutionId, requestId, ip, JSON.stringify(entries.map(toRow))],
  );
}
