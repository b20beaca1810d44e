import { all, any, isAdmin, isKnown, isOfficer, ownInstitution, PERSON, purpose } from './conditions';
import type { TableRule } from './table-rule';

const ALL = 'select, insert, update, delete';
const SWEPT = 'select, update, delete';
const ofAccounts = purpose('accounts');

/** Accounts and what lets them in. Before anybody is known, the purpose `accounts` sees these and nothing of any actor. */
export const ACCOUNT_TABLES: Readonly<Record<string, TableRule>> = {
  people: {
    app: {
      may: 'select, insert, update, delete',
      rows: any(`id = ${PERSON}`, ofAccounts, purpose('identity'), isAdmin, all(isOfficer, `role in ('officer', 'admin')`)),
      write: any(`id = ${PERSON}`, ofAccounts, isAdmin),
    },
    worker: 'select, update',
    auditor: 'select (id, role, region_code, institution_id, locale, created_at, disabled_at, erased_at)',
  },
  sessions: {
    app: { may: ALL, rows: any(ofAccounts, `person_id = ${PERSON}`, isAdmin) },
    worker: SWEPT,
    auditor: 'select (id, person_id, created_at, expires_at, ended_at, last_seen_at, method, device)',
  },
  api_keys: {
    app: { may: 'select, insert, update', rows: any(ofAccounts, isAdmin, ownInstitution()) },
    auditor: 'select (id, institution_id, name, prefix, created_at, last_used_at, revoked_at, scopes, expires_at, is_test)',
  },
  recovery_codes: { app: { may: ALL, rows: any(ofAccounts, `person_id = ${PERSON}`) } },
  one_time_codes: { app: { may: ALL, rows: ofAccounts }, worker: SWEPT },
  password_resets: { app: { may: ALL, rows: ofAccounts }, worker: SWEPT },
  sign_in_failures: { app: { may: ALL, rows: ofAccounts }, worker: SWEPT },
  idempotency_keys: { app: { may: ALL, rows: any(`principal = ${PERSON}`, isAdmin) }, worker: SWEPT },
  // Counted by a library outside of any transaction; a key is an address or the id of an account.
  rate_limits: { app: { may: ALL, rows: 'true' }, worker: SWEPT },
  // Ids alone.
  outbox: {
    app: { may: 'select, insert, update', rows: any(isKnown, purpose('pipeline')) },
    worker: ALL,
    relay: 'select, insert, update',
    auditor: 'select',
  },
};
