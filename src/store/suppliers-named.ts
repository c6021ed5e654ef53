import type { Store } from './database.js';

/** The names of suppliers as runs recorded them, each spelling once, the earliest first. */
export function suppliersNamed(store: Store): string[] {
  const find = store.prepare(
    `SELECT json_extract(record, '$.supplier.name') AS name FROM run
     WHERE name IS NOT NULL GROUP BY name ORDER BY min(rowid)`,
  );
  return find.pluck().all() as string[];
}
