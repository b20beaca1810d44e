import { EntityManager } from 'typeorm';

/** One line of the record of an actor. */
export interface AuditLine {
  id: string;
  at: Date;
  action: string;
  /** owner, officer, partner, planner, admin; null for the system. */
  role: string | null;
  /** Of a partner, its institution. */
  institution: string | null;
  /** An officer's territory. */
  territory: string | null;
  reason: string | null;
  fields: string[];
  result: string;
}

/** Who did what with an actor's data, and with records that were joined into it, the latest first; `after` is the id of the last line of the page before. */
export const auditTrail = (tx: EntityManager, actorId: string, page: { after?: string; limit: number }): Promise<AuditLine[]> =>
  tx.query(
    `select entry.id::text, entry.at, entry.action, coalesce(entry.role, account_role(entry.principal_id)) as role, institutions.name as institution, regions.name as territory,
       entry.reason, entry.fields, entry.result
     from audit_entries entry
     left join institutions on institutions.id = entry.institution_id
     left join regions on regions.code = entry.territory
     where entry.subject_id = any(array(select $1::uuid union select id from actors where merged_into = $1)) and ($2::bigint is null or entry.id < $2)
     order by entry.id desc limit $3`,
    [actorId, page.after, page.limit],
  );
