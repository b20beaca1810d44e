import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Asked {
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

export interface HttpServer {
  url: string;
  port: number;
  /** Requests other than challenges. */
  asked: Asked[];
  /** When set, requests are given to it and never answered; the caller's giving up is `left`. */
  hold?: (left: Promise<unknown>) => void;
  /** Called for every request that is answered. */
  arrived?: () => void;
  close: () => Promise<void>;
}

/** A server that answers challenges as it should and everything else as the test says. */
export async function httpServer(reply: (asked: Asked) => Reply): Promise<HttpServer> {
  const asked: Asked[] = [];
  const self = { asked } as HttpServer;
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const challenge = /"challenge":"([^"]+)"/.exec(body)?.[1];
      if (challenge) return response.writeHead(200).end(challenge);
      const one = { url: request.url!, headers: request.headers as Record<string, string>, body };
      asked.push(one);
      if (self.hold) return self.hold(once(response, 'close'));
      self.arrived?.();
      const { status, headers = {}, body: answer } = reply(one);
      return response.writeHead(status, headers).end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return Object.assign(self, { url: `http://127.0.0.1:${port}/hook`, port, close });
}
