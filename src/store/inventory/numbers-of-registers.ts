import { crc32 } from 'node:zlib';
import { NumberSetBuilder } from '../../core/number-set-builder.js';
import { BLOCK_SIZE, unpackBlock } from '../../core/packed-block.js';
import { ChangesReader } from '../../core/packed-changes.js';
import type { Store } from '../database.js';
import { changesOf, damaged, packings, type Packing } from '../edition-packing.js';

interface BlockRow {
  readonly count: number;
  readonly crc: number;
  readonly numbers: Uint8Array;
}

/**
 * How many different numbers some editions have together, those that a newer one no longer lists too. A
 * million is looked at at a time; beside it only what differences added is in memory.
 *
 * @throws ScreeningError not-safe when one of them is damaged: a count without it would be too low
 */
export function distinctNumbers(store: Store, editions: ReadonlySet<number>): number {
  const asked = packings(store).filter(({ edition }) => editions.has(edition));
  const keys = asked.filter(({ form }) => form === 'key').map(({ edition }) => edition);
  const added = addedBy(
    store,
    asked.filter(({ form }) => form === 'difference'),
  );
  const find = store.prepare(
    'SELECT count, crc, numbers FROM edition_block WHERE edition = ? AND block = ?',
  );
  const seen = new Uint8Array(BLOCK_SIZE);
  let total = 0;
  for (const block of blocksOf(store, keys, added.keys())) {
    seen.fill(0);
    const see = (offsets: Uint32Array): void => {
      for (const offset of offsets) {
        if (seen[offset] === 0) total++;
        seen[offset] = 1;
      }
    };
    for (const edition of keys) {
      const row = find.get(edition, block) as BlockRow | undefined;
      if (row === undefined) continue;
      if (crc32(row.numbers) !== row.crc) throw damaged(edition, store.name);
      see(unpackBlock(row.numbers, row.count));
    }
    const more = added.get(block);
    if (more) see(unpackBlock(more.bytes, more.count));
  }
  return total;
}

function addedBy(store: Store, differences: readonly Packing[]) {
  const builder = new NumberSetBuilder();
  for (const packing of differences) {
    const changes = changesOf(store, packing);
    if (changes === undefined) throw damaged(packing.edition, store.name);
    const reader = new ChangesReader(changes);
    // Twice the offset, and one more of what was removed.
    while (reader.next()) {
      if (reader.change % 2 === 0) builder.addAt(reader.block, reader.change / 2);
    }
  }
  return new Map(builder.build().blocks.map((packed) => [packed.block, packed]));
}

function blocksOf(store: Store, keys: readonly number[], more: Iterable<number>): number[] {
  const find = store.prepare('SELECT block FROM edition_block WHERE edition = ?').pluck();
  const blocks = new Set(more);
  for (const edition of keys) for (const block of find.all(edition)) blocks.add(block as number);
  return [...blocks].sort((a, b) => a - b);
}
