import { Button, ButtonRow, Checkboxes, Details, errorOf, FieldError, Form, LinkButton, TextInput, Title, useLanguage } from '@sambung/ui';
import { FormBody, listIn, textIn } from '../web/form';
import { ConsentPoints } from './consent-points';

interface RegisterPageProps {
  token: string;
  form: FormBody;
  errors: readonly FieldError[];
  /** Somebody who is signed in only has to consent. */
  isKnown: boolean;
}

/** Keeps the answers under an account, with consent in plain words (UU 27/2022 art. 21–22). */
export function RegisterPage({ token, form, errors, isKnown }: RegisterPageProps) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('register.title')}</Title>
      <p>{t(isKnown ? 'register.lead.known' : 'register.lead')}</p>
      <Form action="/simpan" token={token}>
        {isKnown ? null : <OwnerFields form={form} errors={errors} />}
        <h2>{t('consent.title')}</h2>
        <ConsentPoints purpose="matching" />
        <Checkboxes
          name="setuju"
          legend={t('consent.legend')}
          error={errorOf(errors, 'setuju')}
          options={[{ value: 'ya', label: t('consent.agree') }]}
          chosen={listIn(form, 'setuju')}
        />
        <Details summary={t('question.why')}>
          <p>{t('register.why')}</p>
        </Details>
        <ButtonRow>
          <Button>{t('register.button')}</Button>
        </ButtonRow>
      </Form>
    </>
  );
}

interface TwinPageProps {
  /** The record of the same owner under the same name; null where the reader may not see it. */
  actorId: string | null;
  /** Whether the answers have a name of their own. */
  mayRename: boolean;
}

/** Where the answers cannot be kept twice: the way to what stands, or to another name. */
export function TwinPage({ actorId, mayRename }: TwinPageProps) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('register.twin')}</Title>
      <p>{t('register.twin.text')}</p>
      {mayRename ? <p>{t('register.twin.other')}</p> : null}
      <ButtonRow>
        {actorId ? <LinkButton href={`/usaha/${actorId}`}>{t('register.twin.open')}</LinkButton> : null}
        {mayRename ? (
          <LinkButton href="/mulai/usaha?dari=simpan" kind="secondary">
            {t('register.twin.change')}
          </LinkButton>
        ) : null}
      </ButtonRow>
    </>
  );
}

function OwnerFields({ form, errors }: Pick<RegisterPageProps, 'form' | 'errors'>) {
  const { t } = useLanguage();
  return (
    <>
      <TextInput
        name="nama"
        label={t('register.name')}
        error={errorOf(errors, 'nama')}
        value={textIn(form, 'nama')}
        autocomplete="name"
        maxLength={200}
      />
      <TextInput
        name="telepon"
        type="tel"
        inputMode="tel"
        label={t('register.phone')}
        hint={t('register.phone.hint')}
        error={errorOf(errors, 'telepon')}
        value={textIn(form, 'telepon')}
        autocomplete="tel"
        size="medium"
      />
    </>
  );
}
