/**
 * What becomes of records that are not clean (`--rows`). `drop`: they leave the list. `blank`: a
 * record stays without the cells that may not be called. `flag`: every record stays, with its
 * verdict beside it.
 */
export const ROW_MODES = ['drop', 'blank', 'flag'] as const;

/** A row of {@link ROW_MODES}. */
export type RowMode = (typeof ROW_MODES)[number];

/**
 * What becomes of a record whose every number stood in records kept before it (`--duplicates`).
 * `keep`: nothing is asked. `drop-later`: it is held back.
 */
export const DUPLICATE_MODES = ['keep', 'drop-later'] as const;

/** A row of {@link DUPLICATE_MODES}. */
export type DuplicateMode = (typeof DUPLICATE_MODES)[number];

/** The list that a run wrote: how many records, and how many of them with emptied cells. */
export interface RowsWritten {
  readonly written: number;
  /** 0 unless the mode is `blank`. */
  readonly blanked: number;
}
