import type Database from 'better-sqlite3';
import { headedCrc } from './headed-crc.js';

/** An entry of a key edition's table of blocks. */
export interface BlockEntry {
  readonly block: number;
  readonly count: number;
  readonly crc: number;
}

/** A key edition's table of blocks as it stands, in order. */
export function entriesOf(store: Database.Database, edition: number): BlockEntry[] {
  return store
    .prepare('SELECT block, count, crc FROM edition_block WHERE edition = ? ORDER BY block')
    .all(edition) as BlockEntry[];
}

/** The table of blocks as lines `BLOCK COUNT CRC-32` and LF. */
export function entryLines(entries: readonly BlockEntry[]): string {
  return entries.map(({ block, count, crc }) => `${[block, count, crc].join(' ')}\n`).join('');
}

/**
 * CRC-32 of a key: over the line `tps-scrub-packing-1 key EDITION 0` and LF, then
 * {@link entryLines}. An edition stands in it since blocks that are whole, but another edition's,
 * would say "not listed" of what they lack.
 */
export function keyCrc(edition: number, entries: readonly BlockEntry[]): number {
  return headedCrc(['tps-scrub-packing-1', 'key', edition, 0], Buffer.from(entryLines(entries)));
}

/**
 * CRC-32 of a difference: over the line `tps-scrub-packing-1 difference EDITION BASE` and LF, then the
 * changes.
 */
export function changesCrc(
  { edition, base }: { readonly edition: number; readonly base: number },
  changes: Uint8Array,
): number {
  return headedCrc(['tps-scrub-packing-1', 'difference', edition, base], changes);
}
