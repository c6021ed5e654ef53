/**
 * The fourth step of the schema: objections of parties, which hold whatever numbers they have.
 *
 * They are events of batches like those of numbers, one row each: they are typed, never imported.
 * `party` is the HMAC of a person's or firm's key (core/party.ts), `key_id` tells which secret made
 * it, `sequence` is the event's line in the ledger. The rows are in the sum that their batch knows
 * (`lines_crc`).
 */
export const PARTIES = `
  CREATE TABLE own_party (
    sequence INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL REFERENCES own_batch (id),
    party TEXT NOT NULL,
    key_id TEXT NOT NULL,
    terms INTEGER NOT NULL REFERENCES own_terms (id),
    reference TEXT NOT NULL
  ) STRICT;
`;
