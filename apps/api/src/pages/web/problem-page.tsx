import { Principal } from '@sambung/accounts';
import { Text } from '@sambung/errors';
import { ACTOR_MERGED } from '@sambung/profiles';
import { ButtonRow, isMessageKey, languageOf, languageOfText, LinkButton, MessageKey, Title } from '@sambung/ui';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { compressed, documentOf, PAGE_HEADERS } from './document';
import { pageLocale, pathOf } from './language-of-page';
import { PROFILE_LOCKED } from '../owner/profile-lock';
import { signInFor } from './menu';

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
 * The page of an error. Who is not signed in, lacks an authenticator app or must give a PIN is led to where that is mended; old links to
 * a record that was joined into another lead on.
 */
export function sendProblemPage(
  { status, code, detail, extra, isExplained }: ShownProblem,
  request: FastifyRequest & { principal?: Principal },
  reply: FastifyReply,
): void {
  void reply.headers(PAGE_HEADERS);
  if (status === 401) {
    const back = request.method === 'GET' ? `?ke=${encodeURIComponent(request.url)}` : '';
    void reply
      .status(303)
      .header('location', `${signInFor(pathOf(request))}${back}`)
      .send('');
    return;
  }
  if (code === 'SecondFactorMissing') {
    void reply.status(303).header('location', '/aplikasi').send('');
    return;
  }
  if (code === PROFILE_LOCKED) {
    const profile = `/usaha/${(request.params as { id: string }).id}`;
    const wish = request.method === 'GET' ? request.url : profile;
    void reply
      .status(303)
      .header('location', `${profile}/pin?ke=${encodeURIComponent(wish)}`)
      .send('');
    return;
  }
  if (code === ACTOR_MERGED && extra?.mergedInto && request.method === 'GET') {
    void reply
      .status(303)
      .header('location', request.url.replaceAll(String(extra.actorId), String(extra.mergedInto)))
      .send('');
    return;
  }
  const { t, locale } = languageOf(pageLocale(request));
  const key = messageFor(status, code);
  const text = isExplained ? detail[languageOfText(locale)] : t(`${key}.text` as MessageKey);
  const body = (
    <>
      <Title>{t(key)}</Title>
      <p class="pembuka">{text}</p>
      <ButtonRow>
        {key === 'problem.403' ? <LinkButton href="/keluar">{t('problem.other')}</LinkButton> : null}
        {request.method === 'GET' ? null : <LinkButton href={pathOf(request)}>{t('problem.again')}</LinkButton>}
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
