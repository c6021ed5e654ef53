/**
 * A step of the schema: which entry of a zip archive an edition was read from, and when what was packed
 * was last changed, an instant. Both are empty of files that were not packed, and of editions that were
 * imported before there was this step: their ledger lines do not say either (edition-evidence.ts).
 */
export const PACKED_FILES = `
  ALTER TABLE edition ADD COLUMN file_entry TEXT NOT NULL DEFAULT '';
  ALTER TABLE edition ADD COLUMN file_entry_time TEXT NOT NULL DEFAULT '';
`;
