import {
  all, any, DRAFT, INSTITUTION, inTerritory, isAdmin, isKnown, isOfficer, isOwner, isPartner, notInRound, notPartner, ofActor, ofParent, PERSON, purpose, unlessPartner,
} from './conditions'; // prettier-ignore
import type { AppRule, TableRule } from './table-rule';

const ALL = 'select, insert, update, delete';
const READ = 'select';

/** Officers see what lies in their territory; in a step of a round its applicants, and nobody else. */
const officerSees = (actor: string): string => all(isOfficer, any(notInRound, `app_is_applicant(${actor})`));

/** Rows about one actor: who sees the actor sees them. Partners read what is shared with them and write none of it. */
const aboutActor = (may: string, more: Partial<AppRule> = {}): AppRule => ({
  may,
  rows: ofActor(),
  write: all(notPartner, ofActor()),
  ...more,
});

/** Of what an actor has with several institutions, a partner sees its own part. */
const ownPart = any(notPartner, 'institution_id is null', `institution_id = ${INSTITUTION}`);

const actorRows = any(
  isAdmin,
  officerSees('id'),
  all(isOwner, `owner_id = ${PERSON}`),
  purpose('identity'),
  purpose('planning'),
  all(isPartner, 'app_is_shared(id)'),
);

/** In these states an institution knows of a match, while its owner consents. */
const partnerSeesMatch = all(
  isPartner,
  `institution_id = ${INSTITUTION}`,
  `state in ('offered', 'accepted', 'inProgress', 'declined', 'completed', 'dropped')`,
  `not (state = 'offered' and round_id is not null)`,
  'app_consents_to_share(actor_id, institution_id)',
);

const keyRows = any(
  all('actor_id is not null', ofActor()),
  all('person_id is not null', any(`person_id = ${PERSON}`, purpose('accounts'), isAdmin)),
  all('draft_id is not null', ofParent('drafts', 'draft_id')),
  'app_is_first_key(actor_id, person_id, draft_id)',
);

const MERGE_COLUMNS = 'id, actor_id, merged_id, record_sealed, merged_by, merged_at';

/** Actors, what is known of them and what was done with it. */
export const SUBJECT_TABLES: Readonly<Record<string, TableRule>> = {
  actors: {
    app: { may: ALL, rows: actorRows, write: all(notPartner, actorRows), lock: actorRows, within: inTerritory() },
    worker: 'select, update',
    relay: 'select (id, restricted_at), update (updated_at)',
    auditor: 'select (id, owner_id, roles, region_code, status, version, created_by, created_at, updated_at, objected_at, restricted_at, confirmed_at, merged_into)',
  }, // prettier-ignore
  // The hash of a PIN is nobody's to read.
  actor_merges: {
    app: {
      may: `select (${MERGE_COLUMNS}), insert (${MERGE_COLUMNS}), update (actor_id, record_sealed), delete`,
      rows: ofActor(),
      write: all(unlessPartner, ofActor()),
    },
    worker: 'select, delete',
    auditor: 'select (id, actor_id, merged_id, merged_by, merged_at)',
  },
  // What a table brought is its importer's, and goes with the import.
  table_imports: {
    app: { may: 'select, insert, update', rows: any(isAdmin, all(isOfficer, `recorded_by = ${PERSON}`)) },
    auditor: READ,
  },
  table_import_faults: { app: { may: 'select, insert', rows: ofParent('table_imports', 'import_id') }, worker: 'select, update, delete' },
  table_import_actors: { app: { may: ALL, rows: ofParent('table_imports', 'import_id') }, auditor: READ },
  // Counts of people, for whoever asked for them.
  simulations: { app: { may: 'select, insert', rows: `asked_by = ${PERSON}` }, worker: 'select, update, delete', auditor: 'select (id, offer_id, asked_by, exact, state, asked_at, ended_at)' }, // prettier-ignore
  reconsidered_refusals: { app: { may: READ, rows: ofParent('matches', 'match_id') }, worker: 'select, insert', auditor: READ },
  facts: { app: aboutActor(ALL), worker: ALL },
  // Partners are given facts, never the papers behind them.
  documents: {
    app: aboutActor(ALL, { rows: all(notPartner, ofActor()) }),
    worker: 'select, delete',
    auditor: 'select (id, actor_id, kind, type, size, added_by, added_at)',
  },
  officer_checks: { app: aboutActor(ALL), worker: 'select, delete' },
  identity_keys: { app: aboutActor(ALL, { rows: any(purpose('identity'), ofActor()) }), worker: ALL },
  consents: {
    app: aboutActor('select, insert, update', { rows: all(ownPart, ofActor()) }),
    worker: 'select, update',
    relay: READ,
    auditor: 'select (id, actor_id, purpose, institution_id, text_version, channel, locale, given_by, given_at, withdrawn_at, replaced_at)',
  },
  // Hashes: for whom the profile is, and for whoever erases it.
  profile_pins: {
    app: { may: ALL, rows: any(isAdmin, `exists (select from actors seen where seen.id = actor_id and seen.owner_id = ${PERSON})`) },
    worker: 'select, delete',
  },
  suggestions: { app: aboutActor('select, delete'), worker: ALL },
  matches: {
    app: {
      may: 'select, insert, update',
      rows: any(isAdmin, officerSees('actor_id'), all(isOwner, ofActor()), partnerSeesMatch),
      within: inTerritory(),
    },
    worker: 'select, insert, update',
    relay: 'select, update',
    auditor: READ,
  },
  match_transitions: {
    app: { may: 'select, insert, update', rows: ofParent('matches', 'match_id') },
    worker: 'select, insert, update',
    relay: 'select, insert',
    auditor: 'select (id, match_id, from_state, to_state, person_id, api_key_id, reason_code, at, undone_at)',
  },
  // Wrapped, and made before the row whose they are.
  data_keys: {
    app: { may: ALL, rows: keyRows, write: all(unlessPartner, keyRows) },
    worker: ALL,
    relay: READ,
    auditor: 'select (id, actor_id, person_id, draft_id, kek, created_at, retired_at)',
  },
  // Everybody writes what they did; who sees the actor reads it, partners apart.
  audit_entries: {
    app: { may: 'select, insert', rows: any(isAdmin, all(notPartner, 'subject_id is not null', ofActor('subject_id'))), write: 'true' },
    worker: 'insert',
    relay: 'select, insert',
    auditor: READ,
  },
  drafts: {
    app: { may: ALL, rows: any(`token_digest = ${DRAFT}`, all(isKnown, 'actor_id is not null', ofActor())) },
    worker: 'select, update, delete',
  },
  erasures: { app: aboutActor('select, insert'), worker: 'select, insert', auditor: 'select (actor_id, erased_at)' },
  rights_requests: {
    app: aboutActor('select, insert, update'),
    worker: 'select, update, delete',
    auditor: 'select (id, actor_id, kind, channel, asked_by, asked_at, due_at, alarmed_at, settled_at, settled_by, outcome)',
  },
  disclosures: {
    app: { may: 'select, insert, update', rows: all(ownPart, ofActor()) },
    worker: 'select, update, delete',
    auditor: READ,
  },
  ledger_entries: {
    app: { may: 'select, insert, update', rows: any(isAdmin, purpose('identity'), all('actor_id is not null', ofActor())) },
    worker: 'select, insert, update',
  },
  recipient_lists: { app: { may: 'select, insert', rows: any(isAdmin, purpose('identity'), all(isOfficer, `recorded_by = ${PERSON}`)) }, auditor: READ }, // prettier-ignore
  register_checks: { app: aboutActor(ALL), worker: 'select, delete' },
  identity_reviews: {
    app: { may: ALL, rows: any(isAdmin, purpose('identity'), all(notPartner, 'actor_id is not null', ofActor())) },
    worker: 'select, delete',
  },
  overlap_waivers: {
    app: aboutActor('select, insert, update'),
    worker: 'select, update',
    auditor: READ,
  },
};
