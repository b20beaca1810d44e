import { ApiCaller } from '../support/api-caller';
import { eventually } from '../support/eventually';
import { TestSystem } from '../support/test-system';
import { Asked, httpServer, HttpServer, Reply } from './http-server';
import { Cast, interestedActor } from './story';

export interface Endpoint {
  id: string;
  url: string;
  status: string;
  challengeError: string | null;
  disabledReason: string | null;
  failingSince: string | null;
}

export interface Subscription {
  id: string;
  secret: string;
  server: HttpServer;
}

/** A partner's endpoints over real HTTP, for tests of what comes to them. */
export class WebhookStage {
  private servers: HttpServer[] = [];

  constructor(
    private readonly system: TestSystem,
    readonly people: Cast,
  ) {}

  /** Takes everything of one test away. */
  async clear(): Promise<void> {
    this.system.clock.set(null);
    for (const server of this.servers.splice(0)) await server.close();
    await this.system.query(`update webhook_endpoints set status = 'deleted'`);
    await this.system.query(`update webhook_deliveries set state = 'cancelled' where state in ('pending', 'held')`);
    // Work that a failed test left dead would fail all that come after.
    await this.system.query('delete from outbox where dead_at is not null');
    await this.system.noPendingWork();
  }

  async serve(reply: (asked: Asked) => Reply): Promise<HttpServer> {
    const server = await httpServer(reply);
    this.servers.push(server);
    return server;
  }

  async register(url: string, settings: Record<string, unknown> = {}, caller: ApiCaller = this.people.partner) {
    return (await caller.post<Endpoint & { secret: string }>('/webhook-endpoints', { url, ...settings })).body;
  }

  async read(id: string): Promise<Endpoint> {
    return (await this.people.partner.get<Endpoint>(`/webhook-endpoints/${id}`)).body;
  }

  becomes(id: string, holds: (endpoint: Endpoint) => boolean): Promise<Endpoint> {
    return eventually('the status of the endpoint', () => this.read(id), holds);
  }

  /** A server and its endpoint, which has answered its challenge. */
  async subscribed(reply: (asked: Asked) => Reply, settings: Record<string, unknown> = {}): Promise<Subscription> {
    const server = await this.serve(reply);
    const { id, secret } = await this.register(server.url, settings);
    await this.becomes(id, ({ status }) => status === 'active');
    return { id, secret, server };
  }

  /** Hands one match over to the partner, so that an event is on its way. */
  async approved(changes: Record<string, unknown> = {}) {
    const opened = await interestedActor(this.people, changes);
    await this.people.officer.post(`/matches/${opened.matchId}/decision`, { decision: 'approved' });
    return opened;
  }

  /** Has a test event sent. @returns its id */
  async test(id: string): Promise<string> {
    return (await this.people.partner.post<{ eventId: string }>(`/webhook-endpoints/${id}/test`)).body.eventId;
  }
}

export const asked = (server: HttpServer, count: number): Promise<Asked[]> =>
  eventually(`${count} posts`, () => Promise.resolve(server.asked), ({ length }) => length >= count); // prettier-ignore

export const typesAt = (server: HttpServer): string[] => server.asked.map(({ body }) => (JSON.parse(body) as { type: string }).type);
