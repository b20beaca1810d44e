import { Config } from '@sambung/config';
import { tooMany } from '@sambung/errors';
import { Injectable, Logger, OnApplicationBootstrap, OnApplicationShutdown, SetMetadata } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Redis } from 'ioredis';
import { once } from 'node:events';
import {
  IRateLimiterOptions, RateLimiterAbstract, RateLimiterMemory, RateLimiterPostgres, RateLimiterRedis, RateLimiterRes,
} from 'rate-limiter-flexible'; // prettier-ignore
import { DataSource } from 'typeorm';

export const LIMIT = 'sambung:limit';
export type LimitName = 'request' | 'signIn' | 'code' | 'unmask';
type BudgetName = LimitName | 'allCodes';

/** The budget that a route draws on: a public one by the caller's address, any other by the caller, beside the caller's own. */
export const Limited = (name: LimitName) => SetMetadata(LIMIT, name);

const HOUR_SECONDS = 3_600;
const LONGEST_WAIT_FOR_STORE_MS = 1_000;
const ALL_CALLERS = 'all';
/** How many addresses together may spend what one address may. */
const TOGETHER = 100;

interface Budget {
  name: string;
  points: number;
  seconds: number;
}

const budgetsOf = (config: Config): Record<BudgetName, Budget> => ({
  request: { name: 'request', points: config.RATE_LIMIT_PER_MINUTE, seconds: 60 },
  signIn: { name: 'signIn', points: Math.ceil(config.RATE_LIMIT_PER_MINUTE / 20), seconds: 60 },
  code: { name: 'code', points: config.CODES_PER_HOUR, seconds: HOUR_SECONDS },
  unmask: { name: 'unmask', points: Math.ceil(config.RATE_LIMIT_PER_MINUTE / 10), seconds: HOUR_SECONDS },
  allCodes: { name: 'allCodes', points: config.CODES_PER_HOUR * TOGETHER, seconds: HOUR_SECONDS },
});

/**
 * Budgets of requests, counted for all processes together in Redis or, without one, in PostgreSQL. While the store does
 * not answer, each process counts for itself: an outage neither stops the service nor opens it.
 */
@Injectable()
export class RateLimits implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(RateLimits.name);
  private readonly budgets: Record<BudgetName, Budget>;
  private readonly limiters: Record<BudgetName, RateLimiterAbstract>;
  private readonly redis: Redis | null;

  constructor(
    private readonly config: Config,
    private readonly dataSource: DataSource,
  ) {
    this.budgets = budgetsOf(config);
    this.redis = this.connect();
    const { request, signIn, code, unmask, allCodes } = this.budgets;
    this.limiters = {
      request: this.limiter(request),
      signIn: this.limiter(signIn),
      code: this.limiter(code),
      unmask: this.limiter(unmask),
      allCodes: this.limiter(allCodes),
    };
  }

  private connect(): Redis | null {
    if (!this.config.REDIS_URL) return null;
    const redis = new Redis(this.config.REDIS_URL, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
    redis.on('error', (error) => this.logger.warn(`rate limits: ${error.message}`));
    return redis;
  }

  /** Gives the store a moment, so that the first requests are counted there too; starting must not need it. */
  async onApplicationBootstrap(): Promise<void> {
    if (!this.redis || this.redis.status === 'ready') return;
    const signal = AbortSignal.timeout(LONGEST_WAIT_FOR_STORE_MS);
    await once(this.redis, 'ready', { signal }).catch(() => undefined);
  }

  private limiter({ name, points, seconds }: Budget): RateLimiterAbstract {
    const options: IRateLimiterOptions = { keyPrefix: `${this.config.QUEUE_PREFIX}limit:${name}`, points, duration: seconds };
    const stored = { ...options, insuranceLimiter: new RateLimiterMemory(options) };
    if (this.redis) return new RateLimiterRedis({ ...stored, storeClient: this.redis, rejectIfRedisNotReady: true });
    const table = { tableName: 'rate_limits', tableCreated: true, clearExpiredByTimeout: false };
    return new RateLimiterPostgres({ ...stored, ...table, storeClient: this.dataSource, storeType: 'typeorm' });
  }

  /** Spends one request of the caller's budget and says what is left. @throws DomainError RateLimited */
  async spend(reply: FastifyReply, name: LimitName, caller: string): Promise<void> {
    const own = await this.consume(name, caller);
    this.tell(reply, name, own);
    this.refuseBeyond(name, own);
    if (name === 'code') this.refuseBeyond('allCodes', await this.consume('allCodes', ALL_CALLERS));
  }

  private consume(name: BudgetName, caller: string): Promise<RateLimiterRes> {
    return this.limiters[name].consume(caller).catch(refusalOf);
  }

  /** Headers of the IETF draft `draft-ietf-httpapi-ratelimit-headers`; of the budget of all together nobody is told. */
  private tell(reply: FastifyReply, name: BudgetName, result: RateLimiterRes): void {
    const { points, seconds } = this.budgets[name];
    void reply.header('ratelimit-policy', `"${name}";q=${points};w=${seconds}`);
    void reply.header('ratelimit', `"${name}";r=${Math.max(0, result.remainingPoints)};t=${waitOf(result)}`);
  }

  private refuseBeyond(name: BudgetName, result: RateLimiterRes): void {
    if (result.consumedPoints <= this.budgets[name].points) return;
    const wait = waitOf(result);
    throw tooMany(
      'RateLimited',
      `Terlalu banyak permintaan. Coba lagi ${wait} detik lagi.`,
      `Too many requests. Try again in ${wait} seconds.`,
      wait,
    );
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }
}

/** Whole seconds until the budget is full again. */
const waitOf = (result: RateLimiterRes): number => Math.max(1, Math.ceil(result.msBeforeNext / 1000));

/** The library throws the state of a spent budget; anything else is an error. */
function refusalOf(thrown: unknown): RateLimiterRes {
  if (thrown instanceof RateLimiterRes) return thrown;
  throw thrown;
}
