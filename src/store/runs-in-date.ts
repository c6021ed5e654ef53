import type { Day } from '../core/day.js';
import type { Store } from './database.js';
import type { RunRow } from './runs.js';

/**
 * The runs whose lists may still be called on a day or after it, newest first: released or sealed, for
 * calling. One whose record cannot be read is among them: what it is nobody knows.
 */
export function* runsInDate(store: Store, day: Day): Generator<RunRow> {
  const find = store.prepare('SELECT * FROM run WHERE id = ?');
  const ids = store
    .prepare(
      `SELECT id FROM run WHERE state <> 'abandoned' AND
         CASE WHEN json_valid(record) THEN coalesce(
           json_extract(record, '$.plan.for_calling') = 1 AND
           json_extract(record, '$.plan.until') >= ?, 1) ELSE 1 END
       ORDER BY started DESC, rowid DESC`,
    )
    .pluck()
    .all(day) as string[];
  // One record at a time: they hold whole policies.
  for (const id of ids) yield find.get(id) as RunRow;
}
