/**
 * The third step of the schema: consents.
 *
 * They stand where objections do, as events of batches, packed by millions of numbers, so that all
 * that was ever said of a number has one order; what a batch is `about` tells which. The ids beside
 * the numbers of a batch of consents are those of consent_terms.
 */
export const CONSENTS = `
  ALTER TABLE own_batch ADD COLUMN about TEXT NOT NULL DEFAULT 'objections'
    CHECK (about IN ('objections', 'consents'));
  CREATE TABLE consent_terms (
    id INTEGER PRIMARY KEY,
    caller TEXT NOT NULL,
    given TEXT NOT NULL,
    undated INTEGER NOT NULL,
    given_text TEXT NOT NULL,
    until TEXT NOT NULL,
    purposes TEXT NOT NULL,
    kind TEXT NOT NULL,
    obtained TEXT NOT NULL,
    method TEXT NOT NULL,
    wording TEXT NOT NULL,
    crc INTEGER NOT NULL
  ) STRICT;
`;
