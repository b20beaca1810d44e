import { all, any, isAdmin, isOfficer, ofActor, ofParent, PERSON } from './conditions';
import type { TableRule } from './table-rule';

const ALL = 'select, insert, update, delete';
const ofMatch = all(any(isOfficer, isAdmin), ofParent('matches', 'match_id'));
const own = `person_id = ${PERSON}`;
/** Views that an administrator shares: with every office, or with those of one territory. */
const ofOffice = all(
  'office is not null',
  any(isAdmin, all(isOfficer, any(`office = '*'`, `starts_with(current_setting('app.region_from', true), office)`))),
);

/** What officers keep about their own work. */
export const DESK_TABLES: Readonly<Record<string, TableRule>> = {
  desk_claims: { app: { may: ALL, rows: ofMatch }, auditor: 'select' },
  desk_snoozes: { app: { may: ALL, rows: ofMatch }, auditor: 'select' },
  actor_distinctions: {
    app: { may: ALL, rows: all(any(isOfficer, isAdmin), ofActor(), ofActor('other_id')) },
    worker: 'select, delete',
    auditor: 'select',
  },
  // Sealed: whole lists of people. They go with the day.
  staged_tables: {
    app: { may: ALL, rows: own },
    worker: 'select, update, delete',
    auditor: 'select (id, person_id, file_name, check_id, import_id, staged_at)',
  },
  desk_views: { app: { may: ALL, rows: any(own, ofOffice), write: all(own, any('office is null', isAdmin)) } },
  desk_preferences: { app: { may: ALL, rows: own } },
};
