import { all, any, isAdmin, isKnown, isOfficer, ofActor, ofParent, ownInstitution, purpose } from './conditions';
import type { TableRule } from './table-rule';

const ALL = 'select, insert, update, delete';
const WRITE = 'select, insert, update';
const ringing = purpose('pipeline');
const ofEndpoint = any(ringing, ofParent('webhook_endpoints', 'endpoint_id'));

/** What institutions own: offers, and the ways on which they hear from us. */
export const PARTNER_TABLES: Readonly<Record<string, TableRule>> = {
  // Published offers are for everybody; officers hold their rows while a round is opened.
  offers: {
    app: { may: WRITE, rows: all(isKnown, any(`status <> 'draft'`, isAdmin, isOfficer, ownInstitution())), write: any(isAdmin, purpose('review'), ownInstitution()), lock: isKnown },
    worker: 'select, update (status)',
    relay: 'select',
    auditor: 'select',
  }, // prettier-ignore
  offer_versions: {
    app: {
      may: WRITE,
      rows: all(isKnown, any('published_at is not null', isAdmin, isOfficer, `exists (select from offers own where own.id = offer_id and ${ownInstitution('own.institution_id')})`)),
      write: any(isAdmin, purpose('review'), `exists (select from offers own where own.id = offer_id and ${ownInstitution('own.institution_id')})`),
    },
    worker: 'select',
    auditor: 'select',
  }, // prettier-ignore
  offer_drafts: { app: { may: ALL, rows: ownInstitution() }, worker: 'select (id, updated_at), update (updated_at), delete' },
  sandbox_matches: { app: { may: ALL, rows: ownInstitution() }, worker: 'select, update, delete' },
  webhook_endpoints: {
    app: { may: WRITE, rows: any(ringing, ownInstitution()) },
    relay: WRITE,
    worker: 'select (id, institution_id, url)',
    auditor: 'select (id, institution_id, url, event_types, status, verified_at, disabled_reason, failing_since, created_at, is_test)',
  },
  webhook_old_secrets: { app: { may: ALL, rows: ofParent('webhook_endpoints', 'endpoint_id') }, relay: 'select' },
  webhook_signing_keys: {
    app: { may: ALL, rows: ownInstitution() },
    relay: 'select',
    auditor: 'select (institution_id, public_key, created_at)',
  },
  // The owner of an actor is told which institutions were notified.
  partner_events: {
    app: { may: 'select, insert', rows: any(ringing, ownInstitution(), all('actor_id is not null', ofActor())), write: ownInstitution() },
    relay: 'select, insert',
    worker: 'select (id, type, body, created_at), update (body)',
    auditor: 'select',
  },
  webhook_deliveries: {
    app: { may: WRITE, rows: any(ofEndpoint, ofParent('partner_events', 'event_id')), write: ofEndpoint },
    relay: WRITE,
    worker: 'select (event_id, state), update (state)',
    auditor: 'select',
  },
  webhook_attempts: {
    app: { may: 'select', rows: ofEndpoint },
    relay: 'select, insert',
    worker: 'select, update, delete',
    auditor: 'select (id, delivery_id, endpoint_id, number, at, status, error, duration_ms)',
  },
};
