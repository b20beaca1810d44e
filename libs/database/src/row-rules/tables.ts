import { ACCOUNT_TABLES } from './account-tables';
import { DESK_TABLES } from './desk-tables';
import { PARTNER_TABLES } from './partner-tables';
import { ROUND_TABLES } from './round-tables';
import { SUBJECT_TABLES } from './subject-tables';
import type { ReferenceRule, TableRule } from './table-rule';

/**
 * Which role may do what with each table, and with which rows. A new table is named here or among the references below;
 * `test/integration/row-rules.spec.ts` finds one that is not.
 */
export const TABLES: Readonly<Record<string, TableRule>> = {
  ...SUBJECT_TABLES,
  ...ACCOUNT_TABLES,
  ...PARTNER_TABLES,
  ...ROUND_TABLES,
  ...DESK_TABLES,
};

const EVERYBODY = { app: 'select', worker: 'select', relay: 'select', auditor: 'select' } as const;

/** Tables without row-level security. */
export const REFERENCES: Readonly<Record<string, ReferenceRule>> = {
  regions: { reason: 'published codes', ...EVERYBODY },
  kbli_codes: { reason: 'published codes', ...EVERYBODY },
  size_bands: { reason: 'published codes', ...EVERYBODY },
  needs: { reason: 'published codes', ...EVERYBODY },
  holidays: { reason: 'published days', ...EVERYBODY },
  legality_documents: { reason: 'published codes', ...EVERYBODY },
  reference_loads: { reason: 'which list of codes was loaded when', ...EVERYBODY },
  migrations: { reason: 'which changes of the schema were made', auditor: 'select' },
  institutions: { reason: 'names of organisations, shown to everybody', ...EVERYBODY, app: 'select, insert' },
  ledger_sources: { reason: 'how well a register is known; of nobody in particular', ...EVERYBODY, app: 'select, insert, update' },
  key_rotations: { reason: 'progress of the machine', auditor: 'select' },
  audit_seals: { reason: 'hashes under a key outside the database', relay: 'select, insert', auditor: 'select' },
  audit_hashes: { reason: 'hashes under a key outside the database', relay: 'select, insert', auditor: 'select' },
  rematches: { reason: 'progress of the machine', worker: 'select, insert, update, delete', auditor: 'select' },
  sweeps: {
    reason: 'progress of the machine',
    worker: 'select, insert, update, delete',
    relay: 'select, insert, update, delete',
    auditor: 'select',
  },
  rematch_parts: { reason: 'progress of the machine', worker: 'select, insert, update', auditor: 'select' },
};
