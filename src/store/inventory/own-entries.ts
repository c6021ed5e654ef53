import { BLOCK_SIZE } from '../../core/packed-block.js';
import type { Store } from '../database.js';
import { FAR_INSTANT } from '../ledger.js';
import { batchesOf, termsKind } from '../own-batches.js';
import { damagedLists, Fragment, type FragmentRow } from '../own-fragments.js';
import { TermsTable } from '../own-terms.js';
import type { StoredNumbers } from './stored-numbers.js';

interface Counting {
  numbers: number;
  entries: number;
  oldest: string;
  newest: string;
  /** A bit for each number of the million that is looked at, set where one was counted. */
  readonly seen: Uint8Array;
}

/**
 * What is stored on own lists, one row each, and of consents: every event, those that were withdrawn or
 * undone too, since they are there all the same. A million of numbers is looked at at a time.
 *
 * @throws ScreeningError not-safe when an entry is damaged
 */
export function storedInOwnLists(store: Store): StoredNumbers[] {
  const batches = new Map(batchesOf(store, FAR_INSTANT).map((batch) => [batch.id, batch]));
  const terms = new TermsTable(store, 'objections');
  const lists = new Map<string, Counting>();
  const consents = newCounting();
  const blocks = store.prepare('SELECT DISTINCT block FROM own_fragment ORDER BY block').pluck();
  const find = store.prepare(`SELECT * FROM own_fragment WHERE block = ? AND kind = 'event'`);
  for (const block of blocks.all() as number[]) {
    for (const counting of [consents, ...lists.values()]) counting.seen.fill(0);
    for (const row of find.iterate(block) as Iterable<FragmentRow>) {
      const fragment = new Fragment(row, store.name);
      const batch = batches.get(row.batch);
      if (batch === undefined) throw damagedLists(store.name, 'the batch of an entry is missing');
      const isConsent = termsKind(batch) === 'consents';
      fragment.offsets.forEach((offset, place) => {
        const list = isConsent ? undefined : terms.of(fragment.terms(place)).list;
        add(list === undefined ? consents : countingOf(lists, list), offset, batch.recorded);
      });
    }
  }
  return [
    ...[...lists].sort(byName).map(([name, counting]) => placed('own-list', name, counting)),
    ...(consents.entries > 0 ? [placed('consents', '', consents)] : []),
  ];
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function newCounting(): Counting {
  return { numbers: 0, entries: 0, oldest: '', newest: '', seen: new Uint8Array(BLOCK_SIZE / 8) };
}

function countingOf(lists: Map<string, Counting>, list: string): Counting {
  let found = lists.get(list);
  if (found === undefined) lists.set(list, (found = newCounting()));
  return found;
}

function add(counting: Counting, offset: number, recorded: string): void {
  const { seen } = counting;
  const byte = seen[offset >>> 3] as number;
  const bit = 1 << (offset & 7);
  if ((byte & bit) === 0) {
    seen[offset >>> 3] = byte | bit;
    counting.numbers++;
  }
  counting.entries++;
  if (counting.oldest === '' || recorded < counting.oldest) counting.oldest = recorded;
  if (recorded > counting.newest) counting.newest = recorded;
}

function placed(
  kind: StoredNumbers['kind'],
  name: string,
  { numbers, entries, oldest, newest }: Counting,
): StoredNumbers {
  return { kind, name, numbers, entries, oldest, newest };
}
