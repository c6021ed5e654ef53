import type { CellItem } from '../../src/core/read-cell.js';

/**
 * One row of the table of cells: what stands in a phone cell, and what must be read from it.
 *
 * `items` are in the notation of {@link notation}, in the order of their place in the cell;
 * an empty list means that the cell holds no number.
 */
export interface CellCase {
  readonly name: string;
  readonly cell: string;
  readonly items: readonly string[];
}

/**
 * Writes one item of a reading as a table can show it:
 *
 * - `geographic +441632960123 [second-number]`: the use, the number, its flags in alphabetical order
 * - `foreign +12025550123`, `short-code 999`, `invalid`
 * - `ambiguous +441632960123`: its readings; `ambiguous` alone when there are more than ten;
 *   `ambiguous +447700900115..+447700900124` for a run of neighbours
 *
 * Text and not objects, so that a failing row shows both readings on one line each.
 */
export function notation(item: CellItem): string {
  switch (item.kind) {
    case 'number':
      return `${item.use} +${String(item.e164)}${bracketed(item.flags)}`;
    case 'foreign':
      return `foreign +${String(item.e164)}${bracketed(item.flags)}`;
    case 'short-code':
      return `short-code ${item.digits}${bracketed(item.flags)}`;
    case 'invalid':
      return 'invalid';
    case 'ambiguous':
      return ['ambiguous', ...spans(item.readings)].join(' ');
  }
}

function bracketed(flags: readonly string[]): string {
  return flags.length === 0 ? '' : ` [${[...flags].sort().join(', ')}]`;
}

function spans(readings: readonly number[]): string[] {
  const sorted = [...readings].sort((a, b) => a - b);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const neighbours = sorted.every((reading, place) => reading === first + place);
  return sorted.length > 2 && neighbours
    ? [`+${String(first)}..+${String(last)}`]
    : sorted.map((reading) => `+${String(reading)}`);
}
