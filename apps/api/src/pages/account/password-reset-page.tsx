import { Button, ButtonRow, errorOf, FieldError, Form, Notice, TextInput, Title, useLanguage } from '@sambung/ui';

interface FormProps {
  token: string;
  errors: readonly FieldError[];
}

export function AskForLinkPage({ token, errors }: FormProps) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('reset.title')}</Title>
      <p>{t('reset.lead')}</p>
      <Form action="/masuk/sandi" token={token}>
        <TextInput
          name="email"
          type="email"
          inputMode="email"
          label={t('signIn.login')}
          error={errorOf(errors, 'email')}
          value=""
          autocomplete="username"
        />
        <ButtonRow>
          <Button>{t('reset.send')}</Button>
        </ButtonRow>
      </Form>
    </>
  );
}

export function LinkSentPage() {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('reset.title')}</Title>
      <Notice kind="success" title={t('reset.sent')}>
        <p>{t('reset.sent.text')}</p>
      </Notice>
    </>
  );
}

export function NoMailPage() {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('reset.title')}</Title>
      <p class="pembuka">{t('reset.byAdmin')}</p>
    </>
  );
}

export function NewPasswordPage({ action, token, errors }: FormProps & { action: string }) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('reset.new')}</Title>
      <p>{t('reset.new.text')}</p>
      <Form action={action} token={token}>
        <TextInput
          name="sandi"
          type="password"
          label={t('reset.password')}
          hint={t('reset.password.hint')}
          error={errorOf(errors, 'sandi')}
          value=""
          autocomplete="new-password"
        />
        <ButtonRow>
          <Button>{t('reset.button')}</Button>
        </ButtonRow>
      </Form>
    </>
  );
}
