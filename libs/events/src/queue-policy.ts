import { Config } from '@sambung/config';
import type { LoggerService } from '@nestjs/common';
import { Redis } from 'ioredis';
import { redisUrls } from './redis';

const PATIENCE_MS = 2_000;

/**
 * Looks at boot whether Redis may throw keys away when it is full: BullMQ would lose bells without an error. A Redis
 * that does not answer is no reason not to start; the rows wait for it.
 * @throws Error that names the policy and the fix
 */
export async function assertQueuePolicy(config: Config, logger: LoggerService): Promise<void> {
  for (const url of config.REDIS_URL ? redisUrls(config.REDIS_URL) : []) {
    const policy = await policyOf(url, logger);
    if (policy !== 'noeviction' && policy !== null) {
      throw new Error(`Redis has maxmemory-policy ${policy} and may throw queued work away. Set it to noeviction, or give the queue a Redis of its own.`); // prettier-ignore
    }
  }
}

/** @returns null when it does not answer */
async function policyOf(url: string, logger: LoggerService): Promise<string | null> {
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: PATIENCE_MS, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return /maxmemory_policy:(\S+)/.exec(await redis.info('memory'))?.[1] ?? 'unknown';
  } catch (error) {
    logger.warn(`Redis does not answer, its policy was not checked: ${(error as Error).message}`, 'QueuePolicy');
    return null;
  } finally {
    redis.disconnect();
  }
}
