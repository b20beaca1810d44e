import { createServer, request, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** A page of one line, the least that a browser can paint: what it costs is the machine's and the net's. */
export const BARE_PAGE = '/baris';
const BARE_HTML = '<!doctype html><html lang="id"><title>Baris</title><p>Satu baris.</p></html>';

export interface Door {
  address: string;
  /** Whom the pages are for. */
  cookie: string;
  close(): void;
}

/**
 * The system behind a door of its own that leaves out one header: Chromium 147 without a window, led by Lighthouse, gives up every
 * document that comes with a referrer policy, and forgets cookies. Nothing that is measured depends on the header.
 */
export async function openDoor(address: string): Promise<Door> {
  const door: Door = { address: '', cookie: '', close: () => void server.close() };
  const server: Server = createServer((incoming, outgoing) => {
    if (incoming.url === BARE_PAGE) {
      outgoing.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(BARE_HTML);
      return;
    }
    const onward = request(
      address + incoming.url,
      { method: incoming.method, headers: { ...incoming.headers, cookie: door.cookie } },
      (answer) => {
        const { 'referrer-policy': _, ...headers } = answer.headers;
        outgoing.writeHead(answer.statusCode!, headers);
        answer.pipe(outgoing);
      },
    );
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  door.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return door;
}
