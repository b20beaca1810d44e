import { ApiKeysService, Institution, NewPerson, PeopleService } from '@sambung/accounts';
import { readConfig } from '@sambung/config';
import { INestApplicationContext } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client as Database } from 'pg';
import { DataSource } from 'typeorm';
import { silently } from '../../apps/cli/src/progress';
import { prepareDatabase } from '../../apps/cli/src/seed/prepare-database';
import { withServices } from '../../apps/cli/src/seed/seed-context';
import { publishOffer } from '../factories/story';
import { ApiCaller } from '../support/api-caller';
import { eventually } from '../support/eventually';
import { temporaryFolder } from '../support/temporary-folder';
import { Fleet, Program } from './fleet';
import { Partner } from './partner';
import { whileItMoves } from './progress';
import { PostgresStore, RedisStore } from './stores';
import { Volume } from './volume';
import type { Players } from './workload';

export const LEASE_SECONDS = 5;
const DATABASE = 'postgres';

/** The compiled system as several hosts run it, on stores of its own, with two partners. */
export class FaultSystem {
  readonly folder = temporaryFolder('faults');
  private readonly disk = join(this.folder, 'disk');
  /** The disk of PostgreSQL, where a fault wants one of its own. */
  volume: Volume | null = null;
  readonly postgres = new PostgresStore(join(this.disk, 'postgres'));
  readonly redis = new RedisStore(join(this.folder, 'redis'));
  readonly partners = [new Partner(), new Partner()];
  /** Actors whose work kills the matcher that does it. */
  poison: string[] = [];
  /** Milliseconds by which the clocks of couriers and matchers are wrong, one of each kind. */
  clockShiftMs = 0;
  readonly fleet = new Fleet((program) => this.environment(program));
  private readonly secretKey = randomBytes(32).toString('base64');
  readonly queuePrefix = `{t${randomBytes(6).toString('hex')}}`;
  private shifted = new Set<Program>();
  database: Database;
  players: Players;
  admin: ApiCaller;

  /** @param onVolume puts PostgreSQL on a disk that can be made full. @returns null where that may not be done */
  static async start(onVolume: true): Promise<FaultSystem | null>;
  static async start(): Promise<FaultSystem>;
  static async start(onVolume = false): Promise<FaultSystem | null> {
    const system = new FaultSystem();
    if (onVolume) system.volume = Volume.mount(system.disk);
    if (onVolume && !system.volume) return null;
    try {
      await system.boot();
      return system;
    } catch (error) {
      await system.stop();
      throw error;
    }
  }

  private async boot(): Promise<void> {
    await Promise.all([this.postgres.start(), this.redis.start(), ...this.partners.map((partner) => partner.listen())]);
    const config = readConfig({ DATABASE_URL: this.postgres.directUrlOf(DATABASE), SECRET_KEY: this.secretKey, REDIS_URL: this.redis.url });
    await prepareDatabase(config, silently);
    await this.connect();
    await this.fleet.start();
    await withServices(config, (services) => this.cast(services));
  }

  /** The checker's own connection; a crash of PostgreSQL ends it. */
  async connect(): Promise<void> {
    this.database = new Database({ connectionString: this.postgres.directUrlOf(DATABASE) });
    this.database.on('error', () => undefined);
    await this.database.connect();
  }

  private environment(program: Program): NodeJS.ProcessEnv {
    const isFirst = this.clockShiftMs !== 0 && program !== 'api' && !this.shifted.has(program);
    if (isFirst) this.shifted.add(program);
    return {
      PATH: process.env.PATH,
      DATABASE_URL: this.postgres.urlOf(DATABASE),
      REDIS_URL: this.redis.url,
      SECRET_KEY: this.secretKey,
      QUEUE_PREFIX: this.queuePrefix,
      OUTBOX_LEASE_SECONDS: String(LEASE_SECONDS),
      UNDO_SECONDS: '0',
      DRAIN_SECONDS: '2',
      REQUIRE_SECOND_FACTOR: 'false',
      RATE_LIMIT_PER_MINUTE: '1000000',
      ALLOW_LOOPBACK_WEBHOOKS: 'true',
      LOG_LEVEL: 'warn',
      NODE_OPTIONS: `--require ${join(__dirname, 'poison.cjs')}`,
      ...(program === 'matcher' && { POISONED_ACTORS: this.poison.join() }),
      ...(isFirst && { CLOCK_SHIFT_MS: String(this.clockShiftMs) }),
    };
  }

  setClocksWrong(shiftMs: number): void {
    this.clockShiftMs = shiftMs;
    this.shifted = new Set();
  }

  private async cast(services: INestApplicationContext): Promise<void> {
    const { manager } = services.get(DataSource);
    const [address] = this.fleet.addresses;
    const tokenOf = async (role: NewPerson['role'], regionCode?: string): Promise<string> => {
      const email = `${randomBytes(5).toString('hex')}@contoh.id`;
      const password = 'kata sandi uji';
      const account = { name: `Contoh ${role}`, email, role, regionCode, password };
      await manager.transaction((tx) => services.get(PeopleService).create(tx, account));
      const { body } = await new ApiCaller(address!, null).post<{ token: string }>('/sessions', { login: email, password });
      return body.token;
    };
    const partner = async (slug: string) => {
      const institution = await manager.findOneByOrFail(Institution, { slug });
      const { secret } = await services.get(ApiKeysService).issue(manager, institution.id, 'faults');
      return Object.assign(new ApiCaller(address!, secret), { institutionId: institution.id });
    };
    this.admin = new ApiCaller(address!, await tokenOf('admin'));
    const signIn = async ({ role }: Pick<NewPerson, 'role'>) => new ApiCaller(address!, await tokenOf(role)) as never;
    const offers = [];
    for (const receiver of this.partners) {
      const offer = await publishOffer({ partner, signIn }, this.admin);
      await this.subscribe(offer.partner, receiver);
      offers.push({ slug: offer.slug, institutionId: offer.institutionId });
    }
    this.players = { owner: await tokenOf('owner'), officer: await tokenOf('officer', '35.07'), offers };
  }

  private async subscribe(caller: ApiCaller, receiver: Partner): Promise<void> {
    const request = { url: receiver.url, eventTypes: [] };
    const { body } = await caller.post<{ id: string; secret: string }>('/webhook-endpoints', request);
    receiver.secret = body.secret;
    const read = async () => (await caller.get<{ status: string }>(`/webhook-endpoints/${body.id}`)).body;
    await eventually('the verification', read, ({ status }) => status === 'active', 60_000);
  }

  /** What is not done: open outbox rows that are not dead, and deliveries under way. */
  private async left(): Promise<{ open: number; pending: number; dead: number }> {
    const { rows } = await this.database.query<{ open: number; pending: number; dead: number }>(
      `select (select count(*)::int from outbox where done_at is null and dead_at is null) as open,
         (select count(*)::int from webhook_deliveries where state = 'pending') as pending,
         (select count(*)::int from outbox where done_at is null and dead_at is not null) as dead`,
    );
    return rows[0]!;
  }

  /**
   * Waits until nothing is left to do. Long pauses between attempts are passed over, as if hours had gone by.
   * @returns how many rows are dead
   */
  async settle(): Promise<number> {
    const look = async () => {
      await this.passRetryTime();
      return this.left();
    };
    const { dead } = await whileItMoves('the end of all work', look, ({ open, pending }) => open + pending === 0, ({ open, pending }) => -open - pending); // prettier-ignore
    return dead;
  }

  private async passRetryTime(): Promise<void> {
    await this.database.query(
      `update webhook_deliveries set next_attempt_at = now() where state = 'pending' and next_attempt_at > now() + interval '6 seconds'`,
    );
  }

  async stop(): Promise<void> {
    await this.fleet.stop();
    await this.database?.end().catch(() => undefined);
    await Promise.all([...this.partners.map((partner) => partner.close()), this.redis.kill(true), this.postgres.stop()]);
    this.volume?.unmount();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
