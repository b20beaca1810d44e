import { Comparison } from '../rule';
import { Encoding, partsOf, scopeLeaf, wishDigit } from './encoding';
import { digitIn } from './layout';
import { leafKey } from './normal-form';
import { MatchableOffer } from './offer';

/** An answer that an officer must have recorded. */
export interface Finding {
  check: string;
  wanted: boolean;
}

/** What an offer asks of a record: all of it must be true. */
export interface Conditions {
  /** By index of the digit: the answer for each of its classes (0 false, 1 unknown, 2 true). */
  demands: ReadonlyMap<number, Uint8Array>;
  regions: readonly Comparison[];
  findings: readonly Finding[];
  /** False when the rule asks more than the records tell: then these only rule out, and the interpreter decides the rest. */
  exact: boolean;
}

const least = (a: Uint8Array | undefined, b: Uint8Array): Uint8Array => (a ? a.map((answer, place) => Math.min(answer, b[place]!)) : b);

export function conditionsOf({ requires, roles }: MatchableOffer, { traits, scope, digitAt, ground: { keys } }: Encoding): Conditions {
  const demands = new Map<number, Uint8Array>();
  const regions: Comparison[] = [];
  const findings = new Map<string, Finding>();
  let exact = true;
  const demand = (digit: string, answers: Uint8Array | undefined) => {
    const index = digitAt.get(digit);
    if (index === undefined || !answers) exact = false;
    else demands.set(index, least(demands.get(index), answers));
  };
  if (roles.length > 0) demand(scope.key, scope.answers.get(leafKey(scopeLeaf(roles, keys.roles))));
  for (const part of partsOf(requires, traits, keys.region)) {
    if (part.kind === 'region') regions.push(part.leaf);
    else if (part.kind === 'finding') findings.set(`${part.wanted} ${part.check}`, part);
    else part.demands.forEach(({ digit, answers }) => demand(digit.key, answers));
  }
  return { demands, regions, findings: [...findings.values()], exact };
}

/** What one wish of a provider answers for each value of one column. */
export interface Wish {
  column: number;
  answers: Uint8Array;
}

/** @throws RangeError for a wish that the encoding was not made for */
export function wishesOf({ prefers = [] }: MatchableOffer, { traits, digits, digitAt, columnValues, ground }: Encoding): readonly Wish[] {
  return prefers.map((rule) => {
    const { digit, answers } = wishDigit(rule, traits, ground.keys.region);
    const found = digits[digitAt.get(digit.key) ?? -1];
    if (!found) throw new RangeError('the encoding was made for other wishes');
    const ofValue = (_: unknown, value: number) => answers[digitIn(found, value)]!;
    return { column: found.column, answers: Uint8Array.from({ length: columnValues[found.column]! }, ofValue) };
  });
}
