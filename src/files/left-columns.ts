import type { ColumnEvidence } from './column-evidence.js';
import { columnsOf, isFaxColumn, isHeadedNumbers, type Column } from './columns.js';
import type { ListHead } from './list-head.js';

/** Columns that nobody reads, though telephone numbers may stand in them. */
export interface LeftColumns {
  /** Some cells hold a whole number, but not most: a note "ring 07700 900123 instead". */
  readonly someNumbers: readonly string[];
  /** The header says telephone, there are digits, and no number was read: damaged or cut in two. */
  readonly noneRead: readonly string[];
}

/**
 * What stands in the columns that are neither read nor declared, when a whole file has passed. A few
 * numbers among other things make no phone column (cli.md section 3), and so they stop nothing; that
 * they leave unread must not stay unsaid. Fax columns are told of by themselves.
 *
 * @param declared the columns that are read, and those that a person said are not to be
 */
export function leftColumns(
  head: ListHead,
  evidence: ColumnEvidence,
  declared: readonly Pick<Column, 'index'>[],
): LeftColumns {
  const known = new Set(declared.map(({ index }) => index));
  const left = columnsOf(head).filter(
    (column) => !known.has(column.index) && !isFaxColumn(head, column),
  );
  const someNumbers = left.filter(({ index }) => evidence.holdsSomeNumbers(index));
  const noneRead = left.filter(
    (column) =>
      isHeadedNumbers(head, column) &&
      evidence.filledCells(column.index) > 0 &&
      !someNumbers.includes(column),
  );
  return { someNumbers: namesOf(someNumbers), noneRead: namesOf(noneRead) };
}

function namesOf(columns: readonly Column[]): string[] {
  return columns.map(({ name }) => name);
}
