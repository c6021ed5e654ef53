import type { ColumnEvidence } from './column-evidence.js';
import { headedOtherwise, isFaxColumn, isHeadedNumbers } from './column-finding.js';
import { columnsOf, type Column } from './columns.js';
import type { ListHead } from './list-head.js';

/** Columns that nobody reads, though telephone numbers may stand in them. */
export interface LeftColumns {
  /** Some cells hold a whole number, but not most: a note "ring 07700 900123 instead". */
  readonly someNumbers: readonly string[];
  /** The header says telephone, there are digits, and no number was read: damaged or cut in two. */
  readonly noneRead: readonly string[];
  /** The header says another thing, and most cells would be numbers with a 0 in front. */
  readonly otherThings: readonly { readonly name: string; readonly thing: string }[];
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
  const otherThings = left.flatMap((column) => {
    const thing = headedOtherwise(head, evidence, column);
    return thing === undefined ? [] : [{ name: column.name, thing }];
  });
  return { someNumbers: namesOf(someNumbers), noneRead: namesOf(noneRead), otherThings };
}

function namesOf(columns: readonly Column[]): string[] {
  return columns.map(({ name }) => name);
}
