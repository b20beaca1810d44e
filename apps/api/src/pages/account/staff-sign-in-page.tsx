import { Button, ButtonRow, errorOf, FieldError, Form, LinkButton, News, TextInput, Title, useLanguage } from '@sambung/ui';

interface StaffSignInPageProps {
  action: string;
  token: string;
  login: string;
  errors: readonly FieldError[];
  /** The own organisation, for those who sign in there; null where there is none. */
  organisation: { name: string; href: string } | null;
  /** Whether a new password was just set. */
  hasNewPassword: boolean;
}

export function StaffSignInPage({ action, token, login, errors, organisation, hasNewPassword }: StaffSignInPageProps) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('signIn.staff.title')}</Title>
      <News news={hasNewPassword ? 'reset.done' : undefined} />
      {organisation ? <OwnOrganisation {...organisation} /> : null}
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
          maxLength={40}
          size="medium"
        />
        <ButtonRow>
          <Button>{t('signIn.button')}</Button>
        </ButtonRow>
      </Form>
      <OtherWays />
    </>
  );
}

function OwnOrganisation({ name, href }: { name: string; href: string }) {
  const { t } = useLanguage();
  return (
    <>
      <ButtonRow>
        <LinkButton href={href} kind="secondary">
          {t('oidc.button', { name })}
        </LinkButton>
      </ButtonRow>
      <p>{t('oidc.or')}</p>
    </>
  );
}

function OtherWays() {
  const { t } = useLanguage();
  return (
    <>
      <p>
        <a href="/masuk/sandi">{t('reset.link')}</a>
      </p>
      <p>
        <a href="/masuk">{t('signIn.owner')}</a>
      </p>
    </>
  );
}
