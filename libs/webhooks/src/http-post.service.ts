import { Clock, Config } from '@sambung/config';
import { Injectable, OnApplicationShutdown } from '@nestjs/common';
import { Agent } from 'undici';
import { CallTimeout, CappedAnswer } from './capped-answer';
import { AddressRefused, guardedAgent } from './dial-guard';

export const TOTAL_TIMEOUT_MS = 15_000;
const MOST_RESPONSE_BYTES = 20_000;

/** What came of one POST; an expected failure is a value, not an exception. */
export interface PostResult {
  status: number | null;
  /** Error class when there was no whole answer. */
  error: 'timeout' | 'refusedAddress' | 'connection' | null;
  body: string;
  /** Seconds. */
  retryAfter: number | null;
  /** From the header `webhook-delivery`: send this event, or anything, no more. */
  control: 'abort-message' | 'disable' | null;
  durationMs: number;
}

const errorClass = (error: unknown): PostResult['error'] => {
  if (error instanceof AddressRefused) return 'refusedAddress';
  return error instanceof CallTimeout || (error as { code?: string }).code?.includes('TIMEOUT') ? 'timeout' : 'connection';
};

/** Seconds from now, of a Retry-After in seconds or as a date (RFC 9110 §10.2.3); null for anything else. */
function retryAfterSeconds(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header);
  const at = /[a-z]/i.test(header) ? Date.parse(header) : NaN;
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now.getTime()) / 1_000));
}

const controlOf = (header: unknown): PostResult['control'] => (header === 'abort-message' || header === 'disable' ? header : null);

const textOf = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header[0] : header);

/** Posts to partners: public addresses only, no redirects, 15 s in all, at most 20,000 bytes of answer. */
@Injectable()
export class HttpPost implements OnApplicationShutdown {
  private readonly agent: Agent;

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    this.agent = guardedAgent(config);
  }

  async post(
    { origin, pathname, search }: URL,
    headers: Record<string, string>,
    body: string,
    timeoutMs = TOTAL_TIMEOUT_MS,
  ): Promise<PostResult> {
    const started = performance.now();
    const elapsed = () => Math.round(performance.now() - started);
    const answer = new CappedAnswer(MOST_RESPONSE_BYTES, timeoutMs);
    // The whole call has a time already.
    const noOther = { headersTimeout: 0, bodyTimeout: 0 };
    try {
      this.agent.dispatch({ origin, path: pathname + search, method: 'POST', headers, body, ...noOther }, answer);
      const { status, headers: answered, body: text } = await answer.promise;
      return {
        status,
        error: null,
        body: text,
        retryAfter: retryAfterSeconds(textOf(answered['retry-after']), this.clock.now()),
        control: controlOf(answered['webhook-delivery']),
        durationMs: elapsed(),
      };
    } catch (error) {
      return { status: null, error: errorClass(error), body: '', retryAfter: null, control: null, durationMs: elapsed() };
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.agent.destroy();
  }
}
