import { join } from 'node:path';
import { NumberSetBuilder } from '../../src/core/number-set-builder.js';
import { addDays, type Day, type Instant } from '../../src/core/day.js';
import type { RegisterName } from '../../src/registers/registers.js';
import { inTransaction, openForWriting, type Store } from '../../src/store/database.js';
import { compareAndPack } from '../../src/intake/compare-and-pack.js';
import { EditionNumbers } from '../../src/store/edition-numbers.js';
import { editionsOf, sealEdition } from '../../src/store/editions.js';
import { FAR_INSTANT } from '../../src/store/ledger.js';

/** An edition as a test says it. */
export interface Cut {
  readonly register: RegisterName;
  readonly dated: Day;
  readonly numbers: readonly number[];
  /** Prefixes of a partial licence; the whole register when not given. */
  readonly covers?: string;
}

const START = '2000-01-01' as Day;

/** The instant at which the edition in that place was recorded. */
export function recordedAt(place: number): Instant {
  return `${addDays(START, place)}T12:00:00.000Z` as Instant;
}

/** An empty database for editions that no file stands behind; nothing is synced. */
export function editionStore(folder: string): Store {
  const store = openForWriting(join(folder, 'editions.db'));
  store.exec('PRAGMA synchronous = OFF');
  store.exec('PRAGMA journal_mode = MEMORY');
  return store;
}

/** Puts these editions in the place of all that are there, recorded in their order. */
export function recordEditions(store: Store, cuts: readonly Cut[]): void {
  inTransaction(store, () => {
    store.exec('DELETE FROM edition_block; DELETE FROM edition_packing');
    store.exec('DELETE FROM edition_first; DELETE FROM edition');
    store.exec('DELETE FROM ledger_payload; DELETE FROM ledger');
    cuts.forEach((cut, place) => {
      record(store, cut, recordedAt(place));
    });
  });
}

/** Packed as what changed since the edition recorded before it, or whole when that is smaller. */
function record(store: Store, { register, dated, numbers, covers }: Cut, recorded: Instant): void {
  const builder = new NumberSetBuilder();
  for (const number of numbers) builder.add(number);
  const packed = builder.build();
  const nothing = { since: '', licence: '', licence_until: '', source: '', accepted: '' };
  const file = { file_path: 'cut.txt', file_sha256: '', file_time: '', file_bytes: 0 };
  const notPacked = { file_entry: '', file_entry_time: '' };
  const counts = { repeated: 0, rejected: 0, added: 0, removed: 0, published_total: 0 };
  const unsealed = {
    register,
    content: 'full' as const,
    dated,
    estimated: 0,
    recorded,
    ...file,
    ...notPacked,
    file_lines: numbers.length,
    numbers: packed.count,
    numbers_sha256: packed.sha256,
    covers: covers ?? '',
    ...nothing,
    ...counts,
    operator: 'tester',
    account: 'tester',
    reader_version: 2,
  };
  const before = editionsOf(store, register, FAR_INSTANT)
    .sort((a, b) => a.id - b.id)
    .at(-1);
  const beside = { before, after: undefined };
  const { from } = compareAndPack(new EditionNumbers(store), beside, packed, true);
  sealEdition(store, unsealed, packed, { from, purged: [] });
}
