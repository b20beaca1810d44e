import { REASON_CODES } from '@sambung/matches';
import { errorOf, FieldError, Radios, Select, TextInput, Textarea, useLanguage } from '@sambung/ui';
import { FormBody, listIn, textIn } from '../web/form';
import { checkFields, Choice } from './read-decision';

interface DecisionFieldsProps {
  sent: FormBody;
  errors: readonly FieldError[];
  /** The decisions that the state allows. */
  choices: readonly Choice[];
  /** Criteria that exist only as prose, by their id. */
  checks?: readonly { id: string; label: string }[];
}

const LONGEST_NOTE = 1000;

/** The fields of a decision; the same for one match and for many. */
export function DecisionFields({ sent, errors, choices, checks = [] }: DecisionFieldsProps) {
  const { t } = useLanguage();
  return (
    <>
      {checks.map((check) => (
        <CheckFields key={check.id} check={check} sent={sent} errors={errors} />
      ))}
      <Radios
        name="putusan"
        legend={t('decision.choose')}
        error={errorOf(errors, 'putusan')}
        options={choices.map((value) => ({ value, label: t(`decision.${value}`) }))}
        chosen={listIn(sent, 'putusan')}
      />
      <Select
        name="alasan"
        label={t('decision.reason')}
        hint={t('decision.reason.hint')}
        error={errorOf(errors, 'alasan')}
        placeholder={t('decision.reason.pick')}
        value={textIn(sent, 'alasan')}
        options={REASON_CODES.map((value) => ({ value, label: t(`reason.${value}`) }))}
      />
      <Textarea name="catatan" label={t('decision.note')} value={textIn(sent, 'catatan')} rows={3} maxLength={LONGEST_NOTE} />
    </>
  );
}

function CheckFields({ check, sent, errors }: Pick<DecisionFieldsProps, 'sent' | 'errors'> & { check: { id: string; label: string } }) {
  const { t } = useLanguage();
  const { value, grounds } = checkFields(check.id);
  return (
    <>
      <Radios
        name={value}
        legend={check.label}
        hint={t('decision.checks.hint')}
        options={[
          { value: 'ya', label: t('answer.yes') },
          { value: 'tidak', label: t('answer.no') },
        ]}
        chosen={listIn(sent, value)}
      />
      <TextInput
        name={grounds}
        label={t('decision.check.reason', { label: check.label })}
        error={errorOf(errors, grounds)}
        value={textIn(sent, grounds)}
        maxLength={500}
      />
    </>
  );
}
