import { Config } from '@sambung/config';
import type { LoggerService } from '@nestjs/common';
import { Redis } from 'ioredis';

const PATIENCE_MS = 2_000;

/**
 * Looks at boot whether Redis may throw keys away when it is full: BullMQ would lose bells without an error. A Redis
 * that does not answer is no reason not to start; the rows wait for it.
 * @throws Error that names the policy and the fix
 */
export async function assertQueuePolicy(config: Config, logger: LoggerService): Promise<void> {
  if (!config.REDIS_URL) return;
  const redis = new Redis(config.REDIS_URL, { lazyConnect: true, connectTimeout: PATIENCE_MS, retryStrategy: () => null });
  redis.on('error', () => undefined);
  let memory: string;
  try {
    await redis.connect();
    memory = await redis.info('memory');
  } catch (error) {
    return void logger.warn(`Redis does not answer, its policy was not checked: ${(error as Error).message}`, 'QueuePolicy');
  } finally {
    redis.disconnect();
  }
  const policy = /maxmemory_policy:(\S+)/.exec(memory)?.[1] ?? 'unknown';
  if (policy !== 'noeviction') {
    throw new Error(`Redis has maxmemory-policy ${policy} and may throw queued work away. Set it to noeviction, or give the queue a Redis of its own.`); // prettier-ignore
  }
}
