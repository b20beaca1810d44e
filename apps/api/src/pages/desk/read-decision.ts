import { Decision, MatchState, mayBecome, REASON_CODES, ReasonCode } from '@sambung/matches';
import { MessageKey } from '@sambung/ui';
import { FormBody, textIn } from '../web/form';

export type Choice = Decision['decision'];
const CHOICES: readonly Choice[] = ['approved', 'returned', 'rejected'];

/** The decisions that a state leaves. */
export const choicesFor = (state: MatchState): Choice[] => CHOICES.filter((choice) => mayBecome(state, choice));

const LONGEST_NOTE = 1000;
const LONGEST_GROUNDS = 500;

interface DecisionFault {
  field: string;
  key: MessageKey;
}

/** Names of the fields of one check that only an officer can make. */
export const checkFields = (checkId: string): { value: string; grounds: string } => ({
  value: `cek-${checkId}`,
  grounds: `cek-${checkId}-dasar`,
});

/** What the form decides, or everything that is wrong with it. @param checkIds the checks that the form asks for */
export function readDecision(
  form: FormBody,
  checkIds: readonly string[],
): { decision: Omit<Decision, 'expectedVersion'> | null; faults: DecisionFault[] } {
  const decision = CHOICES.find((choice) => choice === textIn(form, 'putusan'));
  const reasonCode = REASON_CODES.find((code): code is ReasonCode => code === textIn(form, 'alasan')) ?? null;
  const checked = checkIds.map((checkId) => readCheck(form, checkId));
  const faults: DecisionFault[] = [
    ...(decision ? [] : [{ field: 'putusan', key: 'decision.missing' as const }]),
    ...(decision && decision !== 'approved' && !reasonCode ? [{ field: 'alasan', key: 'decision.reason.missing' as const }] : []),
    ...checked.flatMap(({ fault }) => fault ?? []),
  ];
  if (!decision || faults.length > 0) return { decision: null, faults };
  const note = textIn(form, 'catatan').slice(0, LONGEST_NOTE) || null;
  return { decision: { decision, reasonCode, note, checks: checked.flatMap(({ check }) => check ?? []) }, faults };
}

function readCheck(form: FormBody, checkId: string): { check?: Decision['checks'][number]; fault?: DecisionFault } {
  const { value, grounds } = checkFields(checkId);
  const answer = textIn(form, value);
  if (answer !== 'ya' && answer !== 'tidak') return {};
  const reason = textIn(form, grounds).slice(0, LONGEST_GROUNDS);
  return reason
    ? { check: { checkId, value: answer === 'ya', reason } }
    : { fault: { field: grounds, key: 'decision.check.reason.missing' } };
}
