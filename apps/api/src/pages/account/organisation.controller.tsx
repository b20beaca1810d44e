import { OidcSignIn } from '@sambung/accounts';
import { DomainError } from '@sambung/errors';
import { ButtonRow, FORM_TOKEN_FIELD, LinkButton, Title, useLanguage } from '@sambung/ui';
import { Get } from '@nestjs/common';
import { Public } from '../../http/access';
import { Limited } from '../../http/rate-limits';
import { faultText } from '../web/fault-text';
import { homeOf } from '../web/menu';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { asWish, wishOf } from './wish';

const STAFF = '/masuk/petugas';

/**
 * Where signing in at the own organisation begins. A link and no form, for the policy of the pages lets forms lead to this
 * host alone; with the token of a form, so that no other site can begin it.
 */
export function beginAt(visit: Visit, token: string): string {
  const wish = wishOf(visit);
  return `/masuk/lembaga?${new URLSearchParams({ [FORM_TOKEN_FIELD]: token, ...(wish && { ke: wish }) })}`;
}

/** Staff who sign in at their own organisation (OpenID Connect) leave for it here and come back. */
@PageController()
@Public()
export class OrganisationController {
  constructor(private readonly oidc: OidcSignIn) {}

  @Get('masuk/lembaga')
  @Limited('signIn')
  async begin(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    if (!visit.accepts(visit.query(FORM_TOKEN_FIELD))) return { to: STAFF };
    const { address, flow } = await this.oidc.begin();
    visit.keepOidcFlow(`${flow}.${Buffer.from(wishOf(visit) ?? '').toString('base64url')}`);
    return { to: address };
  }

  @Get('masuk/lembaga/kembali')
  @Limited('signIn')
  async finish(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    const [flow = '', wish = ''] = visit.oidcFlow?.split('.') ?? [];
    visit.keepOidcFlow(null);
    try {
      const opened = await this.oidc.finish(flow, visit.search, visit.signInContext);
      visit.openSession(opened);
      return { to: asWish(Buffer.from(wish, 'base64url').toString()) ?? homeOf(opened.person.role) };
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'unauthenticated') throw error;
      return { title: visit.t('oidc.refused'), back: STAFF, body: <RefusedPage text={faultText(visit, error)} />, status: 401 };
    }
  }
}

function RefusedPage({ text }: { text: string }) {
  const { t } = useLanguage();
  return (
    <>
      <Title>{t('oidc.refused')}</Title>
      <p class="pembuka">{text}</p>
      <ButtonRow>
        <LinkButton href={STAFF}>{t('oidc.again')}</LinkButton>
      </ButtonRow>
    </>
  );
}
