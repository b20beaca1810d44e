import { AssessedChoice } from '@sambung/rounds';
import { Button, Details, errorOf, FieldError, Form, languageOfText, TextInput, useLanguage } from '@sambung/ui';
import { FormBody, textIn } from '../../web/form';

export const LONGEST_REASON = 500;

/** Name of the field for why one applicant may take part with one offer. */
export const reasonField = (actorId: string, offerSlug: string): string => `alasan-${actorId}-${offerSlug}`;

export interface Clearing {
  /** Whether the person may clear applicants now. */
  mayClear: boolean;
  token: string;
  sent: FormBody;
  errors: readonly FieldError[];
}

interface ClearFormProps extends Clearing {
  /** Where the form goes, with the part of the list that is open. */
  action: string;
  actorId: string;
  offerSlug: string;
  choice: AssessedChoice;
}

/** Lets an applicant take part of whom too little is known: what is lacking, and why they may all the same. */
export function ClearForm({ mayClear, action, actorId, offerSlug, choice, token, sent, errors }: ClearFormProps) {
  const { t, locale } = useLanguage();
  if (!mayClear || choice.standing !== 'undetermined') return null;
  const field = reasonField(actorId, offerSlug);
  const error = errorOf(errors, field);
  return (
    <Details summary={t('rounds.clear')} open={error !== undefined}>
      <ul>
        {choice.settle.map(({ leaf, text }) => (
          <li key={leaf}>{text[languageOfText(locale)]}</li>
        ))}
      </ul>
      <Form action={action} token={token}>
        <input type="hidden" name="peserta" value={actorId} />
        <input type="hidden" name="tawaran" value={offerSlug} />
        <TextInput
          name={field}
          label={t('rounds.clear.reason')}
          hint={t('rounds.clear.hint')}
          value={textIn(sent, field)}
          error={error}
          maxLength={LONGEST_REASON}
        />
        <Button kind="secondary">{t('rounds.clear.button')}</Button>
      </Form>
    </Details>
  );
}
