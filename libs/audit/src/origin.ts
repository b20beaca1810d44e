import { AsyncLocalStorage } from 'node:async_hooks';

/** Where what is audited came from. The address is truncated before it gets here. */
export interface Origin {
  requestId: string;
  ip: string;
}

const storage = new AsyncLocalStorage<Origin>();

export const originNow = (): Origin | undefined => storage.getStore();

export const withOrigin = <T>(origin: Origin, work: () => T): T => storage.run(origin, work);
