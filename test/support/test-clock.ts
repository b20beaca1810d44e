import { Clock } from '@sambung/config';

/** The real time until a test sets another one, at which the clock then stands still. */
export class TestClock extends Clock {
  private fixed: Date | null = null;

  override now(): Date {
    return this.fixed ?? super.now();
  }

  /** @param time ISO 8601, or null for the real time again */
  set(time: string | null): void {
    this.fixed = time === null ? null : new Date(time);
  }
}
