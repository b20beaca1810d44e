import { Button, ButtonRow, Form, LinkButton, MessageKey, Section, Title, useLanguage } from '@sambung/ui';

interface LeavePageProps {
  token: string;
  /** The address that opens the answers again; null when there are none. */
  resumeAt: string | null;
  keptUntil: string;
  isSignedIn: boolean;
}

export function LeavePage({ token, resumeAt, keptUntil, isSignedIn }: LeavePageProps) {
  const { t } = useLanguage();
  if (!resumeAt && !isSignedIn) return <NothingToLeave />;
  return (
    <>
      <Title>{t('leave.title')}</Title>
      <p>{t('leave.lead')}</p>
      <Form action="/keluar" token={token}>
        {resumeAt ? (
          <>
            <p>{t('leave.keep.text', { day: keptUntil })}</p>
            <p class="alamat">{resumeAt}</p>
          </>
        ) : null}
        <ButtonRow>
          <Button name="cara" value="simpan">
            {t(resumeAt ? 'leave.keep' : 'leave.now')}
          </Button>
        </ButtonRow>
        {resumeAt ? (
          <Section title={t('leave.erase')}>
            <p>{t('leave.erase.text')}</p>
            <Button kind="warning" name="cara" value="hapus">
              {t('leave.erase')}
            </Button>
          </Section>
        ) : null}
      </Form>
      {isSignedIn ? (
        <p>
          <a class="lanjut" href="/perangkat">
            {t('sessions.title')}
          </a>
        </p>
      ) : null}
    </>
  );
}

function NothingToLeave() {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('leave.title')}</Title>
      <p>{t('leave.nothing')}</p>
      <LinkButton href="/">{t('leave.home')}</LinkButton>
    </>
  );
}

/** What becomes of the answers of whoever has left, as the address tells. */
export const LEFT: ReadonlyMap<string, MessageKey> = new Map([
  ['simpan', 'leave.done.kept'],
  ['akun', 'leave.done.account'],
  ['hapus', 'leave.done.erased'],
]);

export function LeftPage({ text }: { text: MessageKey }) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('leave.done')}</Title>
      <p>{t(text)}</p>
      <p>{t('leave.done.close')}</p>
      <LinkButton href="/" kind="secondary">
        {t('leave.home')}
      </LinkButton>
    </>
  );
}
