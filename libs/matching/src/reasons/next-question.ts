import { compareText } from '../canonical';
import { EvaluatedNode, evaluateTree, openLeaves } from '../evaluate';
import { Catalogue, FactDefinition, Settler, Text } from '../facts';
import { Situation } from '../leaf';
import { isOfficerCheck, Leaf, Rule } from '../rule';
import { Settlement, settlementOf } from '../settle';

/** An offer that is open to the actor. The weight is a whole number from 0, in practice its fit in basis points. */
export interface OpenOffer {
  id: string;
  rule: Rule;
  weight: number;
}

/** What answering takes, cheapest first. A registry's or a partner's check counts as a visit: the owner can only wait for it. */
const ANSWER_KINDS = ['select', 'number', 'document', 'visit'] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

export interface Question {
  /** A fact's key, or the id of an officer's check. */
  key: string;
  kind: 'fact' | 'check';
  who: Settler;
  how: Settlement['how'];
  answer: AnswerKind;
  text: Text;
}

export interface NextQuestion extends Question {
  /** Sum of weight / number of critical questions over the offers, in 720,720ths: exact for up to 16 questions an offer. */
  score: number;
  /** Ids of the offers in which it is critical, sorted. */
  offers: readonly string[];
  /** Those of them that any exact answer decides, because nothing else is critical there. */
  settles: readonly string[];
}

export interface QuestionOptions {
  /** Keys not to ask: those to which the answer was "I do not know". */
  skip?: ReadonlySet<string>;
  /** Who is there to answer; everybody unless given. */
  who?: readonly Settler[];
  /** What can be asked here; everything unless given. */
  isAskable?: (question: Question) => boolean;
}

/** The least common multiple of 1 to 16, so that shares of it are whole. */
const SHARES = 720_720;
const SELECTED: readonly FactDefinition['type'][] = ['boolean', 'choice', 'choices', 'region'];

function answerKind({ how, fact }: Settlement, key: string, catalogue: Catalogue): AnswerKind {
  if (how === 'visit' || how === 'check' || fact === null) return 'visit';
  if (how === 'document') return 'document';
  return SELECTED.includes(catalogue[key]!.type) ? 'select' : 'number';
}

/** A fact that is worked out from another is not asked for itself. */
function questionOf(node: EvaluatedNode, { catalogue, facts }: Situation): Question {
  const settlement = settlementOf(node, catalogue);
  const leaf = node.rule as Leaf;
  if (isOfficerCheck(leaf)) return { ...asked(settlement, catalogue, leaf.officerCheck), kind: 'check' };
  const source = catalogue[settlement.fact!]!.askAs;
  const isAskable = source !== undefined && Object.hasOwn(catalogue, source) && !Object.hasOwn(facts, source);
  if (!isAskable) return asked(settlement, catalogue, settlement.fact!);
  const rule: Leaf = { fact: source, op: '=', value: true };
  return asked(settlementOf({ ...node, rule, outcome: { value: 'U', cause: 'missing' } }, catalogue), catalogue, source);
}

function asked(settlement: Settlement, catalogue: Catalogue, key: string): Question {
  const { who, how, text } = settlement;
  return { key, kind: 'fact', who, how, answer: answerKind(settlement, key, catalogue), text };
}

const nameOf = ({ kind, key, how }: Question): string => `${kind} ${key} ${how}`;

/** The critical questions of one offer, each once. */
function questionsOf(rule: Rule, situation: Situation): readonly Question[] {
  const questions = openLeaves(evaluateTree(rule, situation)).map((leaf) => questionOf(leaf, situation));
  return [...new Map(questions.map((question) => [nameOf(question), question])).values()];
}

interface Tally {
  question: Question;
  score: number;
  offers: string[];
  settles: string[];
}

/** In order of offers, so that the words of a question that has several causes do not hang on how they were listed. */
function tallied(offers: readonly OpenOffer[], situation: Situation): readonly Tally[] {
  const tallies = new Map<string, Tally>();
  for (const { id, rule, weight } of [...offers].sort((a, b) => compareText(a.id, b.id))) {
    const questions = questionsOf(rule, situation);
    for (const question of questions) {
      const name = nameOf(question);
      const tally = tallies.get(name) ?? { question, score: 0, offers: [], settles: [] };
      tallies.set(name, tally);
      tally.score += Math.floor((weight * SHARES) / questions.length);
      tally.offers.push(id);
      if (questions.length === 1) tally.settles.push(id);
    }
  }
  return [...tallies.values()];
}

const rank = ({ answer }: Question): number => ANSWER_KINDS.indexOf(answer);

const compareTallies = (a: Tally, b: Tally): number =>
  b.score - a.score ||
  rank(a.question) - rank(b.question) ||
  compareText(a.question.key, b.question.key) ||
  compareText(a.question.how, b.question.how);

/**
 * The question to ask next. A question is a fact or a check together with how it is settled, so a declared
 * answer and the document that proves it are two. It is *critical* in an offer when it settles a leaf on the settle-list, that
 * is an undetermined leaf reached from the root through undetermined nodes only; no other question can change that offer now.
 * Score: the sum over offers of weight / number of critical questions there; ties go to the cheaper answer, then the key.
 * An answer completes what is known: it keeps a value that is there and adds proof, or makes it more exact. Such an answer never
 * makes an offer undetermined that was not, unless the offer's rule reads `known` or `missing` (P1 exempts these).
 * @param offers those open to the actor; offers that are not undetermined count for nothing
 * @returns null when no answer can change any offer
 */
export function nextQuestion(offers: readonly OpenOffer[], situation: Situation, options: QuestionOptions = {}): NextQuestion | null {
  const { skip, who, isAskable = () => true } = options;
  const isOpen = ({ question }: Tally) =>
    !skip?.has(question.key) && (who === undefined || who.includes(question.who)) && isAskable(question);
  const best = tallied(offers, situation).filter(isOpen).sort(compareTallies)[0];
  if (!best) return null;
  return { ...best.question, score: best.score, offers: best.offers, settles: best.settles };
}
