import { BLOCK_SIZE } from '../core/packed-block.js';
import type { Store } from './database.js';
import { eventKind, type OwnBatch } from './own-batches.js';
import { Fragment, type FragmentRow } from './own-fragments.js';

/** Which of the firm's own records are meant. */
export type OwnRecordKind = 'objections' | 'consents';

/**
 * The first number of which anything of a kind is recorded, void or not, read from its own row and not
 * by the lookup of own lists; undefined without any. Withdrawals are among the objections, as they are
 * when a number is looked up.
 *
 * @param batches those that are known
 * @throws ScreeningError not-safe when that row is not what was written
 */
export function firstRecorded(
  store: Store,
  batches: readonly OwnBatch[],
  kind: OwnRecordKind,
): number | undefined {
  const ids = batches
    .filter((batch) => (eventKind(batch) === 'consent') === (kind === 'consents'))
    .map(({ id }) => id);
  // Looked for in SQL: where few of many rows are consents, to take each out of it costs seconds.
  const find = store.prepare(
    `SELECT * FROM own_fragment
     WHERE kind = 'event' AND layer = 0 AND count > 0
       AND batch IN (SELECT value FROM json_each(?))
     ORDER BY block, batch LIMIT 1`,
  );
  const row = find.get(JSON.stringify(ids)) as FragmentRow | undefined;
  if (row === undefined) return undefined;
  return row.block * BLOCK_SIZE + (new Fragment(row, store.name).offsets[0] as number);
}
