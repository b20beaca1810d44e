import { AccountRole, Principal } from '@sambung/accounts';
import { Text } from '@sambung/errors';
import { ACTOR_MERGED } from '@sambung/profiles';
import { ButtonRow, isMessageKey, Language, languageOf, languageOfText, LinkButton, MessageKey, Title } from '@sambung/ui';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { compressed, documentOf, pageHeaders } from './document';
import { formPageOf, pageLocale, pathOf } from './language-of-page';
import { PROFILE_LOCKED } from '../owner/profile-lock';
import { homeLabelOf, homeOf, signInFor } from './menu';

interface ShownProblem {
  status: number;
  code: string;
  detail: Text;
  extra?: Readonly<Record<string, unknown>>;
  /** Whether the detail says more than the page's own words. */
  isExplained: boolean;
}

const messageFor = (status: number, code: string): MessageKey => {
  const key = code === 'FormForeign' ? 'problem.form' : `problem.${status}`;
  return isMessageKey(key) ? key : 'problem.400';
};

/** Whether whoever asks is a browser that opens a page. */
export const wantsPage = (request: FastifyRequest): boolean =>
  !pathOf(request).startsWith('/api/') && /\btext\/html\b/.test(request.headers.accept ?? '');

/**
 * Where the error is mended: who is not signed in, lacks an authenticator app or must give a PIN is led there; old links to a record that
 * was joined into another lead on.
 */
function wayOut({ status, code, extra }: ShownProblem, request: FastifyRequest): string | null {
  const isRead = request.method === 'GET';
  const back = (page: string, wish: string) => `${page}?ke=${encodeURIComponent(wish)}`;
  if (status === 401) return isRead ? back(signInFor(pathOf(request)), request.url) : signInFor(pathOf(request));
  if (code === 'SecondFactorMissing') return '/aplikasi';
  if (code === PROFILE_LOCKED) {
    const profile = `/usaha/${(request.params as { id: string }).id}`;
    return back(`${profile}/pin`, isRead ? request.url : profile);
  }
  if (code !== ACTOR_MERGED || !extra?.mergedInto || !isRead) return null;
  return request.url.replaceAll(String(extra.actorId), String(extra.mergedInto));
}

/** Where a link that has run out is replaced. */
const RENEWALS: Readonly<Record<string, { href: string; label: MessageKey }>> = {
  LinkDead: { href: '/masuk/petugas', label: 'problem.partner' },
  ResetUnknown: { href: '/masuk/sandi', label: 'reset.title' },
};

interface WaysProps {
  role: AccountRole | undefined;
  language: Language;
}

/** Where whoever is signed in works. */
const OwnHome = ({ role, language: { t } }: WaysProps) =>
  role ? <LinkButton href={homeOf(role)}>{t(homeLabelOf(role))}</LinkButton> : null;

/** Pages of the own account before another account. */
function OwnWays({ role, language }: WaysProps) {
  const { t } = language;
  return (
    <>
      <OwnHome role={role} language={language} />
      <LinkButton href="/keluar" kind={role ? 'secondary' : 'primary'}>
        {t('problem.other')}
      </LinkButton>
    </>
  );
}

/** The page of an error, or the way to where it is mended. */
export function sendProblemPage(problem: ShownProblem, request: FastifyRequest & { principal?: Principal }, reply: FastifyReply): void {
  const { status, code, detail, isExplained } = problem;
  void reply.headers(pageHeaders(request.principal ?? null));
  const way = wayOut(problem, request);
  if (way) {
    void reply.status(303).header('location', way).send('');
    return;
  }
  const language = languageOf(pageLocale(request));
  const { t, locale } = language;
  const role = request.principal?.role;
  const renewal = RENEWALS[code];
  const key = messageFor(status, code);
  const text = isExplained ? detail[languageOfText(locale)] : t(`${key}.text` as MessageKey);
  const body = (
    <>
      <Title>{t(key)}</Title>
      <p class="pembuka">{text}</p>
      <ButtonRow>
        {key === 'problem.403' ? <OwnWays role={role} language={language} /> : null}
        {key === 'problem.404' ? <OwnHome role={role} language={language} /> : null}
        {renewal ? <LinkButton href={renewal.href}>{t(renewal.label)}</LinkButton> : null}
        {request.method === 'GET' ? null : <LinkButton href={formPageOf(request)}>{t('problem.again')}</LinkButton>}
        <LinkButton href="/" kind="secondary">
          {t('problem.home')}
        </LinkButton>
      </ButtonRow>
    </>
  );
  const html = documentOf(request, request.principal ?? null, { title: t(key), body });
  void reply
    .status(status)
    .header('content-type', 'text/html; charset=utf-8')
    .send(compressed(request, reply, html));
}
