/**
 * The tenth step of the schema: what was passed on of lists that had gone out.
 *
 * `recall` has a row for each run of which it was recorded that its numbers which may no longer be
 * called were passed on: the line that says so, the instant up to which what was known counted, how
 * many numbers they were, and the salt with which the line hashes them (recalls.ts). No row changes or
 * goes, and no number stands in one.
 */
export const RECALLS = `
  CREATE TABLE recall (
    line INTEGER NOT NULL,
    run TEXT NOT NULL,
    through TEXT NOT NULL,
    numbers INTEGER NOT NULL,
    salt BLOB NOT NULL,
    PRIMARY KEY (line, run)
  ) STRICT;
  CREATE INDEX recall_by_run ON recall (run, line);
`;
