import { crc32 } from 'node:zlib';
import { notSafe } from '../core/errors.js';
import type { Instant } from '../core/day.js';
import type { PackedBlock } from '../core/numbers-packer.js';
import type { Store } from './database.js';
import { changesCrc, entriesOf, keyCrc, type BlockEntry } from './packing-crc.js';
import { purgedOf, recordPurged } from './purged.js';

/** How the numbers of an edition are packed (migration-editions.ts). */
export interface Packing {
  readonly edition: number;
  readonly form: 'key' | 'difference' | 'gone';
  /** The edition that a difference was taken from; 0 of a key. */
  readonly base: number;
  readonly bytes: number;
  readonly crc: number;
}

/** How every edition is packed, in order of their ids. */
export function packings(store: Store): Packing[] {
  return store
    .prepare('SELECT edition, form, base, bytes, crc FROM edition_packing ORDER BY edition')
    .all() as Packing[];
}

/** The packed changes of a difference; undefined when they are damaged, or not that edition's. */
export function changesOf(store: Store, packing: Packing): Uint8Array | undefined {
  const find = store.prepare('SELECT changes FROM edition_packing WHERE edition = ?').pluck();
  const changes = find.get(packing.edition) as Uint8Array;
  return packing.form === 'difference' && changesCrc(packing, changes) === packing.crc
    ? changes
    : undefined;
}

/** A key edition's table of blocks; undefined when it is not the one that was sealed. */
export function blockEntries(store: Store, packing: Packing): BlockEntry[] | undefined {
  const entries = entriesOf(store, packing.edition);
  return packing.form === 'key' && keyCrc(packing.edition, entries) === packing.crc
    ? entries
    : undefined;
}

/** Writes the numbers of an edition whole; call it inside a transaction. */
export function writeKey(store: Store, edition: number, blocks: readonly PackedBlock[]): void {
  const insert = store.prepare(
    'INSERT INTO edition_block (edition, block, count, crc, numbers) VALUES (?, ?, ?, ?, ?)',
  );
  const rows = blocks.map((block) => ({ ...block, crc: crc32(block.bytes) }));
  for (const { block, count, crc, bytes } of rows) insert.run(edition, block, count, crc, bytes);
  const bytes = rows.reduce((sum, row) => sum + row.bytes.length, 0);
  const packing = { edition, form: 'key', base: 0, bytes, crc: keyCrc(edition, rows) } as const;
  writePacking(store, packing, new Uint8Array(0));
}

/** Writes the numbers of an edition as what changed; call it inside a transaction. */
export function writeDifference(
  store: Store,
  edition: number,
  base: number,
  changes: Uint8Array,
): void {
  const crc = changesCrc({ edition, base }, changes);
  const packing = { edition, base, bytes: changes.length, crc };
  writePacking(store, { ...packing, form: 'difference' }, changes);
}

function writePacking(store: Store, packing: Packing, changes: Uint8Array): void {
  const { edition, form, base, bytes, crc } = packing;
  store
    .prepare(
      'INSERT INTO edition_packing (edition, form, base, bytes, crc, changes) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(edition, form, base, bytes, crc, changes);
}

/** Keeps an edition whole that was a difference; call it inside a transaction. */
export function rewriteAsKey(store: Store, edition: number, blocks: readonly PackedBlock[]): void {
  store.prepare('DELETE FROM edition_packing WHERE edition = ?').run(edition);
  writeKey(store, edition, blocks);
}

/** Removes the numbers of editions and says so; call it inside a transaction. */
export function purgeNumbers(
  store: Store,
  editions: readonly number[],
  instant: Instant,
  why: string,
): void {
  const blocks = store.prepare('DELETE FROM edition_block WHERE edition = ?');
  const packing = store.prepare(
    `UPDATE edition_packing SET form = 'gone', base = 0, bytes = 0, crc = 0, changes = x''
     WHERE edition = ?`,
  );
  const first = store.prepare('DELETE FROM edition_first WHERE edition = ?');
  for (const edition of editions) {
    first.run(edition);
    blocks.run(edition);
    packing.run(edition);
    recordPurged(store, { subject: 'edition-numbers', id: String(edition), instant, why });
  }
}

/** The error for numbers that cannot be read any more, though they could be when they were first asked. */
export function unreadable(store: Store, edition: number): Error {
  const purged = purgedOf(store, 'edition-numbers', String(edition));
  if (purged === undefined) return damaged(edition, store.name);
  return notSafe({
    summary: `the numbers of edition ${String(edition)} were removed while they were asked`,
    why: `they went at ${purged.instant}: ${purged.why}`,
    fix: 'try again: what is known now decides',
    where: store.name,
  });
}

/** The error for an edition whose numbers are not those that were sealed. */
export function damaged(edition: number, path: string): Error {
  return notSafe({
    summary: `the numbers of edition ${String(edition)} are damaged`,
    why: 'a part of them is missing, or does not match its checksum',
    fix: 'restore the database from a backup, or import that register again',
    where: path,
  });
}
