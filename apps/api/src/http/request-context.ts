import { Principal } from '@sambung/accounts';
import { AsyncLocalStorage } from 'node:async_hooks';

/** What one request carries along without every function naming it. */
export interface RequestContext {
  principal?: Principal;
  /** From the header Idempotency-Key, with a digest of what was asked. */
  idempotency?: { key: string; requestDigest: Buffer };
}

const storage = new AsyncLocalStorage<RequestContext>();

export const requestContext = (): RequestContext => storage.getStore() ?? {};

export const runInContext = <T>(context: RequestContext, work: () => T): T => storage.run(context, work);
