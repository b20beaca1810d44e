/** A job that says no more than "look at row N". */
export interface Doorbell {
  id: string;
  queue: string;
  job: string;
  /** Names the ring among all rings of the row: a bell that waits already is not rung a second time. */
  ring: string;
}

/** A table of due rows that the relay offers to the workers. */
export interface DoorbellSource {
  /** Claims due rows for one lease and commits; the relay rings only afterwards. */
  claim(limit: number): Promise<readonly Doorbell[]>;
  /** Gives rows back at once whose bells could not be rung. */
  giveBack(ids: readonly string[]): Promise<void>;
}
