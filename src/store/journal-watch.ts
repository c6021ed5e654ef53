import { ScreeningError } from '../core/errors.js';
import { inTransaction, openForReading, openForWriting, type Store } from './database.js';
import { Journal } from './journal.js';
import { lastLineOfJournal, openingOf } from './journal-file.js';
import { standAfter } from './journal-lines.js';
import { guardOfCommand } from './transaction-guard.js';

/** Why a journal is not to be relied on, and what is to be done. */
export interface JournalFault {
  readonly summary: string;
  readonly fix: string;
}

/**
 * Why a journal is not that of a database, has objections which the database lacks, or is not there any
 * more; undefined when all is well. What a killed command wrote last is passed over: nobody was told that
 * it is recorded.
 */
export function journalFault(store: Store, path: string): JournalFault | undefined {
  try {
    const journal = new Journal(path, () => undefined);
    journal.isAhead(store);
    journal.requireThere(store);
    return undefined;
  } catch (error) {
    if (!(error instanceof ScreeningError)) throw error;
    const { summary, fix = '' } = error.explanation;
    return { summary, fix };
  }
}

/**
 * Refuses to answer from a database that lacks what its journal has.
 *
 * @throws ScreeningError when the journal is not the database's, or is further
 */
export function requireOwnJournal(database: string, path: string): void {
  const store = openForReading(database);
  if (store === undefined) return;
  try {
    new Journal(path, () => undefined).isAhead(store);
  } finally {
    store.close();
  }
}

/**
 * Records what a killed command left in the journal of this command, if it has one: asked before a
 * command looks at what is held, since its own transaction comes only after that.
 *
 * @throws ScreeningError when the journal is not the database's, or is further
 */
export function settleJournal(database: string): void {
  const journal = guardOfCommand();
  if (!(journal instanceof Journal)) return;
  const reader = openForReading(database);
  if (reader === undefined) return;
  let isAhead: boolean;
  try {
    isAhead = journal.isAhead(reader);
    journal.requireThere(reader);
  } finally {
    reader.close();
  }
  if (!isAhead) return;
  const store = openForWriting(database);
  try {
    inTransaction(store, () => undefined);
  } finally {
    store.close();
  }
}

/** Where a journal begins and ends, as lines of the ledger, and on which branch (branches.ts) it is. */
export interface JournalStand {
  readonly begins: number;
  readonly ends: number | undefined;
  readonly branch: string;
}

/**
 * From which line a journal goes on, and to which; the latter is undefined where it does not end in a
 * line of its own. Undefined when there is none, nothing stands in it, or it cannot be read.
 */
export function journalStand(path: string): JournalStand | undefined {
  try {
    const opening = openingOf(path);
    if (opening === undefined) return undefined;
    const last = lastLineOfJournal(path);
    const ends = last && standAfter(last.line).sequence;
    return { begins: opening.sequence, ends, branch: (last?.line ?? opening).branch };
  } catch (error) {
    if (!(error instanceof ScreeningError)) throw error;
    return undefined;
  }
}
