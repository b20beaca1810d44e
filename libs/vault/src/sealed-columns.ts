import type { KeyOwner } from './vault.service';

/** A column of values that are sealed under data keys. */
export interface SealedColumn {
  table: string;
  column: string;
  owner: KeyOwner;
  /** The table, called `t`, with what says whose each row is. */
  from: string;
  ownerId: string;
}

/** Copies of files that stay with a joined record are under the key of the record that was kept. */
const FILES = 'documents t join actors holder on holder.id = t.actor_id';
const STEPS = 'match_transitions t join matches on matches.id = t.match_id';

/** Every such column; rotation walks through them. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: 'actors', column: 'phone_sealed', owner: 'actor', from: 'actors t', ownerId: 'coalesce(t.merged_into, t.id)' },
  { table: 'actor_merges', column: 'record_sealed', owner: 'actor', from: 'actor_merges t', ownerId: 't.actor_id' },
  { table: 'facts', column: 'value_sealed', owner: 'actor', from: 'facts t', ownerId: 't.actor_id' },
  { table: 'match_transitions', column: 'explanation_sealed', owner: 'actor', from: STEPS, ownerId: 'matches.actor_id' },
  { table: 'match_transitions', column: 'snapshot_sealed', owner: 'actor', from: STEPS, ownerId: 'matches.actor_id' },
  { table: 'documents', column: 'name_sealed', owner: 'actor', from: FILES, ownerId: 'coalesce(holder.merged_into, holder.id)' },
  { table: 'documents', column: 'key_sealed', owner: 'actor', from: FILES, ownerId: 'coalesce(holder.merged_into, holder.id)' },
  { table: 'people', column: 'phone_sealed', owner: 'person', from: 'people t', ownerId: 't.id' },
  { table: 'people', column: 'email_sealed', owner: 'person', from: 'people t', ownerId: 't.id' },
  { table: 'drafts', column: 'answers_sealed', owner: 'draft', from: 'drafts t', ownerId: 't.id' },
];
