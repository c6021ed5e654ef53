import { crc32 } from 'node:zlib';
import type Database from 'better-sqlite3';
import { entriesOf, entryLines, keyCrc } from './packing-crc.js';

/**
 * The fifth step of the schema: editions as differences, and what is no longer held.
 *
 * An edition's numbers are packed in one of two forms. A `key` has them whole, in edition_block; a
 * `difference` has what was added to and removed from its `base`, an edition recorded before it, in
 * `changes` (core/packed-changes.ts). `gone` says that they are not held any more. `bytes` is what
 * the packed numbers take; `crc` is that of the edition's id, its form and base, and of a key the table
 * of its blocks, of a difference `changes` (packing-crc.ts). How numbers are packed is no part of what
 * an edition is: it is not in its ledger line.
 *
 * Lines of editions and runs are looked up by kind and id, whatever is asked.
 *
 * `purged` names what was held and is not: of an edition its numbers, of a run its trace or all.
 */
const TABLES = `
  CREATE TABLE edition_packing (
    edition INTEGER PRIMARY KEY REFERENCES edition (id),
    form TEXT NOT NULL CHECK (form IN ('key', 'difference', 'gone')),
    base INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    crc INTEGER NOT NULL,
    changes BLOB NOT NULL
  ) STRICT;
  INSERT INTO edition_packing
    SELECT id, 'key', 0,
      (SELECT coalesce(sum(length(numbers)), 0) FROM edition_block WHERE edition = edition.id),
      blocks_crc, x''
    FROM edition;
  ALTER TABLE edition DROP COLUMN blocks_crc;
  CREATE TABLE purged (
    subject TEXT NOT NULL CHECK (subject IN ('edition-numbers', 'run', 'run-trace')),
    id TEXT NOT NULL,
    instant TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (subject, id)
  ) STRICT;
  CREATE INDEX ledger_by_kind ON ledger (kind, id);
`;

/** Of what was damaged before: no CRC-32 is below 0. */
const DAMAGED = -1;

/** Makes the tables; every edition that is there stays whole, as a key. */
export function editionTables(store: Database.Database): void {
  store.exec(TABLES);
  const seal = store.prepare('UPDATE edition_packing SET crc = ? WHERE edition = ?');
  const sealed = store.prepare('SELECT edition, crc FROM edition_packing').all();
  for (const { edition, crc } of sealed as { edition: number; crc: number }[]) {
    const entries = entriesOf(store, edition);
    const isWhole = crc32(entryLines(entries)) === crc;
    seal.run(isWhole ? keyCrc(edition, entries) : DAMAGED, edition);
  }
}
