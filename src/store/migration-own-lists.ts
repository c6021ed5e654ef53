/**
 * The second step of the schema: own suppression lists, what numbers a run had before it, and a
 * ledger in which one row can stand for many lines.
 *
 * Ledger: an import of a million opt-outs is a million lines. A row stands for `lines` lines of one
 * kind and instant, whose ids are `id.` and their own sequence; payload_sha256 holds their 32 bytes
 * each, `hash` is that of the last. Salts lie side by side the same way; what packed lines say stands in the
 * tables that they are about, and their payload here is empty.
 *
 * Own lists: a batch is what one command recorded at one instant. Its events are packed like the
 * numbers of an edition, a fragment for each million of numbers that has any: `numbers` ascending,
 * `terms` the ids of their terms (one for all, or one each), 32 bits little-endian, `refs` a JSON
 * array of references or empty, `first` the ledger sequence of the first. A number that has two
 * events in one batch stands in two layers. Fragments of kind `repeat` name what a file said again.
 * `crc` is over everything in a fragment, a batch or terms; a batch knows what its fragments come to.
 * What has no ledger line of its own (repeats, unread lines and what became of them) is hashed into the
 * line of its batch. Nothing is changed or deleted.
 *
 * Unresolved lines: one that comes again in a later file is not recorded twice, but the later file is
 * remembered, so that undoing the first one does not lose the line.
 *
 * Run numbers: which numbers stood in records that a run kept, excluded, or could not screen.
 */
export const OWN_LISTS = `
  CREATE TABLE packed_ledger (
    sequence INTEGER PRIMARY KEY,
    lines INTEGER NOT NULL CHECK (lines > 0),
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    instant TEXT NOT NULL,
    payload_sha256 BLOB NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE packed_ledger_payload (
    sequence INTEGER PRIMARY KEY REFERENCES packed_ledger (sequence),
    salt BLOB NOT NULL,
    payload TEXT NOT NULL
  ) STRICT;
  INSERT INTO packed_ledger
    SELECT sequence, 1, kind, id, instant, unhex(payload_sha256), previous, hash FROM ledger;
  INSERT INTO packed_ledger_payload SELECT sequence, salt, payload FROM ledger_payload;
  DROP TABLE ledger_payload;
  DROP TABLE ledger;
  ALTER TABLE packed_ledger RENAME TO ledger;
  ALTER TABLE packed_ledger_payload RENAME TO ledger_payload;

  CREATE TABLE own_batch (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('add', 'import', 'withdraw', 'undo', 'resolve')),
    recorded TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    import INTEGER NOT NULL,
    manner TEXT NOT NULL CHECK (manner IN ('', 'mistake', 'person-asked')),
    why TEXT NOT NULL,
    list TEXT NOT NULL,
    source TEXT NOT NULL,
    file_path TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    file_bytes INTEGER NOT NULL,
    reading TEXT NOT NULL,
    rows_read INTEGER NOT NULL,
    rows_recorded INTEGER NOT NULL,
    rows_repeated INTEGER NOT NULL,
    rows_unresolved INTEGER NOT NULL,
    rows_passed_over INTEGER NOT NULL,
    events INTEGER NOT NULL,
    repeats INTEGER NOT NULL,
    fragments INTEGER NOT NULL,
    crc_sum INTEGER NOT NULL,
    lines_crc INTEGER NOT NULL,
    content_sha256 TEXT NOT NULL,
    accepted TEXT NOT NULL,
    operator TEXT NOT NULL,
    account TEXT NOT NULL,
    reader_version INTEGER NOT NULL,
    crc INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE own_terms (
    id INTEGER PRIMARY KEY,
    list TEXT NOT NULL,
    class TEXT NOT NULL,
    reason TEXT NOT NULL,
    source TEXT NOT NULL,
    told TEXT NOT NULL,
    undated INTEGER NOT NULL,
    told_text TEXT NOT NULL,
    until TEXT NOT NULL,
    caller TEXT NOT NULL,
    campaign TEXT NOT NULL,
    crc INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE own_fragment (
    block INTEGER NOT NULL,
    batch INTEGER NOT NULL REFERENCES own_batch (id),
    kind TEXT NOT NULL CHECK (kind IN ('event', 'repeat')),
    layer INTEGER NOT NULL,
    first INTEGER NOT NULL,
    count INTEGER NOT NULL,
    crc INTEGER NOT NULL,
    numbers BLOB NOT NULL,
    terms BLOB NOT NULL,
    refs TEXT NOT NULL,
    PRIMARY KEY (block, batch, kind, layer)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE own_unresolved (
    batch INTEGER NOT NULL REFERENCES own_batch (id),
    row INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    line INTEGER NOT NULL,
    text TEXT NOT NULL,
    why TEXT NOT NULL,
    terms INTEGER NOT NULL REFERENCES own_terms (id),
    reference TEXT NOT NULL,
    PRIMARY KEY (batch, row)
  ) STRICT;
  CREATE TABLE own_unresolved_again (
    batch INTEGER NOT NULL REFERENCES own_batch (id),
    row INTEGER NOT NULL,
    line INTEGER NOT NULL,
    of_batch INTEGER NOT NULL,
    of_row INTEGER NOT NULL,
    PRIMARY KEY (batch, row, of_batch, of_row),
    FOREIGN KEY (of_batch, of_row) REFERENCES own_unresolved (batch, row)
  ) STRICT;
  CREATE INDEX own_unresolved_again_of ON own_unresolved_again (of_batch, of_row);
  CREATE TABLE own_settled (
    batch INTEGER NOT NULL,
    row INTEGER NOT NULL,
    by_batch INTEGER NOT NULL REFERENCES own_batch (id),
    PRIMARY KEY (batch, row),
    FOREIGN KEY (batch, row) REFERENCES own_unresolved (batch, row)
  ) STRICT;

  CREATE TABLE run_numbers (
    run TEXT NOT NULL REFERENCES run (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('clean', 'excluded', 'unscreened')),
    block INTEGER NOT NULL,
    count INTEGER NOT NULL,
    crc INTEGER NOT NULL,
    numbers BLOB NOT NULL,
    PRIMARY KEY (run, outcome, block)
  ) STRICT, WITHOUT ROWID;
`;
