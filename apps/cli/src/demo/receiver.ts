import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

export interface ReceivedEvent {
  id: string;
  type: string;
  subjectId: string;
  at: number;
}

interface Payload {
  type: string;
  data: { challenge?: string; match_id?: string; consent_id?: string };
}

/** A partner's receiver: answers challenges, verifies every signature with the public library, remembers ids. */
export class Receiver {
  readonly events: ReceivedEvent[] = [];
  badSignatures = 0;
  private readonly secrets = new Map<string, string>();
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => void this.receive(request, response));
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** @param path the path that the secret belongs to */
  trust(path: string, secret: string): void {
    this.secrets.set(path, secret);
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const payload = JSON.parse(body) as Payload;
    // The secret is shown in the answer to the registration, which the first challenge may overtake.
    if (payload.type === 'endpoint.verify') {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ challenge: payload.data.challenge }));
      return;
    }
    try {
      new Webhook(this.secrets.get(request.url ?? '')!).verify(body, request.headers as Record<string, string>);
    } catch {
      this.badSignatures += 1;
      response.writeHead(401).end();
      return;
    }
    const { match_id, consent_id } = payload.data;
    this.events.push({
      id: String(request.headers['webhook-id']),
      type: payload.type,
      subjectId: (match_id ?? consent_id)!,
      at: Date.now(),
    });
    response.writeHead(204).end();
  }
}
