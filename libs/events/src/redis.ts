import { Cluster, Redis, RedisOptions } from 'ioredis';

/** The addresses in the configuration: one server, or several nodes of one cluster. */
export const redisUrls = (urls: string): string[] => urls.split(',');

/** A client of the Redis that the configuration names. */
export function redisClient(urls: string, options: RedisOptions): Redis | Cluster {
  const [first, ...others] = redisUrls(urls);
  if (others.length === 0) return new Redis(first!, options);
  const { username, password, protocol } = new URL(first!);
  const account = { ...(username && { username }), ...(password && { password: decodeURIComponent(password) }) };
  const tls = protocol === 'rediss:' ? { tls: {} } : {};
  const nodes = [first!, ...others].map((url) => ({ host: new URL(url).hostname, port: Number(new URL(url).port || 6379) }));
  return new Cluster(nodes, { enableOfflineQueue: options.enableOfflineQueue, redisOptions: { ...options, ...account, ...tls } });
}
