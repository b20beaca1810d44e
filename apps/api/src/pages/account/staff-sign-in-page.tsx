import { Button, ButtonRow, errorOf, FieldError, Form, TextInput, Title, useLanguage } from '@sambung/ui';

interface StaffSignInPageProps {
  action: string;
  token: string;
  login: string;
  errors: readonly FieldError[];
}

export function StaffSignInPage({ action, token, login, errors }: StaffSignInPageProps) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('signIn.staff.title')}</Title>
      <Form action={action} token={token}>
        <TextInput
          name="akun"
          label={t('signIn.login')}
          error={errorOf(errors, 'akun')}
          value={login}
          autocomplete="username"
          inputMode="email"
        />
        <TextInput
          name="sandi"
          type="password"
          label={t('signIn.password')}
          error={errorOf(errors, 'sandi')}
          value=""
          autocomplete="current-password"
        />
        <TextInput
          name="aplikasi"
          label={t('signIn.app')}
          hint={t('signIn.app.hint')}
          error={errorOf(errors, 'aplikasi')}
          value=""
          autocomplete="one-time-code"
          maxLength={30}
          size="medium"
        />
        <ButtonRow>
          <Button>{t('signIn.button')}</Button>
        </ButtonRow>
      </Form>
      <p>
        <a href="/masuk">{t('signIn.owner')}</a>
      </p>
    </>
  );
}
