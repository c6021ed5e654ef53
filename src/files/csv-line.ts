import { CR, LF, QUOTE } from './field-marks.js';

const COMMA = 0x2c;

/**
 * One line of a report: comma, CR LF, quotes around cells that hold a comma, a quote, CR or LF.
 * Byte for byte what csv-stringify 6 writes with `record_delimiter: 'windows'` and
 * `quoted_match: /[\r\n]/`, at a tenth of its time: a scrub's report can have a line a record.
 *
 * As there, a line of one empty cell is a line without a byte, which readers skip: reports have
 * several columns.
 */
export function csvLine(cells: readonly string[]): string {
  let line = '';
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] as string;
    if (i > 0) line += ',';
    line += needsQuotes(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  }
  return line + '\r\n';
}

/** Most cells are empty or short: a loop over them is faster than a regular expression. */
function needsQuotes(cell: string): boolean {
  for (let i = 0; i < cell.length; i++) {
    const code = cell.charCodeAt(i);
    if (code > COMMA) continue;
    if (code === COMMA || code === QUOTE || code === CR || code === LF) return true;
  }
  return false;
}

/**
 * The cell as a spreadsheet may open it: one that begins with `=`, `+`, `-`, `@`, TAB or CR, and
 * would be run as a formula, gets a leading apostrophe. Cells made of number characters alone stay:
 * `+447700900123` is data, which csv-stringify's `escape_formulas` would spoil.
 */
export function guardFormula(cell: string): string {
  switch (cell.charCodeAt(0)) {
    case 0x3d: // =
    case 0x2b: // +
    case 0x2d: // -
    case 0x40: // @
    case 0x09:
    case CR:
      return /^\+?[0-9 ().-]+$/.test(cell) ? cell : `'${cell}`;
    default:
      return cell;
  }
}
