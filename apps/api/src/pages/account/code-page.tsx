import { Button, ButtonRow, errorOf, FieldError, Form, InlineError, Notice, Section, TextInput, Title, useLanguage } from '@sambung/ui';

/** The button for a new code, as the error summary leads to it. */
export const AGAIN = 'baru';

interface CodePageProps {
  action: string;
  /** Where a new code is asked for. */
  again: string;
  token: string;
  /** As people write it. */
  phone: string;
  /** Shown on a demonstration, where nothing is sent. */
  shown: string | null;
  errors: readonly FieldError[];
}

/** Takes the one-time code that a phone got. */
export function CodePage({ action, again, token, phone, shown, errors }: CodePageProps) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('code.title')}</Title>
      <p>{t('code.lead', { phone })}</p>
      <ShownCode code={shown} />
      <Form action={action} token={token}>
        <SixDigits name="kode" label={t('code.label')} autocomplete="one-time-code" errors={errors} />
        <ButtonRow>
          <Button>{t('signIn.button')}</Button>
        </ButtonRow>
      </Form>
      <Section title={t('code.missing')}>
        <p>{t('code.missing.text')}</p>
        <Form action={again} token={token}>
          <InlineError name={AGAIN} error={errorOf(errors, AGAIN)} />
          <Button kind="secondary" id={AGAIN} error={errorOf(errors, AGAIN)}>
            {t('code.again')}
          </Button>
        </Form>
        <p>
          <a class="lanjut" href="/masuk">
            {t('code.other')}
          </a>
        </p>
      </Section>
    </>
  );
}

/** What a demonstration shows in place of sending it. */
export function ShownCode({ code }: { code: string | null }) {
  const { t } = useLanguage();
  if (!code) return null;
  return (
    <Notice kind="warning" title={t('code.demo')}>
      <p>
        {t('code.demo.text')} <strong class="kode-peragaan">{code}</strong>
      </p>
    </Notice>
  );
}

interface SixDigitsProps {
  name: string;
  label: string;
  hint?: string;
  type?: 'text' | 'password';
  autocomplete: string;
  value?: string;
  errors: readonly FieldError[];
}

/** Longer than its figures, for a pasted code may come with blanks; the server takes them out. */
export const SixDigits = ({ errors, value = '', ...field }: SixDigitsProps) => (
  <TextInput {...field} inputMode="numeric" error={errorOf(errors, field.name)} value={value} maxLength={10} size="short" />
);
