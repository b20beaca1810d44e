import { FormNode, OfferExample } from '@sambung/offers';
import { FactDefinition, FACTS, Role } from '@sambung/reference';
import { listOf, node, textOf } from './form-tree';
import { amountIn, amountText, regionIn } from './operand-form';

/** Stands for the open end of a range. */
const AND_MORE = 'lebih';

interface Range {
  min?: number;
  max?: number;
}

function valueFields(value: unknown, definition: FactDefinition | undefined): FormNode['fields'] {
  const unit = definition?.unit;
  if (typeof value === 'boolean') return { nilai: value ? 'ya' : 'tidak' };
  if (typeof value === 'number') return { nilai: amountText(value, unit) };
  if (typeof value === 'string') return { nilai: value };
  if (Array.isArray(value)) return { nilai: value as string[] };
  const { min, max } = value as Range;
  return { nilai: min === undefined ? '' : amountText(min, unit), sampai: max === undefined ? AND_MORE : amountText(max, unit) };
}

export function examplePart({ name, roles, region, asOf, expect, facts, checks = {} }: OfferExample): FormNode {
  const stated = Object.entries(facts).map(([fact, value]) => node({ jenis: 'fakta', fakta: fact, ...valueFields(value, FACTS[fact]) }));
  const found = Object.entries(checks).map(([id, value]) => node({ jenis: 'periksa', kode: id, nilai: value ? 'ya' : 'tidak' }));
  return node({ nama: name, peran: roles, wilayah: region, tanggal: asOf, harapan: expect }, [...stated, ...found]);
}

function rangeIn(text: string, upTo: string, unit: string | undefined): unknown {
  if (upTo === '') return amountIn(text, unit);
  return { ...(text && { min: amountIn(text, unit) }), ...(upTo !== AND_MORE && { max: amountIn(upTo, unit) }) };
}

const yesOrNo = (text: string): boolean | string => (text === 'ya' ? true : text === 'tidak' ? false : text);

/** What a row says of the person, in the type of the fact; what cannot be read stays as it was written. */
function valueIn(row: FormNode, definition: FactDefinition | undefined): unknown {
  const text = textOf(row, 'nilai');
  switch (definition?.type) {
    case 'choices':
      return listOf(row, 'nilai');
    case 'boolean':
      return yesOrNo(text);
    case 'region':
      return regionIn(text);
    case 'integer':
      return rangeIn(text, textOf(row, 'sampai'), definition.unit);
    default:
      return text;
  }
}

const rowsOf = (part: FormNode, kind: string): FormNode[] => part.children.filter((row) => textOf(row, 'jenis') === kind);

export function exampleIn(part: FormNode): OfferExample {
  const facts = rowsOf(part, 'fakta').map((row) => [textOf(row, 'fakta'), valueIn(row, FACTS[textOf(row, 'fakta')])]);
  const checks = rowsOf(part, 'periksa')
    .filter((row) => textOf(row, 'nilai') !== '')
    .map((row) => [textOf(row, 'kode'), textOf(row, 'nilai') === 'ya']);
  return {
    name: textOf(part, 'nama'),
    roles: listOf(part, 'peran') as Role[],
    region: regionIn(textOf(part, 'wilayah')),
    facts: Object.fromEntries(facts) as OfferExample['facts'],
    ...(checks.length > 0 && { checks: Object.fromEntries(checks) as Record<string, boolean> }),
    asOf: textOf(part, 'tanggal'),
    expect: textOf(part, 'harapan') as OfferExample['expect'],
  };
}
