/**
 * The eleventh step of the schema: by what a lookup is controlled (first-numbers.ts).
 *
 * `edition_first` has a row for each edition whose numbers are held: the least of them, and the salt
 * with which the edition's ledger line hashes it. It is a number of a register: the row goes when the
 * edition's numbers go, and no journal has it. Editions of earlier programs and empty ones have none.
 */
export const FIRST_NUMBERS = `
  CREATE TABLE edition_first (
    edition INTEGER PRIMARY KEY REFERENCES edition (id),
    number INTEGER NOT NULL,
    salt BLOB NOT NULL
  ) STRICT;
`;
