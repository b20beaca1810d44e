import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';

/** What becomes of one event; only the last three keep it. */
export type Behaviour = 'refuse' | 'hang' | 'accept' | 'acceptSlowly' | 'acceptAndDrop';

interface StoredEvent {
  matchId: string;
  /** When it came first, milliseconds since the epoch. */
  at: number;
  body: string;
  times: number;
}

const SLOW_MS = 1_500;

/** A partner over real HTTP: checks each signature with the public library and keeps what it accepts, by webhook-id. */
export class Partner {
  readonly store = new Map<string, StoredEvent>();
  readonly badSignatures: string[] = [];
  /** Events whose second coming had other bytes. */
  readonly changedBodies: string[] = [];
  posts = 0;
  secret = '';
  behave: () => Behaviour = () => 'accept';
  private readonly server: Server = createServer((request, response) => void this.receive(request, response));

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  /** Forgets what it has, for the next fault. */
  reset(): void {
    this.store.clear();
    this.badSignatures.length = 0;
    this.changedBodies.length = 0;
    this.posts = 0;
    this.behave = () => 'accept';
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request).catch(() => null);
    if (body === null) return;
    const { type, data } = JSON.parse(body) as { type: string; data: { challenge?: string; match_id: string } };
    if (type === 'endpoint.verify') return void response.writeHead(200).end(data.challenge);
    this.posts += 1;
    const behaviour = this.behave();
    if (behaviour === 'hang') return;
    if (behaviour === 'refuse') return void response.writeHead(500).end();
    this.keep(request.headers as Record<string, string>, body, data.match_id);
    if (behaviour === 'acceptAndDrop') return void request.socket.destroy();
    if (behaviour === 'acceptSlowly') await wait(SLOW_MS);
    response.writeHead(204).end();
  }

  private keep(headers: Record<string, string>, body: string, matchId: string): void {
    const id = headers['webhook-id']!;
    try {
      new Webhook(this.secret).verify(body, headers);
    } catch {
      this.badSignatures.push(id);
    }
    const known = this.store.get(id);
    if (!known) return void this.store.set(id, { matchId, at: Date.now(), body, times: 1 });
    known.times += 1;
    if (known.body !== body) this.changedBodies.push(id);
  }
}
