import type Database from 'better-sqlite3';
import type { Store } from './database.js';

type Statement = Database.Statement;

const prepared = new WeakMap<Store, Map<string, Statement>>();

/**
 * A question that is asked once a row of something else, prepared once a database.
 *
 * @param mode `raw` for arrays of values, `pluck` for the first of them
 */
export function statement(store: Store, sql: string, mode?: 'raw' | 'pluck'): Statement {
  let known = prepared.get(store);
  if (known === undefined) prepared.set(store, (known = new Map<string, Statement>()));
  const key = `${mode ?? ''} ${sql}`;
  let found = known.get(key);
  if (found === undefined) {
    found = store.prepare(sql);
    if (mode === 'raw') found.raw();
    if (mode === 'pluck') found.pluck();
    known.set(key, found);
  }
  return found;
}
