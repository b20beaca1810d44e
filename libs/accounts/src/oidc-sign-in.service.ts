import { Clock, Config } from '@sambung/config';
import { ACCOUNTS, inScope } from '@sambung/database';
import { DomainError, Text } from '@sambung/errors';
import { Injectable, Logger } from '@nestjs/common';
import * as oidc from 'openid-client';
import { DataSource, EntityManager, IsNull } from 'typeorm';
import { PeopleService } from './people.service';
import { Person } from './person.entity';
import { SealedSecrets } from './sealed-secrets';
import { OpenedSession, SessionsService, SignInContext } from './sessions.service';

const FLOW_MINUTES = 10;
const TIMEOUT_SECONDS = 5;

/** What must be the same when the person comes back. Sealed, it is kept by the browser that began. */
interface Flow {
  verifier: string;
  state: string;
  nonce: string;
  expiresAt: number;
}

interface Identity {
  subject: string;
  email: string | null;
}

const refused = (code: string, detail: Text): DomainError => new DomainError('unauthenticated', code, detail);

/** Staff signing in at their own organisation: OpenID Connect, authorization code with PKCE, state and nonce. */
@Injectable()
export class OidcSignIn {
  private readonly logger = new Logger(OidcSignIn.name);
  private readonly flows: SealedSecrets;
  private provider?: Promise<oidc.Configuration>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly people: PeopleService,
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {
    this.flows = new SealedSecrets(config, 'oidc-flows.v1');
  }

  /** @returns where to send the browser, and a sealed text that it gives back with its return */
  async begin(): Promise<{ address: string; flow: string }> {
    const provider = await this.discovered();
    const [verifier, state, nonce] = [oidc.randomPKCECodeVerifier(), oidc.randomState(), oidc.randomNonce()];
    const address = oidc.buildAuthorizationUrl(provider, {
      redirect_uri: this.config.OIDC_REDIRECT_URL!,
      scope: 'openid email',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    const flow: Flow = { verifier, state, nonce, expiresAt: this.clock.now().getTime() + FLOW_MINUTES * 60_000 };
    return { address: address.href, flow: this.flows.seal('flow', JSON.stringify(flow)).toString('base64url') };
  }

  /**
   * @param query the query with which the provider sent the browser back
   * @throws DomainError OidcRefused for anything that does not fit; AccountUnknown for people without an account
   */
  async finish(flow: string, query: string, context: Omit<SignInContext, 'method'>): Promise<OpenedSession> {
    const identity = await this.identityOf(this.openFlow(flow), query);
    return inScope(this.dataSource, ACCOUNTS, async (tx) => {
      const person = await this.accountOf(tx, identity);
      return this.sessions.open(tx, person, { ...context, method: 'oidc' });
    });
  }

  private openFlow(sealed: string): Flow {
    try {
      const flow = JSON.parse(this.flows.open('flow', Buffer.from(sealed, 'base64url'))) as Flow;
      if (flow.expiresAt > this.clock.now().getTime()) return flow;
    } catch {
      // Bytes that are not ours are refused like a flow that has expired.
    }
    throw oidcRefused();
  }

  private async identityOf({ verifier, state, nonce }: Flow, query: string): Promise<Identity> {
    const provider = await this.discovered();
    const returned = new URL(this.config.OIDC_REDIRECT_URL!);
    returned.search = query;
    try {
      const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
      const tokens = await oidc.authorizationCodeGrant(provider, returned, checks);
      const { sub } = tokens.claims()!;
      const claims = await oidc.fetchUserInfo(provider, tokens.access_token, sub);
      const email = claims.email && claims.email_verified === true ? claims.email.toLowerCase() : null;
      return { subject: `${provider.serverMetadata().issuer} ${sub}`, email };
    } catch (error) {
      this.logger.warn(`the provider's answer was refused: ${(error as Error).name} ${(error as { code?: string }).code ?? ''}`);
      throw oidcRefused();
    }
  }

  /** Known by issuer and subject; the first time by a verified e-mail address, of staff alone. */
  private async accountOf(tx: EntityManager, { subject, email }: Identity): Promise<Person> {
    const known = await tx.findOneBy(Person, { oidcSubject: subject, disabledAt: IsNull() });
    if (known) return known;
    const first = email ? await this.people.byEmail(tx, email) : null;
    if (!first || first.role === 'owner' || first.oidcSubject !== null || first.disabledAt) {
      throw refused('AccountUnknown', {
        id: 'Belum ada akun untuk identitas ini. Minta administrator membuatnya.',
        en: 'There is no account for this identity yet. Ask an administrator to create one.',
      });
    }
    await tx.update(Person, { id: first.id }, { oidcSubject: subject });
    return first;
  }

  private discovered(): Promise<oidc.Configuration> {
    const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_REDIRECT_URL } = this.config;
    if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_REDIRECT_URL) throw unavailable();
    const options = { timeout: TIMEOUT_SECONDS, execute: OIDC_ISSUER.startsWith('http:') ? [oidc.allowInsecureRequests] : [] };
    this.provider ??= oidc.discovery(new URL(OIDC_ISSUER), OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, undefined, options).catch((error: Error) => {
      this.provider = undefined;
      this.logger.error(`discovery of the provider: ${error.message}`);
      throw unavailable();
    });
    return this.provider;
  }
}

const oidcRefused = () =>
  refused('OidcRefused', {
    id: 'Masuk lewat lembaga Anda tidak berhasil. Mulai lagi dari awal.',
    en: 'Signing in at your organisation did not succeed. Start again.',
  });

const unavailable = () =>
  new DomainError('unavailable', 'OidcUnavailable', {
    id: 'Masuk lewat lembaga belum tersedia di sini.',
    en: 'Signing in through an organisation is not available here.',
  });
