import {
  Button,
  ButtonRow,
  errorOf,
  Facts,
  FieldError,
  Form,
  LinkButton,
  News,
  Notice,
  Section,
  TextInput,
  Title,
  useLanguage,
} from '@sambung/ui';

export interface Enrolment {
  /** Base32. */
  secret: string;
  /** `otpauth:`; opens the app where it is on the same device. */
  address: string;
}

export function AppPage({ token, isRemoved }: { token: string; isRemoved: boolean }) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('app.title')}</Title>
      <News news={isRemoved ? 'app.removed' : undefined} />
      <p>{t('app.lead')}</p>
      <Form action="/aplikasi" token={token}>
        <Button>{t('app.begin')}</Button>
      </Form>
    </>
  );
}

/** What stands there once an app is added: how many codes are left for a lost phone, and how to change the phone. */
export function AppOnPage({ token, codesLeft, errors }: { token: string; codesLeft: number; errors: readonly FieldError[] }) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('app.on')}</Title>
      <p>{t('app.on.text', { count: codesLeft })}</p>
      <Section title={t('app.remove')}>
        <p>{t('app.remove.text')}</p>
        <Form action="/aplikasi/lepas" token={token}>
          <TextInput
            name="kode"
            label={t('app.remove.code')}
            autocomplete="one-time-code"
            error={errorOf(errors, 'kode')}
            value=""
            maxLength={40}
            size="medium"
          />
          <Button kind="warning">{t('app.remove.button')}</Button>
        </Form>
      </Section>
    </>
  );
}

interface ConfirmAppPageProps {
  token: string;
  /** Null after a wrong code: the app holds the secret already. */
  enrolment: Enrolment | null;
  errors: readonly FieldError[];
}

export function ConfirmAppPage({ token, enrolment, errors }: ConfirmAppPageProps) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('app.title')}</Title>
      {enrolment ? (
        <>
          <p>{t('app.secret.text')}</p>
          <Facts rows={[{ label: t('app.secret'), value: <code>{enrolment.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code> }]} />
          <p>
            <a href={enrolment.address}>{t('app.open')}</a>
          </p>
        </>
      ) : (
        <p>
          <a href="/aplikasi">{t('app.anew')}</a>
        </p>
      )}
      <Form action="/aplikasi/kode" token={token}>
        <TextInput
          name="kode"
          label={t('app.code')}
          inputMode="numeric"
          autocomplete="one-time-code"
          error={errorOf(errors, 'kode')}
          value=""
          maxLength={10}
          size="short"
        />
        <ButtonRow>
          <Button>{t('app.confirm')}</Button>
        </ButtonRow>
      </Form>
    </>
  );
}

/** Shown once: each replaces a code of the app that is lost. */
export function RecoveryCodesPage({ codes, next }: { codes: readonly string[]; next: string }) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('app.codes')}</Title>
      <Notice kind="warning">
        <p>{t('app.codes.text')}</p>
      </Notice>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <LinkButton href={next}>{t('app.done')}</LinkButton>
    </>
  );
}
