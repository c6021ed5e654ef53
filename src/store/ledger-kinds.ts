/** What a ledger line can record. Append only. */
export const LEDGER_KINDS = [
  'edition',
  'run-sealed',
  'run-released',
  'run-abandoned',
  'suppress-add',
  'suppress-import',
  'suppress-withdraw',
  'suppress-undo',
  'suppress-resolve',
  'consent-add',
  'consent-import',
  'consent-withdraw',
  'consent-undo',
  'consent',
  'objection',
  'withdrawal',
  'party-objection',
  'party-withdrawal',
  'unresolved',
  'configuration',
  'clock',
  'anchor',
  'fork',
  'journal-replayed',
  'loss-accepted',
  'hold',
  'hold-released',
  'erasure',
  'purge',
  'backup',
  'recall',
  'disclosure',
] as const;

/** A row of {@link LEDGER_KINDS}. */
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/**
 * Kinds of which one row stands for many lines: a line's id is `id.SEQUENCE`, and what it says stands in
 * the tables that it is about (ledger-payloads.ts). Lines of other kinds stand alone, with their payload.
 */
export const PACKED_KINDS: readonly string[] = [
  'consent',
  'objection',
  'withdrawal',
  'party-objection',
  'party-withdrawal',
  'unresolved',
] satisfies readonly LedgerKind[];
