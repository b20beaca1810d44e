import {
  Catalogue,
  CheckRecord,
  checkRule,
  evaluate,
  Fact,
  FactDefinition,
  findUnlocks,
  Facts,
  isComparison,
  isDay,
  isPresence,
  leavesOf,
  Rule,
  sentenceOf,
} from '@sambung/matching';
import { withNames } from '@sambung/offers';
import { deriveFacts, FACTS } from '@sambung/reference';
import { isObject, Json, readJson } from './standard-input';

/** What stands between rule and day, each an object or absent. */
interface Input {
  rule: unknown;
  asOf: string;
  facts: Json;
  checks: Readonly<Record<string, boolean | CheckRecord>>;
  /** Definitions of facts beyond the catalogue: `{ "key": { "type": "integer" } }`. */
  catalogue: Readonly<Record<string, Partial<FactDefinition>>>;
}

const isFactObject = (value: unknown): value is Fact & Json => isObject(value) && 'value' in value;

const toFacts = (facts: Record<string, unknown>): Facts =>
  Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, (isFactObject(value) ? value : { value }) as Fact]));

/** The type that a constant of the rule implies for a fact that no catalogue defines. */
function impliedType(operator: string, operand: unknown): FactDefinition['type'] {
  const sample: unknown = Array.isArray(operand) ? operand[0] : operand;
  if (operator === 'within') return 'region';
  if (operator === 'startsWith') return 'code';
  if (['containsAny', 'containsAll', 'containsNone', 'subsetOf'].includes(operator)) return 'choices';
  if (typeof sample === 'boolean') return 'boolean';
  if (typeof sample === 'number') return 'integer';
  return isDay(sample) ? 'date' : 'text';
}

/** Facts that the rule reads and no catalogue defines get the type that the rule itself implies. */
function withImplied(rule: unknown, known: Catalogue): Catalogue {
  const leaves = leavesOf(rule as Rule).map(([, leaf]) => leaf);
  const implied = leaves.flatMap((leaf): [string, FactDefinition][] => {
    const key = isComparison(leaf) ? leaf.fact : isPresence(leaf) ? (leaf.known ?? leaf.missing) : undefined;
    if (typeof key !== 'string' || Object.hasOwn(known, key)) return [];
    const measured = isComparison(leaf) && leaf.measure !== undefined;
    const type = measured ? 'date' : isComparison(leaf) ? impliedType(leaf.op, leaf.value) : 'text';
    return [[key, { type, label: { id: key, en: key } }]];
  });
  return { ...Object.fromEntries(implied), ...known };
}

const defined = (catalogue: Input['catalogue']): Catalogue =>
  Object.fromEntries(
    Object.entries(catalogue).map(([key, definition]) => [key, { type: 'text', label: { id: key, en: key }, ...definition }]),
  );

/** A rule that is no tree yet has no leaves to read; `checkRule` then says what is wrong with it. */
function catalogueFor(rule: unknown, known: Catalogue): Catalogue {
  try {
    return withImplied(rule, known);
  } catch {
    return known;
  }
}

function readInput(request: unknown): Input {
  if (!isObject(request)) throw new Error('standard input: must be an object {"rule": …, "facts": {…}, "asOf": "YYYY-MM-DD"}');
  const { rule, asOf, facts = {}, checks = {}, catalogue = {} } = request;
  if (!isDay(asOf)) throw new Error('asOf: write a date YYYY-MM-DD');
  for (const [name, value] of Object.entries({ facts, checks, catalogue })) {
    if (!isObject(value)) throw new Error(`${name}: must be an object`);
  }
  return { rule, asOf, facts, checks, catalogue } as Input;
}

/**
 * Evaluates `{ rule, facts, asOf }`, says the verdict in words and finds the ways to a better one; a fact is its value, or an object with `value`, `level`, `validUntil`.
 * @throws Error that names what is wrong with the request
 */
export function evaluateRequest(request: unknown): Json {
  const input = readInput(request);
  const { asOf } = input;
  const catalogue = catalogueFor(input.rule, { ...FACTS, ...defined(input.catalogue) });
  const faults = checkRule(input.rule, catalogue, '/rule');
  if (faults.length > 0) throw new Error(`the rule is wrong:\n${faults.map((fault) => `  ${fault.pointer}: ${fault.text.en}`).join('\n')}`);
  const facts = deriveFacts(toFacts(input.facts), asOf) as Facts;
  const checks = Object.fromEntries(
    Object.entries(input.checks).map(([id, check]) => [id, typeof check === 'boolean' ? { value: check } : check]),
  );
  const rule = input.rule as Rule;
  const situation = { facts, checks, asOf, catalogue: withNames(catalogue, [rule], facts) };
  const { engine, validUntil, ...result } = evaluate(rule, situation);
  const report = findUnlocks(rule, situation);
  const { outcome: outlook, unlocks, blockers } = report;
  return { ...result, validUntil, engine, sentence: sentenceOf(rule, situation, report), outlook, unlocks, blockers };
}

/** Reads one request from standard input and prints the verdict with its reasons as JSON. */
export async function evaluateCommand(): Promise<void> {
  console.log(JSON.stringify(evaluateRequest(await readJson())));
}
