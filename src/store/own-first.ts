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
  const known = new Set(
    batches
      .filter((batch) => (eventKind(batch) === 'consent') === (kind === 'consents'))
      .map(({ id }) => id),
  );
  if (known.size === 0) return undefined;
  const rows = store
    .prepare(
      `SELECT * FROM own_fragment
       WHERE kind = 'event' AND layer = 0 ORDER BY block, batch`,
    )
    .iterate() as Iterable<FragmentRow>;
  for (const row of rows) {
    if (!known.has(row.batch) || row.count === 0) continue;
    return row.block * BLOCK_SIZE + (new Fragment(row, store.name).offsets[0] as number);
  }
  return undefined;
}
