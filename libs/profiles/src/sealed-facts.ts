import { FACTS } from '@sambung/reference';
import { SealedValue, Sealer, Vault, WrappedKey } from '@sambung/vault';
import { EntityManager } from 'typeorm';
import type { StoredValue } from './fact.entity';

interface SealableFact {
  id: string;
  value: StoredValue;
  valueSealed: Buffer | null;
}

/** Whether values of the fact are stored sealed. */
const isSealed = (key: string): boolean => FACTS[key]?.sensitive === true;

/** The columns of a value: in the clear, or sealed under the actor's key. */
export function valueColumns(
  sealer: Sealer,
  id: string,
  key: string,
  value: StoredValue,
): { value: StoredValue | null; valueSealed: Buffer | null } {
  if (!isSealed(key)) return { value, valueSealed: null };
  return { value: null, valueSealed: sealer.seal('facts', id, 'value_sealed', JSON.stringify(value)) };
}

const sealedAmong = <Row extends SealableFact>(rows: readonly Row[]): (Row & { valueSealed: Buffer })[] =>
  rows.filter((row): row is Row & { valueSealed: Buffer } => row.valueSealed !== null);

const placeOf = ({ id, valueSealed }: { id: string; valueSealed: Buffer }): SealedValue => ({
  table: 'facts',
  id,
  column: 'value_sealed',
  sealed: valueSealed,
});

function fill(rows: readonly SealableFact[], texts: readonly string[]): void {
  rows.forEach((row, index) => (row.value = JSON.parse(texts[index]!) as StoredValue));
}

/** Puts the values of rows as they were read into the clear. */
export async function openFacts<Row extends SealableFact>(tx: EntityManager, vault: Vault, rows: readonly Row[]): Promise<readonly Row[]> {
  const sealed = sealedAmong(rows);
  fill(sealed, await vault.open(tx, sealed.map(placeOf)));
  return rows;
}

/** The same with keys that were read in the same statement. */
export function openFactsWith<Row extends SealableFact>(vault: Vault, keys: readonly WrappedKey[], rows: readonly Row[]): readonly Row[] {
  const sealed = sealedAmong(rows);
  if (sealed.length > 0) fill(sealed, vault.openWith(keys, sealed.map(placeOf)));
  return rows;
}
