import { Comparison, isComparison, isOfficerCheck, isPresence, Rule } from '@sambung/matching';
import { CATALOGUE, FormNode } from '@sambung/offers';
import { FACTS } from '@sambung/reference';
import { listOf, node, textOf } from './form-tree';
import { operandFields, operandIn } from './operand-form';

export const JOINS = ['all', 'any', 'atLeast', 'not'] as const;
export const PRESENCES = ['known', 'missing'] as const;
export const MEASURES = ['days', 'months', 'years'] as const;

type Annotated = Pick<Rule, 'id' | 'text' | 'legalBasis'>;

const annotationFields = ({ id = '', text, legalBasis = '' }: Annotated): FormNode['fields'] => ({
  ...(id && { tanda: id }),
  ...(text && { teksid: text.id, teksen: text.en }),
  ...(legalBasis && { dasar: legalBasis }),
});

/** A rule as the form shows it. */
export function nodeOfRule(rule: Rule): FormNode {
  const notes = annotationFields(rule);
  if (isComparison(rule)) {
    const { fact, op, measure, level } = rule;
    const optional = { ...(measure && { ukuran: measure }), ...(level && { tingkat: level }) };
    const operand = operandFields(rule, CATALOGUE[fact] as (typeof FACTS)[string]);
    return node({ jenis: 'fakta', fakta: fact, banding: op, ...operand, ...optional, ...notes });
  }
  if (isPresence(rule)) {
    const [banding, fakta] = rule.known === undefined ? ['missing', rule.missing!] : ['known', rule.known];
    return node({ jenis: 'fakta', fakta, banding, ...(rule.level && { tingkat: rule.level }), ...notes });
  }
  if (isOfficerCheck(rule)) return node({ jenis: 'periksa', kode: rule.officerCheck, ...notes });
  const group = (cara: string, children: readonly Rule[], more = {}) =>
    node({ jenis: 'kelompok', cara, ...more, ...notes }, children.map(nodeOfRule));
  if ('all' in rule) return group('all', rule.all);
  if ('any' in rule) return group('any', rule.any);
  if ('not' in rule) return group('not', [rule.not]);
  return group('atLeast', rule.of, { jumlah: String(rule.atLeast) });
}

function annotationsOf(part: FormNode): Annotated {
  const [id, indonesian, english, legalBasis] = ['tanda', 'teksid', 'teksen', 'dasar'].map((name) => textOf(part, name));
  return {
    ...(id && { id }),
    ...((indonesian || english) && { text: { id: indonesian!, en: english! } }),
    ...(legalBasis && { legalBasis }),
  };
}

/** A code made of what the officer checks, where the author gave none. */
export const codeOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');

function leafOf(part: FormNode): object {
  const fact = textOf(part, 'fakta');
  const op = textOf(part, 'banding');
  const level = textOf(part, 'tingkat');
  const notes = { ...(level && { level }), ...annotationsOf(part) };
  if (op === 'known' || op === 'missing') return { [op]: fact, ...notes };
  const definition = Object.hasOwn(FACTS, fact) ? FACTS[fact] : undefined;
  const measure = textOf(part, 'ukuran');
  const value = definition ? operandIn(part, definition, op, measure !== '') : listOf(part, 'nilai');
  return { fact, op, value, ...(measure && { measure: measure as Comparison['measure'] }), ...notes };
}

/** What a part of the form says, sound or not: `checkRule` tells what is wrong with it. */
export function ruleOfNode(part: FormNode): Rule {
  const kind = textOf(part, 'jenis');
  if (kind === 'fakta') return leafOf(part) as Rule;
  const notes = annotationsOf(part);
  if (kind === 'periksa') {
    return { officerCheck: textOf(part, 'kode') || codeOf(textOf(part, 'teksid')), ...notes };
  }
  const children = part.children.map(ruleOfNode);
  const join = textOf(part, 'cara');
  if (join === 'any') return { any: children, ...notes };
  if (join === 'atLeast') return { atLeast: countIn(textOf(part, 'jumlah')), of: children, ...notes } as Rule;
  if (join === 'not') return { not: children.length === 1 ? children[0]! : { any: children }, ...notes };
  return { all: children, ...notes };
}

const countIn = (text: string): number | string => (/^\d{1,3}$/.test(text) ? Number(text) : text);
