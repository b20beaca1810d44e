import { Session, SessionsService } from '@sambung/accounts';
import { Button, Facts, Form, longMoment, MessageKey, News, Section, Tag, Title, useLanguage } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { BeforeSecondFactor, SignedIn } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { homeOf } from '../web/menu';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { deviceName } from './device-name';

const ADDRESS = '/perangkat';

/** What was just done, as the address tells. */
const NEWS: ReadonlyMap<string, MessageKey> = new Map([
  ['keluar', 'sessions.ended'],
  ['lainnya', 'sessions.others.ended'],
]);

/** Where the account is signed in, and a way to end what should not be. */
@PageController()
@SignedIn()
@BeforeSecondFactor()
export class SessionsPageController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly transactions: Transactions,
  ) {}

  @Get('perangkat')
  async show(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    const { caller } = visit;
    const sessions = await this.sessions.list(caller);
    const news = NEWS.get(visit.query('kabar') ?? '');
    const isStaff = caller.role !== 'owner';
    const body = <SessionsPage sessions={sessions} own={caller.sessionId} isStaff={isStaff} news={news} token={visit.formToken} />;
    return { title: visit.t('sessions.title'), back: homeOf(caller.role), body };
  }

  @Post('perangkat/lainnya/keluar')
  async revokeOthers(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    const { id, sessionId = null } = visit.caller;
    await this.transactions.write((tx) => this.sessions.revokeOthers(tx, id, sessionId));
    return { to: `${ADDRESS}?kabar=lainnya` };
  }

  @Post('perangkat/:id/keluar')
  async revoke(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    await this.sessions.revoke(visit.caller, id);
    return { to: `${ADDRESS}?kabar=keluar` };
  }
}

interface SessionsPageProps {
  sessions: readonly Session[];
  /** Id of the session that asks. */
  own: string | undefined;
  isStaff: boolean;
  news: MessageKey | undefined;
  token: string;
}

function SessionsPage({ sessions, own, isStaff, news, token }: SessionsPageProps) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('sessions.title')}</Title>
      <News news={news} />
      <p>{t(sessions.length > 1 ? 'sessions.lead' : 'sessions.only')}</p>
      {isStaff ? (
        <p>
          <a href="/aplikasi">{t('app.link')}</a>
        </p>
      ) : null}
      {sessions.map((session) => (
        <SessionSection key={session.id} session={session} isOwn={session.id === own} token={token} />
      ))}
      {sessions.length > 1 ? (
        <Section title={t('sessions.others')}>
          <p>{t('sessions.others.text')}</p>
          <Form action={`${ADDRESS}/lainnya/keluar`} token={token}>
            <Button kind="warning">{t('sessions.others.button')}</Button>
          </Form>
        </Section>
      ) : null}
    </>
  );
}

function OwnDevice({ name }: { name: string }) {
  const { t } = useLanguage();
  return (
    <>
      {name} <Tag>{t('sessions.own')}</Tag>
    </>
  );
}

function SessionSection({ session, isOwn, token }: { session: Session; isOwn: boolean; token: string }) {
  const { t, locale } = useLanguage();
  const name = deviceName(session.device) ?? t('sessions.unknown');
  return (
    <Section title={isOwn ? <OwnDevice name={name} /> : name}>
      <Facts
        rows={[
          { label: t('sessions.lastSeen'), value: isOwn ? t('sessions.now') : longMoment(locale, session.lastSeenAt) },
          { label: t('sessions.since'), value: longMoment(locale, session.createdAt) },
          { label: t('sessions.method'), value: t(`sessions.method.${session.method}`) },
        ]}
      />
      {isOwn ? null : (
        <Form action={`${ADDRESS}/${session.id}/keluar`} token={token}>
          <Button kind="secondary">
            {t('sessions.end')}
            <span class="senyap">: {name}</span>
          </Button>
        </Form>
      )}
    </Section>
  );
}
