/**
 * The fifth step of the schema: editions as differences, and what is no longer held.
 *
 * An edition's numbers are packed in one of two forms. A `key` has them whole, in edition_block; a
 * `difference` has what was added to and removed from its `base`, an edition recorded before it, in
 * `changes` (core/packed-changes.ts). `gone` says that they are not held any more. `bytes` is what
 * the packed numbers take; `crc` is, of a key, that of its table of blocks, of a difference, that of
 * `changes`. How numbers are packed is no part of what an edition is: it is not in its ledger line.
 *
 * `purged` names what was held and is not: of an edition its numbers, of a run its trace or all.
 */
export const EDITIONS = `
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
`;
