import { CodeSignIn, OpenedSession, Principal, ProfilePins, SealedSecrets } from '@sambung/accounts';
import { Config } from '@sambung/config';
import { Injectable } from '@nestjs/common';
import { Visit } from '../web/visit';

/** A one-time code on its way to a phone, as the browser that asked for it remembers. */
export interface SentTo {
  /** For signing in, or for a new PIN of this profile. */
  profile: string | null;
  requestId: string;
  /** E.164. */
  phone: string;
  /** Of who wants to keep the answers of the draft; null for who only signs in. */
  name: string | null;
  /** Only on a demonstration: the code itself. */
  code: string | null;
}

/** Remembers which code a browser waits for, in a cookie that it can neither read nor carry to another visit. */
@Injectable()
export class SentCodes {
  private readonly secrets: SealedSecrets;

  constructor(
    private readonly signingIn: CodeSignIn,
    private readonly pins: ProfilePins,
    config: Config,
  ) {
    this.secrets = new SealedSecrets(config, 'page-sent-codes.v1');
  }

  /** @throws DomainError CodeBudgetSpent, ChannelUnavailable */
  async send(visit: Visit, phone: string, name: string | null): Promise<void> {
    const { id: requestId, code } = await this.signingIn.request(phone);
    this.keep(visit, { profile: null, requestId, phone, name, code });
  }

  /** A code for a new PIN of a profile. @throws DomainError CodeBudgetSpent, ChannelUnavailable */
  async sendForPin(visit: Visit, owner: Principal, profile: string): Promise<void> {
    const { id: requestId, phone, code } = await this.pins.sendCode(owner);
    this.keep(visit, { profile, requestId, phone, name: null, code });
  }

  private keep(visit: Visit, sent: SentTo): void {
    visit.keepSentCode(this.secrets.seal(visit.keepToken(), JSON.stringify(sent)).toString('base64url'));
  }

  /** @returns null when the browser waits for none, or for another purpose, or the cookie is not ours */
  of({ sentCode, draftToken }: Visit, profile: string | null = null): SentTo | null {
    if (!sentCode || !draftToken) return null;
    try {
      const sent = JSON.parse(this.secrets.open(draftToken, Buffer.from(sentCode, 'base64url'))) as SentTo;
      return sent.profile === profile ? sent : null;
    } catch {
      return null;
    }
  }

  /** @throws DomainError CodeWrong */
  async signIn(visit: Visit, { requestId, name }: SentTo, code: string): Promise<OpenedSession> {
    const credentials = { requestId, code, ...(name && { name }) };
    const opened = await this.signingIn.signIn(credentials, visit.signInContext);
    visit.openSession(opened);
    visit.keepSentCode(null);
    return opened;
  }
}
