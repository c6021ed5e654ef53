import type Database from 'better-sqlite3';
import { CONSENTS } from './migration-consents.js';
import { editionTables } from './migration-editions.js';
import { FIRST_NUMBERS } from './migration-first-numbers.js';
import { FORKS } from './migration-forks.js';
import { LEDGER_ANCHORS } from './migration-ledger.js';
import { OWN_LISTS } from './migration-own-lists.js';
import { PACKED_FILES } from './migration-packed-files.js';
import { PARTIES } from './migration-parties.js';
import { RECALLS } from './migration-recalls.js';
import { RETENTION } from './migration-retention.js';
import { traceTables } from './migration-trace.js';

/** Marks a SQLite file as ours (`PRAGMA application_id`): the letters TPSS. */
export const APPLICATION_ID = 0x54505353;

/** A step of the schema: SQL, or where rows have to be read and made anew, what does that. */
export type Migration = string | ((store: Database.Database) => void);

/**
 * The schema, as the steps that lead to it. Released steps never change; `PRAGMA user_version`
 * counts those done. Days are text `YYYY-MM-DD`, instants ISO 8601 UTC, hashes lower-case hex.
 *
 * Ledger: one line an event, each with the hash of the line before. What the event says stands
 * in ledger_payload with its salt and can be destroyed without breaking the chain.
 *
 * Editions: the numbers of one register file, packed (core/packed-block.ts), never changed once
 * written.
 */
export const MIGRATIONS: readonly Migration[] = [
  `
  CREATE TABLE ledger (
    sequence INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    instant TEXT NOT NULL UNIQUE,
    payload_sha256 TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE ledger_payload (
    sequence INTEGER PRIMARY KEY REFERENCES ledger (sequence),
    salt BLOB NOT NULL,
    payload TEXT NOT NULL
  ) STRICT;
  CREATE TABLE edition (
    id INTEGER PRIMARY KEY,
    register TEXT NOT NULL,
    content TEXT NOT NULL CHECK (content IN ('full', 'changes')),
    dated TEXT NOT NULL,
    estimated INTEGER NOT NULL,
    recorded TEXT NOT NULL,
    since TEXT NOT NULL,
    file_path TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    file_time TEXT NOT NULL,
    file_bytes INTEGER NOT NULL,
    file_lines INTEGER NOT NULL,
    numbers INTEGER NOT NULL,
    numbers_sha256 TEXT NOT NULL,
    blocks_crc INTEGER NOT NULL,
    repeated INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    added INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    covers TEXT NOT NULL,
    licence TEXT NOT NULL,
    licence_until TEXT NOT NULL,
    source TEXT NOT NULL,
    published_total INTEGER NOT NULL,
    accepted TEXT NOT NULL,
    operator TEXT NOT NULL,
    account TEXT NOT NULL,
    reader_version INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX edition_by_day ON edition (register, dated, recorded);
  CREATE TABLE edition_block (
    edition INTEGER NOT NULL REFERENCES edition (id),
    block INTEGER NOT NULL,
    count INTEGER NOT NULL,
    crc INTEGER NOT NULL,
    numbers BLOB NOT NULL,
    PRIMARY KEY (edition, block)
  ) STRICT;
  CREATE TABLE run (
    id TEXT PRIMARY KEY,
    started TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('sealed', 'released', 'abandoned')),
    record TEXT NOT NULL
  ) STRICT;
  `,
  OWN_LISTS,
  CONSENTS,
  PARTIES,
  editionTables,
  traceTables,
  LEDGER_ANCHORS,
  FORKS,
  RETENTION,
  RECALLS,
  PACKED_FILES,
  FIRST_NUMBERS,
];
