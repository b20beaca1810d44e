import { ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../../apps/cli/src/embedded/free-port';
import { eventually } from './eventually';

const NODES = 3;
const SLOTS = 16_384;

interface Node {
  server: ChildProcess;
  client: Redis;
  port: number;
  busPort: number;
}

/** Three nodes on this machine, each with a third of the slots. */
export class RedisCluster {
  private readonly nodes: Node[] = [];

  constructor(
    private readonly program: string,
    private readonly folder: string,
  ) {}

  async start(): Promise<void> {
    for (let index = 0; index < NODES; index += 1) this.nodes.push(await this.startNode(index));
    const [first] = this.nodes;
    const share = Math.ceil(SLOTS / NODES);
    for (const [index, { client, port, busPort }] of this.nodes.entries()) {
      await client.call('cluster', 'addslotsrange', index * share, Math.min(SLOTS, (index + 1) * share) - 1);
      await first!.client.call('cluster', 'meet', '127.0.0.1', port, busPort);
    }
    const states = () => Promise.all(this.nodes.map(({ client }) => client.call('cluster', 'info') as Promise<string>));
    await eventually('the cluster', states, (all) => all.every((info) => info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${NODES}`))); // prettier-ignore
  }

  private async startNode(index: number): Promise<Node> {
    const directory = join(this.folder, `node-${index}`);
    mkdirSync(directory, { recursive: true });
    const [port, busPort] = [await freePort(), await freePort()];
    const settings = ['--port', port, '--cluster-port', busPort, '--bind', '127.0.0.1', '--cluster-enabled', 'yes', '--save', '', '--maxmemory-policy', 'noeviction']; // prettier-ignore
    const server = spawn(this.program, settings.map(String), { cwd: directory, stdio: 'ignore' });
    const client = new Redis({ port, host: '127.0.0.1', maxRetriesPerRequest: null });
    client.on('error', () => undefined);
    await eventually(`node ${index}`, () => client.ping(), (answer) => answer === 'PONG'); // prettier-ignore
    return { server, client, port, busPort };
  }

  /** As the configuration wants it. */
  get urls(): string {
    return this.nodes.map(({ port }) => `redis://127.0.0.1:${port}`).join();
  }

  /** How many keys that begin so each node holds. */
  keysOf(prefix: string): Promise<number[]> {
    return Promise.all(this.nodes.map(async ({ client }) => (await client.keys(`${prefix}*`)).length));
  }

  stop(): void {
    for (const { client, server } of this.nodes) {
      client.disconnect();
      server.kill('SIGKILL');
    }
  }
}
