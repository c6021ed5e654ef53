import type { ColumnEvidence } from './column-evidence.js';
import { foundBy, headedOtherwise, isFaxColumn, isHeadedNumbers } from './column-finding.js';
import { columnsOf, type Column } from './columns.js';
import { looksLike } from './column-looks.js';
import type { ListHead } from './list-head.js';

/** What becomes of a column of a call list; the names stand in JSON. */
export const COLUMN_VERDICTS = [
  'screened',
  'ignored',
  'fax',
  'undeclared',
  'headed-otherwise',
  'some-numbers',
  'none-read',
  'no-numbers',
] as const;

/** A row of {@link COLUMN_VERDICTS}. */
export type ColumnVerdict = (typeof COLUMN_VERDICTS)[number];

/** What became of a column, and why in words. */
export interface JudgedColumn {
  readonly column: Column;
  readonly verdict: ColumnVerdict;
  /** Behind the verdict's words: by what it was found, what else it looks like; may be empty. */
  readonly why: string;
}

/** The columns that were chosen, and those that a person named as ignored, by place from 0. */
export interface Declared {
  readonly phones: readonly Pick<Column, 'index'>[];
  readonly ignored: readonly Pick<Column, 'index'>[];
  readonly detected: boolean;
}

/**
 * What becomes of each column of a list, in its order, as far as the evidence goes. It decides nothing:
 * that is done where the columns are chosen (columns.ts), and this says it of every column.
 *
 * @param cells the first cells of each column (column-samples.ts)
 */
export function judgeColumns(
  head: ListHead,
  evidence: ColumnEvidence,
  { phones, ignored, detected }: Declared,
  cells: readonly (readonly string[])[],
): JudgedColumn[] {
  const isIn = (columns: Declared['phones'], { index }: Column): boolean =>
    columns.some((other) => other.index === index);
  return columnsOf(head).map((column): JudgedColumn => {
    const { index } = column;
    if (isIn(phones, column)) {
      const why = detected ? `found by ${foundBy(head, evidence, column)}` : 'as named';
      return { column, verdict: 'screened', why };
    }
    if (isIn(ignored, column)) return { column, verdict: 'ignored', why: 'as named' };
    if (isFaxColumn(head, column) && evidence.hasNumbers(index)) {
      return { column, verdict: 'fax', why: 'nobody calls it' };
    }
    if (evidence.holdsNumbers(index)) return { column, verdict: 'undeclared', why: '' };
    const thing = headedOtherwise(head, evidence, column);
    if (thing !== undefined) {
      return { column, verdict: 'headed-otherwise', why: `headed as ${thing}` };
    }
    if (evidence.holdsSomeNumbers(index)) {
      return { column, verdict: 'some-numbers', why: looksLike(cells[index] ?? []) };
    }
    const looks = looksLike(cells[index] ?? []);
    const isHeaded = isHeadedNumbers(head, column) && evidence.filledCells(index) > 0;
    return { column, verdict: isHeaded ? 'none-read' : 'no-numbers', why: looks };
  });
}
