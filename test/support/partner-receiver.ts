import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

export interface Received {
  id: string;
  type: string;
  body: string;
  headers: Record<string, string>;
  verified: boolean;
}

/** A real HTTP receiver that verifies signatures with the public library and can be made to misbehave. */
export class PartnerReceiver {
  readonly received: Received[] = [];
  readonly challenges: Received[] = [];
  /** Status of the answers to events; challenges are answered whatever it is. */
  status = 204;
  echoesChallenge = true;
  secret = '';
  private readonly server: Server;
  private port = 0;

  constructor() {
    this.server = createServer((request, response) => void this.receive(request, response));
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  /** Ids of the events that were accepted, each once. */
  get acceptedIds(): string[] {
    return [...new Set(this.received.filter((event) => event.verified).map((event) => event.id))];
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { type, data } = JSON.parse(body) as { type: string; data: { challenge?: string } };
    const headers = request.headers as Record<string, string>;
    const received = { id: headers['webhook-id']!, type, body, headers, verified: this.verifies(body, headers) };
    if (type === 'endpoint.verify') {
      this.challenges.push(received);
      response.writeHead(200).end(JSON.stringify({ challenge: this.echoesChallenge ? data.challenge : 'something else' }));
      return;
    }
    this.received.push(received);
    response.writeHead(this.status).end();
  }

  private verifies(body: string, headers: Record<string, string>): boolean {
    try {
      new Webhook(this.secret).verify(body, headers);
      return true;
    } catch {
      return false;
    }
  }
}
