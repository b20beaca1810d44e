import { Button, ButtonRow, errorOf, FieldError, Form, TextInput, Title, useLanguage } from '@sambung/ui';

interface SignInPageProps {
  action: string;
  /** Where those sign in who do so with a password. */
  staff: string;
  token: string;
  phone: string;
  errors: readonly FieldError[];
}

export function SignInPage({ action, staff, token, phone, errors }: SignInPageProps) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('signIn.title')}</Title>
      <p>{t('signIn.lead')}</p>
      <Form action={action} token={token}>
        <TextInput
          name="telepon"
          type="tel"
          inputMode="tel"
          label={t('register.phone')}
          hint={t('signIn.phone.hint')}
          error={errorOf(errors, 'telepon')}
          value={phone}
          autocomplete="tel"
          size="medium"
        />
        <ButtonRow>
          <Button>{t('code.send')}</Button>
        </ButtonRow>
      </Form>
      <p>
        {t('signIn.new')}
        <br />
        <a class="lanjut" href="/mulai">
          {t('start.button')}
        </a>
      </p>
      <p>
        <a class="lanjut" href={staff}>
          {t('signIn.staff')}
        </a>
      </p>
    </>
  );
}
