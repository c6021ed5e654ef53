import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NumberSetBuilder } from '../../src/core/number-set-builder.js';
import type { PackedNumbers } from '../../src/core/numbers-packer.js';
import { ChangesPacker } from '../../src/core/packed-changes.js';
import { NumberSet } from '../../src/core/number-set.js';
import { BLOCK_SIZE, unpackBlock } from '../../src/core/packed-block.js';
import type { Instant } from '../../src/core/day.js';
import { difference } from '../../src/intake/edition-changes.js';
import { openForWriting, type Store } from '../../src/store/database.js';
import { EditionNumbers } from '../../src/store/edition-numbers.js';
import { purgeNumbers, writeDifference, writeKey } from '../../src/store/edition-packing.js';
import { temporaryFolders } from './temporary-folder.js';

const newFolder = temporaryFolders();
const NOW = '2026-11-22T10:00:00.000Z' as Instant;

/** A database for packings of editions that have no rows of their own. */
function packingStore(): Store {
  const store = openForWriting(join(newFolder(), 'editions.db'));
  store.exec('PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY');
  return store;
}

function packed(numbers: Iterable<number>): PackedNumbers {
  const builder = new NumberSetBuilder();
  for (const number of numbers) builder.add(number);
  return builder.build();
}

/** Writes editions 1, 2, …: each whole, or as what changed since one of those before it. */
function write(store: Store, editions: readonly (readonly [Set<number>, number | undefined])[]) {
  editions.forEach(([numbers, base], index) => {
    const { blocks } = packed(numbers);
    const from = base === undefined ? undefined : editions[base - 1]?.[0];
    if (from === undefined) {
      writeKey(store, index + 1, blocks);
      return;
    }
    const { changes } = difference(packed(from).blocks, { blocks }, 1e6);
    writeDifference(store, index + 1, base as number, changes as Uint8Array);
  });
}

const asked = [441134960000, 441134960001, 441632960000, 447700900000, 447700900001, 447700900999];
const some = fc.subarray(asked).map((numbers) => new Set(numbers));
/** Each edition with the place of its base among those before it, if it has one. */
const editions = fc
  .array(fc.tuple(some, fc.nat({ max: 12 })), { minLength: 1, maxLength: 12 })
  .map((drawn) =>
    drawn.map(([numbers, at], index) => {
      const base = at % (index + 1);
      return [numbers, base === 0 ? undefined : base] as const;
    }),
  );

describe('the numbers of editions', () => {
  it('are those that were written, whatever they rest on', () => {
    fc.assert(
      fc.property(editions, (written) => {
        const store = packingStore();
        write(store, written);
        const numbers = new EditionNumbers(store);
        written.forEach(([expected], index) => {
          const id = index + 1;
          expect(numbers.holding(id)).toBe('whole');
          const set = numbers.set(id);
          expect(asked.filter((e164) => set.has(e164))).toEqual([...expected].sort());
          expect(asked.filter((e164) => numbers.has(id, e164))).toEqual([...expected].sort());
          const shared = NumberSet.of(numbers.set(id).share());
          expect(asked.filter((e164) => shared.has(e164))).toEqual([...expected].sort());
          const blocks = [...numbers.blocks(id)];
          const all = blocks.flatMap(({ block, count, bytes }) =>
            [...unpackBlock(bytes, count)].map((offset) => block * BLOCK_SIZE + offset),
          );
          expect(all).toEqual([...expected].sort());
          const plain = blocks.map(({ bytes, ...rest }) => ({
            ...rest,
            bytes: Uint8Array.from(bytes),
          }));
          expect(plain).toEqual(packed(expected).blocks);
        });
        store.close();
      }),
      { seed: 20261122, numRuns: 150 },
    );
  });

  it('that no edition of a key changed are told by the keys alone', () => {
    const store = packingStore();
    const [first = 0, second = 0, third = 0] = asked;
    write(store, [
      [new Set([first, second]), undefined],
      [new Set([first, second, third]), 1],
      [new Set([first]), undefined],
    ]);
    const numbers = new EditionNumbers(store);
    const keys = numbers.keysOf([3, 2, 1]) ?? [];
    expect(keys).toEqual([3, 1]);
    expect(numbers.inKeys(keys, first)).toBe(0b11);
    expect(numbers.inKeys(keys, second)).toBe(0b10);
    expect(numbers.inKeys(keys, third)).toBeUndefined();
    store.close();
  });
});

/** A key, a difference from it, and one from that; another key beside them. */
function chain(): Store {
  const store = packingStore();
  const [first = 0, second = 0, third = 0, fourth = 0] = asked;
  write(store, [
    [new Set([first, second, fourth]), undefined],
    [new Set([first, third, fourth]), 1],
    [new Set([third, fourth]), 2],
    [new Set([first]), undefined],
  ]);
  return store;
}

/** How each of the four stands after a statement. */
function holdingsAfter(statement: string): string[] {
  const store = chain();
  store.exec(statement);
  const numbers = new EditionNumbers(store);
  const found = [1, 2, 3, 4].map((id) => numbers.holding(id));
  for (const [index, holding] of found.entries()) {
    if (holding === 'whole') numbers.set(index + 1).has(441134960000);
    else expect(() => numbers.set(index + 1)).toThrow('damaged');
  }
  store.close();
  return found;
}

describe('what is damaged is never taken for absence', () => {
  it.each([
    [
      'a block is missing',
      'DELETE FROM edition_block WHERE edition = 1 AND block = 447700',
      [1, 2, 3],
    ],
    [
      'a block is under another million',
      'UPDATE edition_block SET block = 447701 WHERE edition = 1 AND block = 447700',
      [1, 2, 3],
    ],
    ['a key is not packed anywhere', 'DELETE FROM edition_packing WHERE edition = 1', [1, 2, 3]],
    [
      'changes were cut',
      'UPDATE edition_packing SET changes = substr(changes, 1, 5) WHERE edition = 2',
      [2, 3],
    ],
    [
      'changes are those of another edition',
      'UPDATE edition_packing SET changes = (SELECT changes FROM edition_packing WHERE edition = 2) WHERE edition = 3',
      [3],
    ],
    [
      'a difference in the middle is missing',
      'DELETE FROM edition_packing WHERE edition = 2',
      [2, 3],
    ],
  ])('%s', (_, statement, damaged) => {
    const expected = [1, 2, 3].map((id) => (damaged.includes(id) ? 'damaged' : 'whole'));
    expect(holdingsAfter(statement)).toEqual([...expected, 'whole']);
  });

  it('bytes of a block that are not those of its checksum throw when they are asked', () => {
    const store = chain();
    store.exec(
      "UPDATE edition_block SET numbers = CAST(x'00' || substr(numbers, 2) AS BLOB) WHERE edition = 1",
    );
    const numbers = new EditionNumbers(store);
    for (const id of [1, 2, 3]) {
      expect(() => numbers.set(id).has(441134960000)).toThrow('damaged');
      expect(() => numbers.set(id).share()).toThrow('damaged');
      expect(() => numbers.has(id, 441134960000)).toThrow('damaged');
      expect(() => [...numbers.blocks(id)]).toThrow('damaged');
    }
    store.close();
  });

  it('a difference on another base than it was taken from is damaged, and what rests on it', () => {
    expect(holdingsAfter('UPDATE edition_packing SET base = 1 WHERE edition = 3')).toEqual([
      'whole',
      'whole',
      'damaged',
      'whole',
    ]);
    expect(holdingsAfter('UPDATE edition_packing SET base = 4 WHERE edition = 2')).toEqual([
      'whole',
      'damaged',
      'damaged',
      'whole',
    ]);
  });

  it('changes that do not follow from what they are applied to are damage, whole as they are', () => {
    const store = packingStore();
    const [first = 0, second = 0, third = 0] = asked;
    write(store, [[new Set([first, third]), undefined]]);
    const packer = new ChangesPacker();
    packer.add(first, false);
    packer.add(second, true);
    writeDifference(store, 2, 1, packer.packed());
    const numbers = new EditionNumbers(store);
    expect(numbers.holding(2)).toBe('whole');
    for (const e164 of [first, second]) {
      expect(() => numbers.set(2).has(e164)).toThrow('damaged');
      expect(() => numbers.has(2, e164)).toThrow('damaged');
    }
    expect(numbers.has(2, third)).toBe(true);
    expect(() => [...numbers.blocks(2)]).toThrow('damaged');
    store.close();
  });

  it('numbers that were removed on purpose are gone, and what rests on them is no set', () => {
    const store = chain();
    purgeNumbers(store, [1, 2, 3], NOW, 'history = "none"');
    const numbers = new EditionNumbers(store);
    expect([1, 2, 3, 4].map((id) => numbers.holding(id))).toEqual([
      'gone',
      'gone',
      'gone',
      'whole',
    ]);
    expect(numbers.isKept(1)).toBe(false);
    expect(() => numbers.set(2)).toThrow('damaged');
    expect(() => numbers.has(2, 441134960000)).toThrow('damaged');
    store.close();
  });

  it('numbers that go while a set is in use throw, and are not absent', () => {
    const store = chain();
    const set = new EditionNumbers(store).set(2);
    purgeNumbers(store, [1, 2, 3], NOW, 'history = "none"');
    expect(() => set.has(441134960000)).toThrow('removed while they were asked');
    expect(() => set.share()).toThrow('removed while they were asked');
    store.close();
  });
});
