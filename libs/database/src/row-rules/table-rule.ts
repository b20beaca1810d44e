/** SQL privileges as GRANT lists them, such as `select, update (name)`. */
export type Privileges = string;

/** What the API may do with a table, and with which of its rows. Conditions are SQL over the settings of the transaction. */
export interface AppRule {
  may: Privileges;
  /** Rows that it sees. */
  rows: string;
  /** Rows that it may write, before and after; those that it sees unless given. */
  write?: string;
  /** Rows that it may lock, or change into rows that `write` allows; those of `write` unless given. */
  lock?: string;
  /** What must hold besides, whatever else allows a row; kept apart so that an index can serve it. */
  within?: string;
}

/** Which role may do what with one table. A role that is not named may do nothing. */
export interface TableRule {
  app?: AppRule;
  /** The matcher, which also keeps the times of retention. */
  worker?: Privileges;
  /** The courier. */
  relay?: Privileges;
  auditor?: Privileges;
}

/** Rows without an owner: who may read them reads all. Kept to what names nobody; the reason says why. */
export interface ReferenceRule extends Omit<TableRule, 'app'> {
  reason: string;
  app?: Privileges;
}
