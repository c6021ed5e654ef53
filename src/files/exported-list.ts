import { OTHER_COLUMNS } from '../config/settings.js';
import { csvLine, guardFormula } from './csv-line.js';

/**
 * The columns of an own list as it is exported: those that opt-out files may have, then what these cannot
 * say. `note` is the free text, `on_known` `no` where nobody knows on which day it was told, so that `on` is
 * the day of recording, and `on_as_said` what a file said of the day when it was no day. Append only.
 */
export const EXPORTED_COLUMNS = [
  'number',
  ...OTHER_COLUMNS,
  'note',
  'on_known',
  'on_as_said',
] as const;

/** A row of such a file: a text by column. */
export type ExportedRow = Readonly<Record<(typeof EXPORTED_COLUMNS)[number], string>>;

/** The header with its line end. */
export const EXPORTED_HEADER: string = csvLine(EXPORTED_COLUMNS);

/** Whether a file has the header of an exported list. */
export function isExportedHeader(header: readonly string[]): boolean {
  return (
    header.length === EXPORTED_COLUMNS.length &&
    EXPORTED_COLUMNS.every((name, at) => header[at] === name)
  );
}

/**
 * A row as a line. A cell that a spreadsheet would run gets an apostrophe in front, and so does one that
 * begins with an apostrophe: so each comes back as it was (see {@link exportedRow}).
 */
export function exportedLine(row: ExportedRow): string {
  return csvLine(EXPORTED_COLUMNS.map((name) => quoted(row[name])));
}

/** A row from its cells, in the order of the columns. */
export function exportedRow(cells: readonly string[]): ExportedRow {
  const texts = EXPORTED_COLUMNS.map((name, at) => [name, unquoted(cells[at] ?? '')]);
  return Object.fromEntries(texts) as ExportedRow;
}

function quoted(text: string): string {
  return text.startsWith("'") ? `'${text}` : guardFormula(text);
}

function unquoted(text: string): string {
  return text.startsWith("'") ? text.slice(1) : text;
}
