import { Comparison, isComparison, isOfficerCheck, Leaf, OfficerCheck } from '../rule';
import { Answer, answerOf, FALSE, Form, formKey, isLiteral, leafKey, Literal, literalsOf, TRUE, UNKNOWN } from './normal-form';
import { FactLeaf, Trait, traitKey } from './traits';

/** One small number of a profile's record, and what it is worked out from. */
export interface DigitSource {
  key: string;
  classes: number;
  from: { trait: Trait; end?: 'least' | 'greatest' } | { form: Form };
}

/** What a part of a rule answers for each class of one digit. */
export interface Demand {
  digit: DigitSource;
  answers: Uint8Array;
}

/** One of the parts of a rule that must all be true. */
export type Part =
  | { kind: 'region'; leaf: Comparison }
  | { kind: 'finding'; check: string; wanted: boolean }
  | { kind: 'demands'; demands: readonly Demand[] };

/** A trait of more classes gets no digit: its leaves are asked one by one. */
const MOST_CLASSES = 512;

/** The digit that holds the answer to a form that no conjunction of single facts expresses. */
export const questionDigit = (form: Form): Demand => ({
  digit: { key: `? ${formKey(form)}`, classes: 3, from: { form } },
  answers: Uint8Array.of(FALSE, UNKNOWN, TRUE),
});

/** The trait that all leaves of the form read, if it is one and its classes are few. */
function onlyTrait(form: Form, traits: ReadonlyMap<string, Trait>): Trait | undefined {
  const leaves = literalsOf(form).map(({ leaf }) => leaf);
  if (leaves.length === 0 || leaves.some(isOfficerCheck)) return undefined;
  const keys = new Set(leaves.map((leaf) => traitKey(leaf as FactLeaf)));
  const trait = keys.size === 1 ? traits.get([...keys][0]!) : undefined;
  const isCut = trait !== undefined && trait.classes <= MOST_CLASSES && leaves.every((leaf) => trait.answers.has(leafKey(leaf)));
  return isCut ? trait : undefined;
}

const answersOf = (form: Form, trait: Trait): Uint8Array =>
  Uint8Array.from({ length: trait.classes }, (_, place) => answerOf(form, (leaf) => trait.answers.get(leafKey(leaf))![place] as Answer));

/**
 * What a comparison with an interval demands of both ends of a range: true when both lie inside, false when the whole range lies on one side.
 * @param answers for exact values, by class
 * @returns undefined when the values that fit are not one interval
 */
function demandsOfEnds(trait: Trait, answers: Uint8Array): readonly Demand[] | undefined {
  const first = answers.indexOf(TRUE);
  const last = answers.lastIndexOf(TRUE);
  if (first !== -1 && answers.subarray(first, last).includes(FALSE)) return undefined;
  const end = (name: 'least' | 'greatest', mayReach: (place: number) => boolean): Demand => ({
    digit: { key: `${trait.key}|${name}`, classes: trait.classes, from: { trait, end: name } },
    answers: answers.map((answer, place) => (place === 0 || (answer === FALSE && mayReach(place)) ? UNKNOWN : answer)),
  });
  return [end('least', (place) => place < first), end('greatest', (place) => place > last && last !== -1)];
}

function demandsOfTrait(form: Form, trait: Trait): readonly Demand[] | undefined {
  const answers = answersOf(form, trait);
  if (!trait.partition!.ordered) return [{ digit: { key: trait.key, classes: trait.classes, from: { trait } }, answers }];
  if (!isLiteral(form)) return undefined;
  if (isComparison(form.leaf)) return demandsOfEnds(trait, answers);
  return [{ digit: { key: `${trait.key}|least`, classes: trait.classes, from: { trait, end: 'least' } }, answers }];
}

/** `within` alone asks no more of a deeper region than of its ancestor at the depth of the area. */
const isAreaLeaf = (leaf: Leaf, regionKey: string): leaf is Comparison =>
  isComparison(leaf) && leaf.fact === regionKey && leaf.level === undefined && leaf.op === 'within';

/** Whether a part is decided outside the digits: by the region that a profile lies in, or by an officer's finding for this profile. */
export const isApart = (form: Form, regionKey: string): form is Literal =>
  isLiteral(form) && (isOfficerCheck(form.leaf) || (!form.negated && isAreaLeaf(form.leaf, regionKey)));

/** What one of the conjuncts of a rule demands; see {@link isApart}. */
export function partOf(form: Form, traits: ReadonlyMap<string, Trait>, regionKey: string): Part {
  if (isApart(form, regionKey)) {
    if (!isOfficerCheck(form.leaf)) return { kind: 'region', leaf: form.leaf as Comparison };
    return { kind: 'finding', check: (form.leaf as OfficerCheck).officerCheck, wanted: !form.negated };
  }
  const trait = onlyTrait(form, traits);
  return { kind: 'demands', demands: (trait && demandsOfTrait(form, trait)) ?? [questionDigit(form)] };
}
