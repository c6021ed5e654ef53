import { readCellItems } from '../../core/read-cell.js';
import { ColumnEvidence } from '../../files/column-evidence.js';
import { isHeadedNumbers, looksLikeNumbers } from '../../files/column-finding.js';
import { columnsOf, looksLikeRecord, type Column } from '../../files/columns.js';
import type { ListHead } from '../../files/list-head.js';
import { isDispositionHeader } from './disposition-words.js';

/** So many digits in a number cell of the first record, and it is a row and no header. */
const RECORD_DIGITS = 5;
/** Fewer cells with a digit say nothing against a header. */
const FEW_CELLS = 20;

/**
 * The columns that hold numbers, as far as the beginning of a file shows.
 *
 * @param meanings what a column can hold beside numbers
 * @param taken places of columns that a person gave another meaning
 */
export function findNumberColumns(
  head: ListHead,
  bytes: Buffer,
  whole: boolean,
  meanings: readonly string[],
  taken: ReadonlySet<number> = new Set(),
): Column[] {
  const evidence = new ColumnEvidence(head);
  evidence.show(bytes, head.dataStart, bytes.length, whole);
  return columnsOf(head).filter(
    (column) => !taken.has(column.index) && holdsPassedOn(head, evidence, column, meanings),
  );
}

/**
 * Whether a column that nobody named holds numbers that are passed on. Fax numbers are such. A header word
 * is enough where few cells could belie it, since the few may be damaged, and a lone column is one
 * whatever else stands in it: no opt-out is passed over for its looks. A column that bears the name
 * of another meaning (a customer's reference of ten digits) is one only if its numbers needed no
 * repair.
 */
export function holdsPassedOn(
  head: ListHead,
  evidence: ColumnEvidence,
  column: Column,
  meanings: readonly string[],
): boolean {
  const { index, name } = column;
  const header = name.toLowerCase();
  if (evidence.holdsWordsOnly(index)) return false;
  if (meanings.includes(header)) {
    return evidence.hasNumbers(index) && evidence.holdsNumbers(index);
  }
  if (looksLikeNumbers(head, evidence, column)) return true;
  if (isDispositionHeader(name)) return false;
  if (isHeadedNumbers(head, column)) return evidence.filledCells(index) < FEW_CELLS;
  return (head.width === 1 || header === 'number') && evidence.numberLikeShare(index) > 0;
}

/** Whether a first record is a row: a number cell is full of digits, or another holds a number. */
export function isRow({ header }: ListHead, numbers: readonly Column[]): boolean {
  return holdsNumber(header) || numbers.some(({ index }) => isFull(header[index] ?? ''));
}

/**
 * Whether a number stands where a header is expected, when columns were named. Who named a column
 * by its header has seen that it is one.
 */
export function isHeadedByRow(
  { header }: ListHead,
  numbers: readonly Column[],
  names: readonly string[],
): boolean {
  return numbers.some(({ index, name }) => {
    const cell = header[index] ?? '';
    const byHeader = names.some((asked) => asked.trim().toLowerCase() === name.toLowerCase());
    return looksLikeRecord(cell) || (!byHeader && isFull(cell));
  });
}

/** Whether any of the cells holds a whole number. */
export function holdsNumber(cells: readonly string[]): boolean {
  return cells.some((cell) =>
    readCellItems(cell).some(({ kind }) => kind === 'number' || kind === 'foreign'),
  );
}

function isFull(cell: string): boolean {
  return (cell.match(/\p{Nd}/gu)?.length ?? 0) >= RECORD_DIGITS;
}
