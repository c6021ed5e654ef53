import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { ScreeningError, wrongUse } from '../core/errors.js';
import { requireNoWait } from './awaited-journal.js';
import { rollBack } from './killed-writer.js';
import { MADE } from './made-databases.js';
import { MIGRATIONS } from './migrations.js';
import { requireLocalDisk } from './network-file-systems.js';
import { checkVersion, isCurrent, isEmpty, migrate, takeSteps } from './schema-version.js';
import { sqlite } from './sqlite.js';
import { explained } from './store-errors.js';
import { guardOfCommand } from './transaction-guard.js';

/** An open database of ours. */
export type Store = Database.Database;

/**
 * Every database opened, every statement prepared and every walk over the rows of one, also when they are
 * done with. On Node 24 better-sqlite3 12.11.1 aborts the process when one of them is collected between two
 * turns of the event loop (it asks for an environment that is not there); a command makes a few dozen, so they
 * are kept to its end.
 */
const keptFromCollection: object[] = [];

function open(path: string, options: Database.Options): Store {
  const store = new (sqlite())(path, options);
  keptFromCollection.push(store);
  const prepare = store.prepare.bind(store);
  store.prepare = ((source: string) => {
    const statement = prepare(source);
    keptFromCollection.push(statement);
    const iterate = statement.iterate.bind(statement);
    statement.iterate = (...values) => {
      const rows = iterate(...values);
      keptFromCollection.push(rows);
      return rows;
    };
    return statement;
  }) as typeof store.prepare;
  return store;
}

/** How long a writer waits for another before it gives up. */
const BUSY_MILLISECONDS = 10_000;

/**
 * Opens the database for reading only: works in a read-only folder and changes nothing, but brings
 * one that an earlier version wrote up to date. Undefined when there is no such file.
 *
 * @throws ScreeningError when the file is not ours, damaged, or of a newer version
 */
export function openForReading(path: string): Store | undefined {
  if (!existsSync(path)) return undefined;
  return explained(path, () => {
    const store = openReadOnly(path);
    if (!isEmpty(store)) {
      checkVersion(store, path);
      if (isCurrent(store)) return store;
      store.close();
      upgrade(path);
      return openReadOnly(path);
    }
    // Made, and stopped before its first table: as good as not there.
    store.close();
    return undefined;
  });
}

/**
 * Opens a database for reading only, whatever it holds: for looking into what is damaged. Nothing is
 * brought up to date.
 *
 * @throws Error when SQLite cannot open it
 */
export function openForInspection(path: string): Store {
  return openReadOnly(path);
}

/**
 * Opens the database for reading only, for whoever would rather have no answer than wait or change a byte:
 * nothing is brought up to date, rolled back or waited for. Undefined when it is not one of this version.
 *
 * @throws Error when SQLite cannot open it, or a writer holds it
 */
export function openAtOnce(path: string): Store | undefined {
  const store = open(path, { readonly: true, timeout: 0, fileMustExist: true });
  if (!isEmpty(store) && isCurrent(store)) return store;
  store.close();
  return undefined;
}

/** An empty database that no file holds: what a schema ought to be. @param version of the schema */
export function storeInMemory(version = MIGRATIONS.length): Store {
  const store = open(':memory:', {});
  takeSteps(store, MIGRATIONS.slice(0, version));
  return store;
}

/** @throws ScreeningError wrong-use when the file cannot be written */
function upgrade(path: string): void {
  try {
    openForWriting(path).close();
  } catch (error) {
    if (!(error instanceof ScreeningError) || error.code !== 'wrong-use') throw error;
    throw wrongUse({
      summary: `${path} was written by an earlier tps-scrub and has to be brought up to date once`,
      why: error.explanation.why ?? error.explanation.summary,
      fix: 'run tps-scrub status where the file can be written, or on a copy of it',
      where: path,
    });
  }
}

/**
 * After a writer was killed, its journal must be rolled back before anything can be read, and only
 * a writer may do that.
 */
function openReadOnly(path: string): Store {
  const openAs = (readonly: boolean): Store => open(path, { readonly, timeout: BUSY_MILLISECONDS });
  const store = openAs(true);
  try {
    isEmpty(store);
    return store;
  } catch (error) {
    store.close();
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (!String(error.code).startsWith('SQLITE_READONLY')) throw error;
    rollBack(openAs(false), path);
    return openAs(true);
  }
}

/**
 * Opens the database for writing; makes it, readable by its owner alone, when it is not there.
 *
 * Rollback journal and not WAL: one file is the whole database, and an auditor can open it from
 * a read-only folder. FULL syncs journal and database in their order, so that a power cut takes a
 * transaction whole or not at all; EXTRA syncs the folder after the journal is deleted too. Without that
 * the journal could come back with the power, and roll back what was reported as done. It costs one
 * fsync a commit. What a power cut may take is what was not reported yet: a line of the access log that
 * is being written, partial files, scratch files.
 *
 * A database of an earlier version is brought up to date in one transaction, before anything else: all
 * steps or none, and what fails leaves its bytes. No copy is made first: it would hold the numbers once more,
 * where nobody looks when they are to be erased, and what it would guard against is what the
 * transaction does; a backup by the earlier program is the user's to make.
 *
 * @throws ScreeningError when it cannot be made, is not ours, damaged, of a newer version, or on a
 *   network file system
 */
export function openForWriting(path: string): Store {
  return explained(path, () => {
    requireLocalDisk(path);
    if (!existsSync(path)) {
      closeSync(openSync(path, 'wx', 0o600));
      MADE.add(path);
    } else if (statSync(path).size === 0) {
      // Stopped before its first table, or cut to nothing: what is begun in it is a new one, too.
      MADE.add(path);
    }
    const store = open(path, { timeout: BUSY_MILLISECONDS });
    store.exec('PRAGMA journal_mode = DELETE');
    store.exec('PRAGMA synchronous = EXTRA');
    store.exec('PRAGMA foreign_keys = ON');
    // What is deleted is overwritten: it must not stay readable in the file.
    store.exec('PRAGMA secure_delete = ON');
    // What does not fit the cache would be written early, and shut readers out from then on.
    store.exec('PRAGMA cache_spill = OFF');
    migrate(store, path);
    filesOpened.set(store, statSync(path).ino);
    return store;
  });
}

/**
 * Lets what is written reach the file before its transaction ends, so that memory does not grow with
 * it; readers have to wait from then on. For what was made ready before and takes a moment only.
 */
export function letSpill(store: Store): void {
  store.exec('PRAGMA cache_spill = ON');
}

/** Lets rows refer to rows that are written after them, in the transaction in which it is called. */
export function deferReferences(store: Store): void {
  store.exec('PRAGMA defer_foreign_keys = ON');
}

/**
 * Runs a writing step in one transaction that holds the write lock from its start, with the guard of the
 * command (transaction-guard.ts), if it has one, before and after.
 *
 * @throws ScreeningError not-safe when the database waits for its journal
 */
export function inTransaction<T>(store: Store, step: () => T): T {
  const guard = guardOfCommand();
  const guarded = (): T => {
    requireInPlace(store);
    requireNoWait(store);
    guard?.begin(store);
    const result = step();
    guard?.end(store);
    return result;
  };
  let result: T;
  try {
    result = explained(store.name, () => store.transaction(guarded).immediate());
  } catch (error) {
    guard?.undo();
    throw error;
  }
  guard?.committed?.();
  return result;
}

/** The inode of each file that was opened for writing. */
const filesOpened = new WeakMap<Store, number>();

/** What is written to a file that was put aside while this one waited for the lock would be lost. */
function requireInPlace(store: Store): void {
  const opened = filesOpened.get(store);
  if (opened === undefined) return;
  if (statSync(store.name, { throwIfNoEntry: false })?.ino === opened) return;
  throw new ScreeningError('in-use', {
    summary: 'the database was replaced while this command waited for it; nothing was recorded',
    fix: 'try again',
    where: store.name,
  });
}
