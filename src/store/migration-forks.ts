/**
 * The eighth step of the schema: a database that was restored and waits for its journal.
 *
 * At most one row: what is said of the restoring (awaited-journal.ts) as canonical JSON, and its
 * SHA-256. It goes when the wait ends, and stands in a `fork` line of the ledger from then on: while
 * the database waits nothing can be appended, since the journal's lines come first. Who can write the
 * file can therefore end the wait by deleting the row, and nothing in the database shows that the lines
 * of the journal never came: a head that was kept elsewhere does, and so does the journal, which goes
 * further than the ledger (journal-watch.ts).
 *
 * Which databases continued from one backup needs no table: see branches.ts.
 */
export const FORKS = `
  CREATE TABLE awaited_journal (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    said TEXT NOT NULL,
    sha256 TEXT NOT NULL
  ) STRICT;
`;
