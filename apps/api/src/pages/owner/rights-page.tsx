import {
  Button,
  ButtonRow,
  errorOf,
  FieldError,
  Form,
  LinkButton,
  longDate,
  Notice,
  Radios,
  Textarea,
  TextInput,
  Title,
  useLanguage,
} from '@sambung/ui';
import { FormBody, listIn, textIn } from '../web/form';

interface PageProps {
  /** Path of the profile. */
  at: string;
  /** Name of the business. */
  name: string;
  token: string;
}

export type Switch = 'objection' | 'restriction';
const SWITCH_PATHS: Readonly<Record<Switch, string>> = { objection: 'keberatan', restriction: 'pembatasan' };

/** One of the owner's switches: what it does, and a button that turns it. */
export function SwitchPage({ at, name, token, which, since }: PageProps & { which: Switch; since: Date | null }) {
  const { t, locale } = useLanguage();
  return (
    <>
      <Title caption={name}>{t(`right.${which}.title`)}</Title>
      {since ? (
        <Notice kind="success">
          <p>{t('right.since', { day: longDate(locale, since) })}.</p>
        </Notice>
      ) : null}
      <p>{t(`right.${which}.text`)}</p>
      {since ? null : (
        <>
          <p>{t(`right.${which}.effect`)}</p>
          <p>{t('right.undo')}</p>
        </>
      )}
      <Form action={`${at}/${SWITCH_PATHS[which]}`} token={token}>
        <ButtonRow>
          <Button name="aktif" value={since ? 'tidak' : 'ya'}>
            {t(since ? `right.${which}.off` : `right.${which}.on`)}
          </Button>
          <LinkButton href={`${at}/data`} kind="quiet">
            {t(since ? 'right.back' : 'right.cancel')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </>
  );
}

export function ErasurePage({ at, name, token, written, errors }: PageProps & { written: string; errors: readonly FieldError[] }) {
  const { t } = useLanguage();
  return (
    <>
      <Title caption={name}>{t('right.erasure.title')}</Title>
      <Notice kind="warning">
        <p>{t('right.erasure.text')}</p>
      </Notice>
      <p>{t('right.erasure.effect')}</p>
      <Form action={`${at}/hapus`} token={token}>
        <TextInput name="nama" label={t('right.erasure.name', { name })} error={errorOf(errors, 'nama')} value={written} maxLength={200} />
        <ButtonRow>
          <Button kind="warning">{t('right.erasure.button')}</Button>
        </ButtonRow>
      </Form>
    </>
  );
}

/** What a person has to answer. */
export const ASKABLE_KINDS = ['correction', 'review', 'access'] as const;
export const LONGEST_NOTE = 2000;

export function AskPage({ at, name, token, sent, errors }: PageProps & { sent: FormBody; errors: readonly FieldError[] }) {
  const { t } = useLanguage();
  return (
    <>
      <Title caption={name}>{t('right.ask')}</Title>
      <p>{t('request.lead')}</p>
      <Form action={`${at}/permintaan`} token={token}>
        <Radios
          name="jenis"
          legend={t('request.kind')}
          error={errorOf(errors, 'jenis')}
          options={ASKABLE_KINDS.map((value) => ({ value, label: t(`request.kind.${value}`), hint: t(`request.kind.${value}.hint`) }))}
          chosen={listIn(sent, 'jenis')}
        />
        <Textarea
          name="catatan"
          label={t('request.note')}
          error={errorOf(errors, 'catatan')}
          value={textIn(sent, 'catatan')}
          rows={4}
          maxLength={LONGEST_NOTE}
        />
        <ButtonRow>
          <Button>{t('request.send')}</Button>
        </ButtonRow>
      </Form>
    </>
  );
}
