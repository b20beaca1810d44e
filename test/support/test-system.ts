import 'reflect-metadata';
import { Clock, Config, readConfig } from '@sambung/config';
import { Contact, Institution, Person, PeopleService, ApiKeysService, NewPerson } from '@sambung/accounts';
import { dataSourceOptions, inTransaction } from '@sambung/database';
import { chooseQueueStore, Quarantine } from '@sambung/events';
import { INestApplicationContext, Type } from '@nestjs/common';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DataSource, DataSourceOptions } from 'typeorm';
import type { ProcessName } from '../../apps/cli/src/embedded/process-logins';
import { ApiModule } from '../../apps/api/src/api.module';
import { configureApp, httpAdapter } from '../../apps/api/src/create-app';
import { CourierModule } from '../../apps/courier/src/courier.module';
import { MatcherModule } from '../../apps/matcher/src/matcher.module';
import { ApiCaller } from './api-caller';
import { createDatabase } from './database';
import { eventBodyFaults } from './event-bodies';
import { eventually } from './eventually';
import { TestClock } from './test-clock';

export interface SystemOptions {
  /** Which workers run; the API always does. */
  workers?: readonly ('matcher' | 'courier')[];
  queueStore?: 'redis' | 'postgres';
  environment?: Record<string, string>;
  /** Where the API listens, when somebody must know before it does; else where there is room. */
  port?: number;
}

const WORKERS: Record<'matcher' | 'courier', Type> = { matcher: MatcherModule, courier: CourierModule };

/** Redis where it was found, else PostgreSQL, as `npm start` chooses. */
const defaultStore = (): 'redis' | 'postgres' => (process.env.SAMBUNG_TEST_REDIS ? 'redis' : 'postgres');

/** A process reads where its database is when it is made: each gets the login that it has in production, which can be nothing else. */
async function signedInAs<T>(name: ProcessName, make: () => Promise<T>): Promise<T> {
  const { DATABASE_URL, SAMBUNG_TEST_LOGINS } = process.env;
  const login = new URL((JSON.parse(SAMBUNG_TEST_LOGINS!) as Record<ProcessName, string>)[name]);
  login.pathname = new URL(DATABASE_URL!).pathname;
  process.env.DATABASE_URL = login.href;
  try {
    return await make();
  } finally {
    process.env.DATABASE_URL = DATABASE_URL;
  }
}

/** The whole system in this process, on a database and queues of its own. */
export class TestSystem {
  readonly clock = new TestClock();
  private readonly workers: INestApplicationContext[] = [];
  private app: NestFastifyApplication;
  private dropDatabase: () => Promise<void>;
  address: string;
  /** Past row-level security, for the test itself. */
  dataSource: DataSource;

  static async start(options: SystemOptions = {}): Promise<TestSystem> {
    const system = new TestSystem();
    try {
      await system.boot(options);
      return system;
    } catch (error) {
      await system.stop();
      throw error;
    }
  }

  private async boot({
    workers = ['matcher', 'courier'],
    queueStore = defaultStore(),
    environment = {},
    port = 0,
  }: SystemOptions): Promise<void> {
    const database = await createDatabase();
    this.dropDatabase = database.drop;
    delete process.env.REDIS_URL;
    delete process.env.MIGRATOR_DATABASE_URL;
    Object.assign(process.env, {
      DATABASE_URL: database.url,
      ...(queueStore === 'redis' && { REDIS_URL: process.env.SAMBUNG_TEST_REDIS }),
      SECRET_KEY: process.env.SAMBUNG_TEST_SECRET,
      QUEUE_PREFIX: `{t${randomBytes(6).toString('hex')}}`,
      OUTBOX_LEASE_SECONDS: '3',
      UNDO_SECONDS: '0',
      ALLOW_LOOPBACK_WEBHOOKS: 'true',
      ALLOW_TEST_NIK: 'true',
      REQUIRE_SECOND_FACTOR: 'false',
      CODE_CHANNELS: 'log',
      SHOW_CODES: 'true',
      RATE_LIMIT_PER_MINUTE: '1000000',
      CODES_PER_HOUR: '1000000',
      ...environment,
    });
    chooseQueueStore(readConfig());
    for (const worker of workers) await this.startWorker(worker);
    const api = await signedInAs('api', () => this.testing(ApiModule).compile());
    this.app = configureApp(api.createNestApplication<NestFastifyApplication>(httpAdapter(), { logger: ['error'] }));
    await this.app.listen(port, '127.0.0.1');
    this.address = await this.app.getUrl();
    const { entities } = this.app.get(DataSource).options;
    this.dataSource = await new DataSource({ ...dataSourceOptions(database.url, 'migration'), entities } as DataSourceOptions).initialize();
  }

  private testing(module: Type) {
    return Test.createTestingModule({ imports: [module] })
      .overrideProvider(Clock)
      .useValue(this.clock);
  }

  /** Quarantined rows run in a child process, from the compiled program. */
  async startWorker(worker: 'matcher' | 'courier'): Promise<INestApplicationContext> {
    const processor = join(__dirname, `../../dist/apps/${worker}/src/quarantine.processor.js`);
    const queue = worker === 'matcher' ? 'match' : 'deliver';
    const testing = this.testing(WORKERS[worker])
      .overrideProvider(Quarantine)
      .useFactory({ inject: [Config], factory: (config: Config) => new Quarantine(config, queue, processor) });
    const context = await signedInAs(worker, () => testing.compile());
    context.useLogger(['error']);
    await context.init();
    this.workers.push(context);
    return context;
  }

  /** Fails when an event that was emitted here breaks its published schema. */
  async stop(): Promise<void> {
    const faults = this.dataSource ? await eventBodyFaults((sql) => this.query(sql)) : [];
    for (const context of [...this.workers, this.app]) await context?.close();
    await this.dataSource?.destroy();
    await this.dropDatabase?.();
    if (faults.length > 0) throw new Error(`events against their schemas:\n${faults.join('\n')}`);
  }

  get<T>(token: Type<T>): T {
    return this.app.get(token, { strict: false });
  }

  get nest(): NestFastifyApplication {
    return this.app;
  }

  async query<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.dataSource.query(sql, parameters);
  }

  /** A caller without an account. */
  get anybody(): ApiCaller {
    return new ApiCaller(this.address, null);
  }

  /** Creates an account and signs it in. */
  async signIn(person: Partial<NewPerson> & Pick<NewPerson, 'role'>): Promise<ApiCaller & { person: Person & Contact }> {
    const unique = randomBytes(5).toString('hex');
    const email = person.email ?? `${unique}@contoh.id`;
    const password = 'kata sandi uji';
    const account = { name: `Contoh ${unique}`, email, ...person, password };
    const created = await inTransaction(this.dataSource, (tx) => this.get(PeopleService).create(tx, account));
    const { body } = await this.anybody.post<{ token: string }>('/sessions', { login: email, password });
    return Object.assign(new ApiCaller(this.address, body.token), { person: created });
  }

  /** A caller with an API key of the institution with this slug. */
  async partner(slug: string): Promise<ApiCaller & { institutionId: string }> {
    const { manager } = this.dataSource;
    const institution = await manager.findOneByOrFail(Institution, { slug });
    const { secret } = await this.get(ApiKeysService).issue(manager, institution.id, 'test');
    return Object.assign(new ApiCaller(this.address, secret), { institutionId: institution.id });
  }

  /** Waits until nothing is left to do, or names the jobs that are. */
  async noPendingWork(patienceMs?: number): Promise<void> {
    await eventually(
      'the end of all work',
      () =>
        this.query<{ job: string; state: string }>(
          `select job, case when dead_at is not null then 'dead' else 'open' end as state from outbox where done_at is null
           union all
           select 'send-deliveries', state from webhook_deliveries where state = 'pending' and next_attempt_at <= now() + interval '10 seconds'`,
        ),
      (left) => left.length === 0,
      patienceMs,
    );
  }
}
