import { Round, RoundState } from '@sambung/rounds';
import { Button, Checkboxes, errorOf, FieldError, Form, longMoment, Notice, Section, useLanguage } from '@sambung/ui';
import { FormBody, textIn } from '../../web/form';

export const STEPS = ['buka', 'tutup', 'bagi', 'selesai'] as const;
export type Step = (typeof STEPS)[number];

/** What may come next, the likelier first. */
const NEXT: Readonly<Record<RoundState, readonly Step[]>> = {
  draft: ['buka'],
  open: ['tutup'],
  closed: ['bagi'],
  run: ['bagi', 'selesai'],
  finished: [],
};

/** What a step does is said in three lines. */
const LINES = ['1', '2', '3'] as const;

export interface StepsProps {
  round: Round;
  /** Number of the latest run, 0 before the first. */
  run: number;
  /** Whether the officer's territory holds the round. */
  mayHold: boolean;
  /** Offered seats that wait for an answer. */
  unanswered: number;
  now: Date;
  token: string;
  sent: FormBody;
  errors: readonly FieldError[];
}

/** Why a step cannot be taken now, though the state allows it; null when it can. */
function obstacle(step: Step, { round, unanswered, now }: StepsProps): 'over' | 'early' | 'unanswered' | null {
  if (step === 'buka' && now >= round.closesAt) return 'over';
  if (step === 'tutup' && now < round.closesAt) return 'early';
  return step === 'selesai' && unanswered > 0 ? 'unanswered' : null;
}

function StepForm({ step, ...props }: StepsProps & { step: Step }) {
  const { t } = useLanguage();
  const { round, run, token, sent, errors } = props;
  const again = step === 'bagi' && run > 0;
  return (
    <Form action={`/petugas/putaran/${round.id}`} token={token}>
      <input type="hidden" name="langkah" value={step} />
      <input type="hidden" name="undian" value={run} />
      <ul>
        {LINES.map((line) => (
          <li key={line}>{t(again ? `rounds.again.${line}` : `rounds.${step}.${line}`, { days: round.answerDays })}</li>
        ))}
      </ul>
      <Checkboxes
        name={`setuju-${step}`}
        legend={t('rounds.sure')}
        options={[{ value: 'ya', label: t(again ? 'rounds.again.sure' : `rounds.${step}.sure`) }]}
        chosen={textIn(sent, `setuju-${step}`) === 'ya' ? ['ya'] : []}
        error={errorOf(errors, `setuju-${step}`)}
      />
      <Button kind={step === 'selesai' ? 'secondary' : 'primary'}>{t(again ? 'rounds.again' : `rounds.${step}`)}</Button>
    </Form>
  );
}

/** What the holder of the round can do next, and what it would do. */
export function NextSteps(props: StepsProps) {
  const { t, locale } = useLanguage();
  const { round, mayHold, unanswered, run } = props;
  if (!mayHold)
    return (
      <Notice>
        <p>{t('rounds.notYours')}</p>
      </Notice>
    );
  return (
    <>
      {NEXT[round.state].map((step) => {
        const why = obstacle(step, props);
        return (
          <Section key={step} id={step} title={t(step === 'bagi' && run > 0 ? 'rounds.again' : `rounds.${step}`)}>
            {why ? (
              <p>{t(`rounds.${why}`, { time: longMoment(locale, round.closesAt), seats: unanswered })}</p>
            ) : (
              <StepForm {...props} step={step} />
            )}
          </Section>
        );
      })}
    </>
  );
}
