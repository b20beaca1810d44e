const DAY_IN_JAKARTA = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' });

/** The time, as a dependency, so that tests can set it. Rules count in days of Western Indonesian Time. */
export class Clock {
  now(): Date {
    return new Date();
  }

  /** `YYYY-MM-DD` in Jakarta. */
  today(): string {
    return this.dayOf(this.now());
  }

  /** The day of a moment, `YYYY-MM-DD` in Jakarta. */
  dayOf(moment: Date): string {
    return DAY_IN_JAKARTA.format(moment);
  }
}
