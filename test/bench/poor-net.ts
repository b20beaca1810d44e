import { AddressInfo, connect, createServer, Server, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export interface NetThrottle {
  rttMs: number;
  throughputKbps: number;
}

export interface PoorNet {
  address: string;
  close(): void;
}

/** What a packet carries: a browser paints what has come before the rest is there. */
const PIECE_BYTES = 1_460;

/** One direction of a net that all connections share: a piece waits for those before it, then travels. */
class Line {
  private freeAt = 0;

  constructor(
    private readonly bytesAMs: number,
    private readonly delayMs: number,
  ) {}

  carry(from: Socket, to: Socket, earliest: number): void {
    let last = Promise.resolve();
    const deliver = (at: number, then: () => void) => {
      last = last.then(() => wait(Math.max(0, at - performance.now()))).then(then);
    };
    from.on('data', (data: Buffer) => {
      for (let start = 0; start < data.length; start += PIECE_BYTES) {
        const piece = data.subarray(start, start + PIECE_BYTES);
        this.freeAt = Math.max(this.freeAt, performance.now(), earliest) + piece.length / this.bytesAMs;
        deliver(this.freeAt + this.delayMs, () => void to.write(piece));
      }
    });
    from.on('end', () => deliver(this.freeAt + this.delayMs, () => void to.end()));
    from.on('error', () => to.destroy());
  }
}

/**
 * A slow net before a server: each connection costs a round trip before its first byte, each byte its time on the line. Without TLS,
 * whose handshake would cost one round trip more.
 */
export async function openPoorNet(address: string, { rttMs, throughputKbps }: NetThrottle): Promise<PoorNet> {
  const target = new URL(address);
  const bytesAMs = throughputKbps / 8;
  const [up, down] = [new Line(bytesAMs, rttMs / 2), new Line(bytesAMs, rttMs / 2)];
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) sockets.add(socket.setNoDelay());
    up.carry(near, far, performance.now() + rttMs);
    down.carry(far, near, 0);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
