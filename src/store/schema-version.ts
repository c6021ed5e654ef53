import type Database from 'better-sqlite3';
import { wrongUse } from '../core/errors.js';
import { APPLICATION_ID, MIGRATIONS, type Migration } from './migrations.js';

/** The value of `PRAGMA name`; not `store.pragma`, which leaves a statement to be collected. */
export function pragmaOf(
  store: Database.Database,
  name: 'application_id' | 'user_version',
): unknown {
  return store.prepare(`PRAGMA ${name}`).pluck().get();
}

/**
 * Brings a database up to date, in one transaction; an empty one gets its tables.
 *
 * @throws ScreeningError wrong-use when it is another program's, or of a newer version
 */
export function migrate(store: Database.Database, path: string): void {
  checkVersion(store, path);
  if (isCurrent(store)) return;
  store
    .transaction(() => {
      const done = Number(pragmaOf(store, 'user_version'));
      takeSteps(store, MIGRATIONS.slice(done));
      store.exec(`PRAGMA application_id = ${String(APPLICATION_ID)}`);
      store.exec(`PRAGMA user_version = ${String(MIGRATIONS.length)}`);
    })
    .immediate();
}

/** Does some of the steps, in the transaction of the caller. */
export function takeSteps(store: Database.Database, steps: readonly Migration[]): void {
  for (const step of steps) {
    if (typeof step === 'string') store.exec(step);
    else step(store);
  }
}

/** Whether nothing has to be brought up to date. */
export function isCurrent(store: Database.Database): boolean {
  return pragmaOf(store, 'user_version') === MIGRATIONS.length;
}

/** Whether it has no table yet. */
export function isEmpty(store: Database.Database): boolean {
  return store.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
}

/**
 * Refuses what this program cannot read; an empty database is none of that.
 *
 * @throws ScreeningError wrong-use when it is another program's, or of a newer version
 */
export function checkVersion(store: Database.Database, path: string): void {
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
