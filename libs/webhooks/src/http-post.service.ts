import { Clock, Config } from '@sambung/config';
import { Injectable, OnApplicationShutdown } from '@nestjs/common';
import { Agent, request } from 'undici';
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
  const { name, code } = error as { name?: string; code?: string };
  if (error instanceof AddressRefused) return 'refusedAddress';
  return name === 'TimeoutError' || name === 'AbortError' || code?.includes('TIMEOUT') ? 'timeout' : 'connection';
};

/** Seconds from now, of a Retry-After in seconds or as a date (RFC 9110 §10.2.3); null for anything else. */
export function retryAfterSeconds(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header);
  const at = Date.parse(header);
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

  async post(url: string, headers: Record<string, string>, body: string, timeoutMs = TOTAL_TIMEOUT_MS): Promise<PostResult> {
    const started = performance.now();
    const elapsed = () => Math.round(performance.now() - started);
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const response = await request(url, { method: 'POST', headers, body, dispatcher: this.agent, signal });
      const text = await readCapped(response.body);
      const { headers: answered, statusCode } = response;
      return {
        status: statusCode,
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

async function readCapped(stream: AsyncIterable<Buffer> & { destroy(): void }): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= MOST_RESPONSE_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MOST_RESPONSE_BYTES).toString('utf8');
}
