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

/** A number as people write it, which no spreadsheet runs (cli.md section 3, "Outputs"). */
const PLAIN_NUMBER = /^\+?[0-9 ().-]+$/;

/**
 * Blanks of every width, line ends, controls and marks that nobody sees, then a sign that begins a
 * formula, as spreadsheets of East Asia take it too in full or small width. A spreadsheet, or a program
 * that passes a file on to one, may trim what stands before the sign.
 */
const FORMULA_AHEAD =
  /^[\s\p{Cc}\p{Z}\p{Default_Ignorable_Code_Point}\p{Cf}]*[=+\-@＝＋－＠﹦﹢﹣﹫]/u;

/**
 * The cell as a spreadsheet may open it: one that begins with `=`, `+`, `-`, `@`, TAB or CR, and
 * would be run as a formula, gets a leading apostrophe, and so does one where such a sign follows
 * blanks, line ends or what nobody sees. Cells made of number characters alone stay, blanks around
 * them or not: `+447700900123` is data, which csv-stringify's `escape_formulas` would spoil.
 */
export function guardFormula(cell: string): string {
  const first = cell.charCodeAt(0);
  // Most cells begin with a figure or a letter of ASCII, others are empty.
  if ((first > 0x40 && first < 0x7f) || (first >= 0x30 && first <= 0x39) || cell === '')
    return cell;
  if (PLAIN_NUMBER.test(cell)) return cell;
  if ('=+-@\t\r'.includes(cell.charAt(0))) return `'${cell}`;
  return FORMULA_AHEAD.test(cell) && !PLAIN_NUMBER.test(cell.trim()) ? `'${cell}` : cell;
}
