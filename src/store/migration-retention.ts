/**
 * The ninth step of the schema: what may not go, and what is left where something went.
 *
 * `hold` has a row for each thing that must be kept for a case: the number, or the id of a run, and
 * the salt with which its line in the ledger hashes that (holds.ts). `hold_release` says which line
 * ended which hold. No row changes or goes.
 *
 * `rewritten_batch` has a row for each batch of the own lists of which something was erased: the newest
 * line that says so, and the salt with which that line hashes what is left (batch-remains.ts).
 */
export const RETENTION = `
  CREATE TABLE hold (
    line INTEGER PRIMARY KEY,
    case_ref TEXT NOT NULL,
    number INTEGER NOT NULL,
    run TEXT NOT NULL,
    salt BLOB NOT NULL
  ) STRICT;
  CREATE TABLE hold_release (
    hold INTEGER PRIMARY KEY REFERENCES hold (line),
    line INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE rewritten_batch (
    batch INTEGER PRIMARY KEY REFERENCES own_batch (id),
    line INTEGER NOT NULL,
    salt BLOB NOT NULL
  ) STRICT;
`;
