import { AsyncLocalStorage } from 'node:async_hooks';
import type Database from 'better-sqlite3';

/** What stands by at every writing transaction of a command. */
export interface TransactionGuard {
  /** Called at its start, under the write lock. */
  readonly begin: (store: Database.Database) => void;
  /** Called after what it writes, before that is committed. */
  readonly end: (store: Database.Database) => void;
  /** Called after that. */
  readonly committed?: () => void;
  /** Called when it was rolled back. */
  readonly undo: () => void;
}

const current = new AsyncLocalStorage<TransactionGuard>();

/**
 * Runs a command with a guard at each of its transactions. It goes with the command and not through
 * its arguments, so that no command can forget it.
 */
export function guardedBy<T>(guard: TransactionGuard, command: () => Promise<T>): Promise<T> {
  return current.run(guard, command);
}

/** The guard of the command that runs; undefined without one. */
export function guardOfCommand(): TransactionGuard | undefined {
  return current.getStore();
}
