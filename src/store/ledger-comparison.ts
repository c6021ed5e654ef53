import type { Store } from './database.js';

interface RowEnd {
  readonly sequence: number;
  readonly lines: number;
  readonly hash: string;
}

/**
 * Up to which line two ledgers are the same: 0 when not even the first is. Rows are compared, which
 * copies of one database have alike: a hash stands for all lines before it.
 */
export function commonLines(one: Store, other: Store): number {
  const rows = (store: Store): Iterator<RowEnd> =>
    store
      .prepare('SELECT sequence, lines, hash FROM ledger ORDER BY sequence')
      .iterate() as IterableIterator<RowEnd>;
  const [ours, theirs] = [rows(one), rows(other)];
  let common = 0;
  for (;;) {
    const [mine, its] = [ours.next(), theirs.next()];
    const isSame = !mine.done && !its.done && mine.value.hash === its.value.hash;
    if (!isSame) {
      ours.return?.();
      theirs.return?.();
      return common;
    }
    common = mine.value.sequence + mine.value.lines - 1;
  }
}
