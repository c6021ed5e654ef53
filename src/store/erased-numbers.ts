import { BLOCK_SIZE, unpackBlock } from '../core/packed-block.js';
import { fragmentsOf } from './batch-content.js';
import { batchesIn, BatchRemains } from './batch-remains.js';
import type { Store } from './database.js';
import { hasWords } from './erasing-lines.js';
import { ERASING_KINDS } from './integrity/erased-payloads.js';
import { linesOfKinds } from './integrity/ledger-rows.js';
import { batchName, type OwnBatch } from './own-batches.js';

/**
 * The numbers of which lines may have erased something: an entry keeps its number when its words go.
 * Rather too many than too few: of a batch that lost its own words, or of whose lines none is erased,
 * all numbers are named, and so is what a file said again, which has no lines. Unread lines decide
 * nothing and name none.
 *
 * @param lines sequences of lines of an erasure or a purge
 */
export function numbersErased(store: Store, lines: ReadonlySet<number>): ReadonlySet<number> {
  const batches = store.prepare('SELECT * FROM own_batch').all() as OwnBatch[];
  const byName = new Map(batches.map((batch) => [batchName(batch), batch]));
  const remains = new BatchRemains(store);
  const found = new Set<number>();
  for (const line of linesOfKinds(store, ERASING_KINDS)) {
    if (!lines.has(line.sequence)) continue;
    for (const { batch: name } of batchesIn(line)) {
      const batch = byName.get(name);
      if (batch === undefined) continue;
      const erased = new Set(remains.erasedLines(batch));
      const isTold = erased.size > 0 && hasWords(store, batch.id);
      for (const { block, kind, first, count, numbers } of fragmentsOf(store, batch.id)) {
        unpackBlock(numbers, count).forEach((offset, place) => {
          if (isTold && kind === 'event' && !erased.has(first + place)) return;
          found.add(block * BLOCK_SIZE + offset);
        });
      }
    }
  }
  return found;
}
