import { closeSync, existsSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { notSafe, ScreeningError, wrongUse } from '../core/errors.js';
import { APPLICATION_ID, MIGRATIONS } from './migrations.js';

/** An open database of ours. */
export type Store = Database.Database;

/**
 * Every database opened and every statement prepared, also when they are done with. On Node 24
 * better-sqlite3 12.11.1 aborts the process when one of them is collected between two turns of the
 * event loop (it asks for an environment that is not there); a command makes a few dozen, so they
 * are kept to its end.
 */
const keptFromCollection: object[] = [];

function open(path: string, options: Database.Options): Store {
  const store = new Database(path, options);
  keptFromCollection.push(store);
  const prepare = store.prepare.bind(store);
  store.prepare = ((source: string) => {
    const statement = prepare(source);
    keptFromCollection.push(statement);
    return statement;
  }) as typeof store.prepare;
  return store;
}

/** Of `PRAGMA name`; not `store.pragma`, which leaves a statement to be collected. */
function pragmaOf(store: Store, name: string): unknown {
  return store.prepare(`PRAGMA ${name}`).pluck().get();
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
    const writer = openAs(false);
    isEmpty(writer);
    writer.close();
    return openAs(true);
  }
}

/**
 * Opens the database for writing; makes it, readable by its owner alone, when it is not there.
 *
 * Rollback journal and not WAL: one file is the whole database, and an auditor can open it from
 * a read-only folder. EXTRA syncs the folder after the journal is deleted, so that what was
 * reported as done survives a power cut.
 *
 * @throws ScreeningError when it cannot be made, is not ours, damaged, or of a newer version
 */
export function openForWriting(path: string): Store {
  return explained(path, () => {
    if (!existsSync(path)) closeSync(openSync(path, 'wx', 0o600));
    const store = open(path, { timeout: BUSY_MILLISECONDS });
    store.exec('PRAGMA journal_mode = DELETE');
    store.exec('PRAGMA synchronous = EXTRA');
    store.exec('PRAGMA foreign_keys = ON');
    // What does not fit the cache would be written early, and shut readers out from then on.
    store.exec('PRAGMA cache_spill = OFF');
    migrate(store, path);
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

/** Runs a writing step in one transaction that holds the write lock from its start. */
export function inTransaction<T>(store: Store, step: () => T): T {
  return explained(store.name, () => store.transaction(step).immediate());
}

function migrate(store: Store, path: string): void {
  checkVersion(store, path);
  if (isCurrent(store)) return;
  store
    .transaction(() => {
      const done = Number(pragmaOf(store, 'user_version'));
      for (const step of MIGRATIONS.slice(done)) {
        if (typeof step === 'string') store.exec(step);
        else step(store);
      }
      store.exec(`PRAGMA application_id = ${String(APPLICATION_ID)}`);
      store.exec(`PRAGMA user_version = ${String(MIGRATIONS.length)}`);
    })
    .immediate();
}

function isCurrent(store: Store): boolean {
  return pragmaOf(store, 'user_version') === MIGRATIONS.length;
}

function isEmpty(store: Store): boolean {
  return store.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
}

function checkVersion(store: Store, path: string): void {
  if (isEmpty(store)) return;
  if (pragmaOf(store, 'application_id') !== APPLICATION_ID) {
    throw wrongUse({
      summary: `${path} is a database of another program`,
      fix: 'name the tps-scrub database with --database',
      where: path,
    });
  }
  const version = Number(pragmaOf(store, 'user_version'));
  if (version > MIGRATIONS.length) {
    throw wrongUse({
      summary: `${path} was written by a newer tps-scrub (schema ${String(version)})`,
      fix: 'install that version or a later one',
      where: path,
    });
  }
}

/** Runs a step and turns SQLite's errors into what a person can act on. */
function explained<T>(path: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw explainStoreError(error, path);
  }
}

/** Turns an error of SQLite, or of the file system below it, into what a person can act on. */
export function explainStoreError(error: unknown, path: string): unknown {
  if (error instanceof ScreeningError || !(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new ScreeningError('in-use', {
      summary: 'the database is in use by another writer',
      fix: 'wait until the other import or scrub is done, then try again',
      where: path,
    });
  }
  if (
    code === 'SQLITE_NOTADB' ||
    code.startsWith('SQLITE_CORRUPT') ||
    /^no such (?:table|column)/.test(error.message)
  ) {
    return notSafe({
      summary: `${path} is not a readable database`,
      why: error.message,
      fix: 'restore it from a backup, or name another file with --database',
      where: path,
    });
  }
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC') {
    return wrongUse({
      summary: `there is no room left where the database ${path} stands; nothing was recorded`,
      fix: 'make room on that disk, then try again',
      where: path,
    });
  }
  const unwritable =
    ['EACCES', 'EROFS', 'EPERM', 'ENOENT', 'ENOTDIR', 'EISDIR'].includes(code) ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_IOERR') ||
    /directory does not exist/.test(error.message);
  if (!unwritable) return error;
  return wrongUse({
    summary: `the database ${path} cannot be opened or written`,
    why: error.message,
    fix: `make it and its folder ${dirname(path)} writable, or name another file with --database`,
    where: path,
  });
}
