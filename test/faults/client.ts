import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request } from 'undici';

const PATIENCE_MS = 90_000;
const ANSWER_MS = 15_000;
const PAUSE_MS = 200;

/** What a caller saw besides success. */
export interface Trouble {
  what: string;
  /** 503, another 5xx, or a connection that broke under a request; a door that is closed is none: the other host is asked. */
  kind: 'unavailable' | 'serverError' | 'broken';
}

/** Calls the API as a careful program does behind two addresses: it repeats what it has no answer to, under one key. */
export class Client {
  readonly troubles: Trouble[] = [];
  readonly waits: number[] = [];
  private readonly agent = new Agent({ pipelining: 0, keepAliveTimeout: 1 });
  private turn = 0;

  constructor(private readonly addresses: () => string[]) {}

  /** @returns the body of the first 2xx. @throws Error for any other definite answer, or after 90 s */
  async call<T>(token: string, method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown): Promise<T> {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(method === 'POST' && { 'idempotency-key': randomUUID() }),
    };
    const payload = body === undefined ? undefined : JSON.stringify(body);
    for (const started = Date.now(); Date.now() - started < PATIENCE_MS; await wait(PAUSE_MS)) {
      const answer = await this.once(method, path, headers, payload);
      if (answer === null || answer.status >= 500 || answer.status === 429) continue;
      if (answer.status < 300) return (answer.text ? JSON.parse(answer.text) : undefined) as T;
      throw new Error(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 300)}`);
    }
    throw new Error(`${method} ${path}: no answer within ${PATIENCE_MS / 1000} s`);
  }

  private async once(method: 'GET' | 'POST' | 'PATCH', path: string, headers: Record<string, string>, body?: string) {
    const addresses = this.addresses();
    const address = addresses[(this.turn += 1) % addresses.length]!;
    const started = performance.now();
    try {
      const signal = AbortSignal.timeout(ANSWER_MS);
      const response = await request(`${address}/api/v1${path}`, { method, headers, body, dispatcher: this.agent, signal });
      const text = await response.body.text();
      if (response.statusCode >= 500)
        this.trouble(
          response.statusCode === 503 ? 'unavailable' : 'serverError',
          `${method} ${path}: ${response.statusCode} ${text.slice(0, 200)}`,
        );
      else this.waits.push(performance.now() - started);
      return { status: response.statusCode, text };
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== 'ECONNREFUSED') this.trouble('broken', `${method} ${path}: ${code ?? message}`);
      return null;
    }
  }

  private trouble(kind: Trouble['kind'], what: string): void {
    this.troubles.push({ kind, what });
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }
}
