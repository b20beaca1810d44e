import { Button, ButtonRow, FieldError, Form, LinkButton, Section, Title, useLanguage } from '@sambung/ui';
import { ShownCode, SixDigits } from '../account/code-page';

interface PinPageProps {
  /** Path of the profile. */
  at: string;
  /** Name of the business. */
  name: string;
  token: string;
  errors: readonly FieldError[];
}

function ProfilesLink() {
  const { t } = useLanguage();
  return (
    <p>
      <a class="lanjut" href="/usaha?semua">
        {t('profiles.title')}
      </a>
    </p>
  );
}

/** Asks for the PIN of a profile. Only the name shows, so that each finds the own one. */
export function AskPinPage({ at, name, token, errors, action }: PinPageProps & { action: string }) {
  const { t } = useLanguage();
  return (
    <>
      <Title caption={name}>{t('pin.ask')}</Title>
      <Form action={action} token={token}>
        <SixDigits name="pin" type="password" label={t('pin.label')} autocomplete="current-password" errors={errors} />
        <ButtonRow>
          <Button>{t('pin.open')}</Button>
          <LinkButton href={`${at}/pin/lupa`} kind="quiet">
            {t('pin.forgotten')}
          </LinkButton>
        </ButtonRow>
      </Form>
      <ProfilesLink />
    </>
  );
}

/** After five wrong PINs. */
export function BlockedPinPage({ at, name }: Pick<PinPageProps, 'at' | 'name'>) {
  const { t } = useLanguage();
  return (
    <>
      <Title caption={name}>{t('pin.blocked')}</Title>
      <p>{t('fault.PinBlocked')}</p>
      <ButtonRow>
        <LinkButton href={`${at}/pin/lupa`}>{t('pin.renew')}</LinkButton>
      </ButtonRow>
      <ProfilesLink />
    </>
  );
}

/** Sets, changes and removes the PIN. */
export function SetPinPage({ at, name, token, errors, isSet }: PinPageProps & { isSet: boolean }) {
  const { t } = useLanguage();
  return (
    <>
      <Title caption={name}>{t(isSet ? 'pin.change' : 'pin.set')}</Title>
      <p>{t('pin.what')}</p>
      <Form action={`${at}/pin/atur`} token={token}>
        {isSet ? (
          <SixDigits name="sekarang" type="password" label={t('pin.current')} autocomplete="current-password" errors={errors} />
        ) : null}
        <SixDigits name="pin" type="password" label={t('pin.new')} hint={t('pin.new.hint')} autocomplete="new-password" errors={errors} />
        <ButtonRow>
          <Button>{t('pin.save')}</Button>
        </ButtonRow>
      </Form>
      {isSet ? (
        <Section title={t('pin.remove')}>
          <p>{t('pin.remove.text')}</p>
          <Form action={`${at}/pin/hapus`} token={token}>
            <SixDigits name="lama" type="password" label={t('pin.current')} autocomplete="current-password" errors={errors} />
            <Button kind="warning">{t('pin.remove')}</Button>
          </Form>
        </Section>
      ) : null}
    </>
  );
}

export function ForgottenPinPage({ at, name, token, errors }: PinPageProps) {
  const { t } = useLanguage();
  return (
    <>
      <Title caption={name}>{t('pin.forgotten')}</Title>
      <p>{t('pin.forgotten.text')}</p>
      {errors.map(({ field, text }) => (
        <p key={field} class="kesalahan" id={field}>
          {text}
        </p>
      ))}
      <Form action={`${at}/pin/lupa`} token={token}>
        <ButtonRow>
          <Button>{t('code.send')}</Button>
        </ButtonRow>
      </Form>
    </>
  );
}

interface RenewPinPageProps extends PinPageProps {
  /** As people write it. */
  phone: string;
  /** Shown on a demonstration, where nothing is sent. */
  shown: string | null;
  /** What was written, for who only has to choose another PIN. */
  code: string;
}

export function RenewPinPage({ at, name, token, errors, phone, shown, code }: RenewPinPageProps) {
  const { t } = useLanguage();
  return (
    <>
      <Title caption={name}>{t('pin.renew')}</Title>
      <p>{t('code.lead', { phone })}</p>
      <ShownCode code={shown} />
      <Form action={`${at}/pin/kode`} token={token}>
        <SixDigits name="kode" label={t('code.label')} autocomplete="one-time-code" value={code} errors={errors} />
        <SixDigits name="pin" type="password" label={t('pin.new')} hint={t('pin.new.hint')} autocomplete="new-password" errors={errors} />
        <ButtonRow>
          <Button>{t('pin.save')}</Button>
          <LinkButton href={`${at}/pin/lupa`} kind="quiet">
            {t('code.again')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </>
  );
}
