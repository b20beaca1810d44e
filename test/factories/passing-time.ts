import { TestSystem } from '../support/test-system';

/** Brings what waits for the time of undoing to its end. The database's clock decides, so its rows are moved, not the clock. */
export const letUndoTimePass = (system: TestSystem): Promise<unknown> =>
  system.query('update outbox set available_at = now() where available_at > now() and done_at is null');

/** Makes every delivery that waits for another attempt due. */
export const letRetryTimePass = (system: TestSystem): Promise<unknown> =>
  system.query(`update webhook_deliveries set next_attempt_at = now() where state = 'pending' and next_attempt_at > now()`);
