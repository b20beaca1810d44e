import { CATALOGUE } from '@sambung/offers';
import { MessageKey } from '@sambung/ui';

/** Facts that an owner can tell without papers at hand, and the words of the question. */
const QUESTIONS: Readonly<Record<string, MessageKey>> = {
  'business.turnover': 'ask.turnover',
  'business.startedOn': 'ask.started',
  'business.stage': 'ask.stage',
  'business.newWorkers': 'ask.newWorkers',
  'business.packagingReady': 'ask.packagingReady',
  'business.packaged': 'ask.packaged',
  'business.madeAtHome': 'ask.madeAtHome',
  'business.technology': 'ask.technology',
  'business.shelfLife': 'ask.shelfLife',
  'business.foodForm': 'ask.foodForm',
  'business.facilities': 'ask.facilities',
  'business.outlets': 'ask.outlets',
  'business.preservations': 'ask.preservations',
  'business.halalIngredients': 'ask.halalIngredients',
  'business.uncertifiedMeat': 'ask.uncertifiedMeat',
  'finance.requestedAmount': 'ask.amount',
  'finance.commercialCreditEver': 'ask.commercialCredit',
  'finance.activeCredits': 'ask.activeCredits',
  'finance.financed': 'ask.financed',
  'finance.governmentCredit': 'ask.governmentCredit',
  'finance.loanSharkProof': 'ask.loanShark',
  'finance.weeklyMeetings': 'ask.weeklyMeetings',
  'owner.occupation': 'ask.occupation',
  'owner.workStatus': 'ask.workStatus',
  'owner.citizen': 'ask.citizen',
  'owner.hasNik': 'ask.hasNik',
  'owner.electronicCard': 'ask.electronicCard',
  'owner.birthDate': 'ask.birthDate',
  'owner.sex': 'ask.sex',
  'owner.inSchool': 'ask.inSchool',
  'owner.incomePerCapita': 'ask.incomePerCapita',
  'cooperative.kinds': 'ask.cooperativeKinds',
  'group.member': 'ask.groupMember',
  'group.members': 'ask.groupMembers',
  'family.hasBusiness': 'ask.familyBusiness',
  'programme.inMentoring': 'ask.inMentoring',
  'programme.trained': 'ask.trained',
  'programme.completed': 'ask.completed',
  'legality.bpomMd': 'ask.bpomMd',
  'legality.proposal': 'ask.proposal',
  'legality.sktm': 'ask.sktm',
  'legality.legalEntity': 'ask.legalEntity',
  'legality.cooperativeNumber': 'ask.cooperativeNumber',
  'migrant.registered': 'ask.migrantRegistered',
  'migrant.contract': 'ask.migrantContract',
  'migrant.statuses': 'migrant.title',
};

/** Beside a question, where it needs some. */
const HINTS: Readonly<Record<string, MessageKey>> = {
  'business.turnover': 'ask.turnover.hint',
  'business.preservations': 'ask.preservations.hint',
  'owner.birthDate': 'ask.birthDate.hint',
  'owner.hasNik': 'ask.hasNik.hint',
  'owner.incomePerCapita': 'ask.incomePerCapita.hint',
};

const HINT_OF_TYPE: Readonly<Record<string, MessageKey>> = {
  date: 'ask.date.hint',
  choices: 'ask.choices.hint',
  integer: 'ask.number.hint',
};

/** Facts with a question, in the order in which owners see them. */
export const ASKABLE: readonly string[] = Object.keys(QUESTIONS).filter((fact) => Object.hasOwn(CATALOGUE, fact));

export const isAskable = (fact: string): boolean => Object.hasOwn(QUESTIONS, fact) && Object.hasOwn(CATALOGUE, fact);

/** @throws TypeError for a fact that is not {@link isAskable} */
export function questionOf(fact: string): MessageKey {
  const key = QUESTIONS[fact];
  if (!key) throw new TypeError(`${fact} has no question`);
  return key;
}

export function hintOf(fact: string): MessageKey | undefined {
  const { type, unit } = CATALOGUE[fact]!;
  return HINTS[fact] ?? (unit === 'IDR' ? 'ask.rough' : HINT_OF_TYPE[type]);
}
