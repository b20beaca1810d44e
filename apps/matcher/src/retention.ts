import { OFFER_DRAFT_DAYS } from '@sambung/offers';

export interface RetentionRule {
  /** Why the rows are kept for that long. */
  purpose: string;
  keep: string;
  /** Removes at most $1 rows whose time has passed. */
  sql: string;
}

const remove = (table: string, key: string, condition: string): string =>
  `delete from ${table} where ${key} in (select ${key} from ${table} where ${condition} limit $1 for update skip locked)`;

/** How long rows are kept that nobody has to look at before they go. The register in docs/privacy.md names the same. */
export const RETENTION: readonly RetentionRule[] = [
  {
    purpose: 'answers given before an account',
    keep: '30 days untouched',
    sql: remove('drafts', 'id', `updated_at < now() - interval '30 days'`),
  },
  {
    purpose: 'offers that nobody put before a second person',
    keep: `${OFFER_DRAFT_DAYS} days untouched`,
    sql: remove('offer_drafts', 'id', `updated_at < now() - interval '${OFFER_DRAFT_DAYS} days'`),
  },
  {
    purpose: 'one-time codes',
    keep: '24 hours, the longest budget of a number',
    sql: remove('one_time_codes', 'id', `created_at < now() - interval '24 hours'`),
  },
  {
    purpose: 'waits after failed sign-ins',
    keep: '24 hours',
    sql: remove('sign_in_failures', 'login_digest', `retry_at < now() - interval '24 hours'`),
  },
  {
    purpose: 'sessions, to show where an account was used',
    keep: '90 days after their end',
    sql: remove('sessions', 'id', `least(coalesce(ended_at, expires_at), expires_at) < now() - interval '90 days'`),
  },
  {
    purpose: 'links to a new password',
    keep: '24 hours after their end',
    sql: remove('password_resets', 'token_digest', `expires_at < now() - interval '24 hours'`),
  },
  {
    purpose: 'answers to repeated requests',
    keep: '24 hours',
    sql: `delete from idempotency_keys where (principal, key) in
      (select principal, key from idempotency_keys where created_at < now() - interval '24 hours' limit $1 for update skip locked)`,
  },
  { purpose: 'spent budgets', keep: '1 hour', sql: remove('rate_limits', 'key', `expire < (extract(epoch from now()) - 3600) * 1000`) },
  { purpose: 'work that is done', keep: '30 days', sql: remove('outbox', 'id', `done_at < now() - interval '30 days'`) },
  {
    purpose: 'faults of imported tables, which may quote a cell',
    keep: '30 days after the import',
    sql: `delete from table_import_faults where (import_id, line, place) in
      (select import_id, line, place from table_import_faults where found_at < now() - interval '30 days' limit $1 for update skip locked)`,
  },
  { purpose: 'simulations, which hold counts', keep: '90 days', sql: remove('simulations', 'id', `asked_at < now() - interval '90 days'`) },
  { purpose: 'invented matches', keep: '30 days', sql: remove('sandbox_matches', 'id', `created_at < now() - interval '30 days'`) },
  {
    purpose: 'bodies of events',
    keep: '30 days, as far back as partners recover; what still waited for an endpoint ends with them',
    sql: `with old as (
        select id from partner_events where body is not null and created_at < now() - interval '30 days' limit $1 for update skip locked
      ), ended as (
        update webhook_deliveries set state = 'cancelled' where event_id in (select id from old) and state in ('pending', 'held')
      )
      update partner_events set body = null where id in (select id from old)`,
  },
  {
    purpose: 'attempts at webhooks',
    keep: '90 days',
    sql: remove('webhook_attempts', 'id', `at < now() - interval '90 days'`),
  },
  {
    purpose: 'uploaded tables that nobody brought in',
    keep: '24 hours',
    sql: remove('staged_tables', 'id', `staged_at < now() - interval '24 hours'`),
  },
  {
    purpose: 'what institutions have read, to answer who was exposed',
    keep: '5 years',
    sql: `delete from disclosures where (match_id, day) in
      (select match_id, day from disclosures where day < now() - interval '5 years' limit $1 for update skip locked)`,
  },
  {
    purpose: 'data keys that gave way to new ones, for readers who have read the old values',
    keep: '1 hour',
    sql: remove('data_keys', 'id', `retired_at < now() - interval '1 hour'`),
  },
  {
    purpose: 'requests of data subjects, as proof of the answer',
    keep: '5 years after it',
    sql: remove('rights_requests', 'id', `settled_at < now() - interval '5 years'`),
  },
];

/** Drafts that nobody confirmed, and actors whom nobody has touched. They are erased as at their owner's wish. */
export const EXPIRED_ACTORS = `
  select id from actors
  where (status = 'draft' and updated_at < now() - interval '30 days'
      and not exists (select from consents where consents.actor_id = actors.id and withdrawn_at is null))
    or (status in ('withdrawn', 'active', 'draft') and merged_into is null and updated_at < now() - interval '25 months'
      and not exists (select from matches where matches.actor_id = actors.id and matches.updated_at > now() - interval '25 months')
      and not exists (select from sessions where sessions.person_id = actors.owner_id and sessions.last_seen_at > now() - interval '25 months'))
  order by updated_at limit $1 for update skip locked`;
