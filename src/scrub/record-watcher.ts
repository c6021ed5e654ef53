import type { PhoneCells } from './phone-cells.js';
import type { RecordFact } from './screener.js';

/** Looks on while a list passes: it changes nothing of what is decided or written. */
export interface RecordWatcher {
  /** Whether it is to see records too in which every number is clean, whichever it is. */
  readonly seesClean: boolean;
  /**
   * A record whose numbers were screened.
   *
   * @param cells the numbers found, until the next record
   * @param reasons sum of the reasons that any of them has
   */
  readonly numbers: (cells: PhoneCells, reasons: number) => void;
  /** A record without a number, one that is no whole record, or one whose party objected. */
  readonly whole: (fact: RecordFact) => void;
}
