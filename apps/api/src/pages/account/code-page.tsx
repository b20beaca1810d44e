import { Button, ButtonRow, errorOf, FieldError, Form, Notice, Section, TextInput, Title, useLanguage } from '@sambung/ui';

interface CodePageProps {
  action: string;
  /** Where a new code is asked for. */
  again: string;
  token: string;
  /** As people write it. */
  phone: string;
  /** Shown on a demonstration, where nothing is sent. */
  shown: string | null;
  asksPin: boolean;
  errors: readonly FieldError[];
}

/** Takes the one-time code that a phone got. */
export function CodePage({ action, again, token, phone, shown, asksPin, errors }: CodePageProps) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('code.title')}</Title>
      <p>{t('code.lead', { phone })}</p>
      {shown ? (
        <Notice kind="warning" title={t('code.demo')}>
          <p>
            {t('code.demo.text')} <strong class="kode-peragaan">{shown}</strong>
          </p>
        </Notice>
      ) : null}
      <Form action={action} token={token}>
        <SixDigits name="kode" label={t('code.label')} autocomplete="one-time-code" errors={errors} />
        {asksPin ? <SixDigits name="pin" type="password" label={t('code.pin')} autocomplete="current-password" errors={errors} /> : null}
        <ButtonRow>
          <Button>{t('signIn.button')}</Button>
        </ButtonRow>
      </Form>
      <Section title={t('code.missing')}>
        <p>{t('code.missing.text')}</p>
        <Form action={again} token={token}>
          <Button kind="secondary">{t('code.again')}</Button>
        </Form>
        <p>
          <a href="/masuk">{t('code.other')}</a>
        </p>
      </Section>
    </>
  );
}

interface SixDigitsProps {
  name: string;
  label: string;
  type?: 'text' | 'password';
  autocomplete: string;
  errors: readonly FieldError[];
}

const SixDigits = ({ errors, ...field }: SixDigitsProps) => (
  <TextInput {...field} inputMode="numeric" error={errorOf(errors, field.name)} value="" maxLength={6} size="short" />
);
