/**
 * The seventh step of the schema: what anchors the ledger outside the machine (store/anchors.ts).
 *
 * `anchor_request` has a row for each time-stamp request that was made: the sequence of the line
 * whose hash is to be stamped, the request in DER, and the CRC-32 of both. A request is no evidence and
 * has no line: that the newest one is gone nobody can tell, and nothing is proved by it, unless it was
 * answered; an older one leaves a gap in the ids. `anchor` has a row for each answer that was brought back: which request it answers, its
 * own line in the ledger, which says the SHA-256 of request and answer, and the answer in DER.
 *
 * The index finds the newest lines of the kinds that every command asks for.
 */
export const LEDGER_ANCHORS = `
  CREATE TABLE anchor_request (
    id INTEGER PRIMARY KEY,
    sequence INTEGER NOT NULL,
    request BLOB NOT NULL,
    crc INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE anchor (
    request INTEGER PRIMARY KEY REFERENCES anchor_request (id),
    line INTEGER NOT NULL,
    response BLOB NOT NULL
  ) STRICT;
  CREATE INDEX ledger_of_machine ON ledger (kind, sequence)
    WHERE kind = 'configuration' OR kind = 'clock';
`;
