import type { CellValue } from 'hucre/xlsx';

/** A cell of a row that is written; null where it is empty. */
export type WrittenCell = string | number | boolean | Date | null;

/** A workbook to be written: one sheet. */
export interface WrittenSheet {
  readonly name: string;
  /** By column: how its numbers are shown; undefined where they are plain. */
  readonly formats: readonly (string | undefined)[];
  readonly rows: Iterable<readonly WrittenCell[]>;
}

const LONGEST_NAME = 31;
/** Cells come by the million, and hardly one holds anything of this. */
const UNSAFE = /_x|[\ufffe\uffff]/;

/**
 * The bytes of a workbook with one sheet, piece by piece. No time, name or path stands in it: the
 * same rows are the same bytes, as long as the program's libraries are the same.
 *
 * The one file that knows hucre. Texts stand in their cells and not in a table of shared ones, which
 * would have to be held to the end.
 */
export async function* workbookPieces(sheet: WrittenSheet): AsyncGenerator<Buffer> {
  const { writeXlsxStream } = await import('hucre/xlsx');
  const columns = sheet.formats.map((numFmt) => (numFmt === undefined ? {} : { numFmt }));
  const stream = writeXlsxStream(writtenRows(sheet.rows), { name: nameOf(sheet.name), columns });
  for await (const piece of stream) yield Buffer.from(piece.buffer, piece.byteOffset, piece.length);
}

/**
 * hucre writes two things as they are: texts that look like an escape (withoutEscapes), and the two
 * characters beside the controls that XML does not have, by which Excel finds the workbook damaged.
 */
function* writtenRows(rows: WrittenSheet['rows']): Generator<CellValue[]> {
  for (const row of rows) {
    yield row.map((cell) => (typeof cell === 'string' ? escaped(cell) : cell));
  }
}

function escaped(text: string): string {
  if (!UNSAFE.test(text)) return text;
  return text
    .replace(/_(?=x[\da-fA-F]{4}_)/g, '_x005F_')
    .replaceAll('\ufffe', '_xFFFE_')
    .replaceAll('\uffff', '_xFFFF_');
}

/** A sheet's name as Excel takes it: other programs allow more. */
function nameOf(name: string): string {
  const allowed = name
    .replace(/[[\]:*?/\\]/g, ' ')
    .replace(/^'+|(?<!')'+$/g, '')
    .slice(0, LONGEST_NAME)
    .trim();
  return allowed === '' || allowed.toLowerCase() === 'history' ? 'List' : allowed;
}
