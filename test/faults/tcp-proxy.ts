import { AddressInfo, connect, createServer, Server, Socket } from 'node:net';

/** `silent` swallows every byte and closes nothing, as a lost route does; `reset` breaks every connection. */
export type Weather = 'clear' | 'silent' | 'reset';

/** A TCP proxy on 127.0.0.1 whose address stays while what is behind it moves, stalls or is gone. */
export class TcpProxy {
  weather: Weather = 'clear';
  /** Port of the server behind. */
  target = 0;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  constructor() {
    this.server = createServer((client) => this.join(client));
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Connections that were made before stay silent for ever, even when the sky clears: their bytes are gone. */
  change(weather: Weather): void {
    this.weather = weather;
    if (weather === 'reset') this.cut();
  }

  cut(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private join(client: Socket): void {
    if (this.weather === 'reset') return void client.resetAndDestroy();
    const server = this.weather === 'silent' ? new Socket() : connect(this.target, '127.0.0.1');
    this.pour(client, server);
    this.pour(server, client);
  }

  private pour(from: Socket, to: Socket): void {
    let lost = false;
    this.sockets.add(from);
    from.on('data', (bytes: Buffer) => {
      lost ||= this.weather === 'silent';
      if (!lost && !to.destroyed) to.write(bytes);
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      this.sockets.delete(from);
      if (this.weather !== 'silent') to.destroy();
    });
  }
}
