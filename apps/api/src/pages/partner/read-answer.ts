import { Match, mayBecome, PartnerAnswer, REASON_CODES, SharingService } from '@sambung/matches';
import { FieldError } from '@sambung/ui';
import { FormBody, textIn } from '../web/form';
import { Visit } from '../web/visit';

const LONGEST_NOTE = 1000;
const ANSWERS: readonly PartnerAnswer[] = ['accepted', 'declined', 'inProgress', 'completed'];

type Answer = Parameters<SharingService['answer']>[3];

/** The answers that the state allows. */
export const answersFor = (match: Match): PartnerAnswer[] => ANSWERS.filter((answer) => mayBecome(match.state, answer));

/** Whether an answer is where the match stands, and not what became of it otherwise. */
export const isAnswered = ({ state }: Match): boolean => (ANSWERS as readonly string[]).includes(state);

/** What the form answers, or what is wrong with it. */
export function readAnswer({ t }: Visit, form: FormBody): { answer: Answer | null; errors: FieldError[] } {
  const status = ANSWERS.find((answer) => answer === textIn(form, 'jawaban'));
  const reasonCode = REASON_CODES.find((code) => code === textIn(form, 'alasan')) ?? null;
  if (!status) return { answer: null, errors: [{ field: 'jawaban', text: t('fault.AnswerMissing') }] };
  if (status === 'declined' && !reasonCode) return { answer: null, errors: [{ field: 'alasan', text: t('decision.reason.missing') }] };
  const note = textIn(form, 'catatan').slice(0, LONGEST_NOTE) || null;
  return { answer: { status, reasonCode, note, outcome: null }, errors: [] };
}
