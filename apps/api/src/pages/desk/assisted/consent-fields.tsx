import { Consent } from '@sambung/accounts';
import { errorOf, FieldError, Radios, TextInput, useLanguage } from '@sambung/ui';
import { FormBody, listIn, textIn } from '../../web/form';

/** How somebody else says that the owner agreed. */
export type GivenConsent = Pick<Consent, 'channel' | 'evidence' | 'locale'>;

export const METHODS = ['spoken', 'paper', 'code'] as const;
export type Method = (typeof METHODS)[number];

const LONGEST_EVIDENCE = 500;

export const methodIn = (form: FormBody, allowed: readonly string[] = METHODS): string | undefined =>
  allowed.find((method) => method === textIn(form, 'cara'));

export const evidenceIn = (form: FormBody): string | null => textIn(form, 'bukti').slice(0, LONGEST_EVIDENCE) || null;

interface ConsentFieldsProps {
  methods: readonly (Method | 'none')[];
  sent: FormBody;
  errors: readonly FieldError[];
}

/** By which way the owner agreed, and what shows it. */
export function ConsentFields({ methods, sent, errors }: ConsentFieldsProps) {
  const { t } = useLanguage();
  return (
    <>
      <Radios
        name="cara"
        legend={t('assist.method')}
        error={errorOf(errors, 'cara')}
        options={methods.map((value) => ({
          value,
          label: t(`assist.method.${value}`),
          hint: t(`assist.method.${value}.hint`),
          apart: value === 'none',
        }))}
        chosen={listIn(sent, 'cara')}
      />
      <TextInput
        name="bukti"
        label={t('assist.evidence')}
        hint={t('assist.evidence.hint')}
        error={errorOf(errors, 'bukti')}
        value={textIn(sent, 'bukti')}
        maxLength={LONGEST_EVIDENCE}
      />
    </>
  );
}
