import { stringify, type Options } from 'csv-stringify/sync';
import { writeXlsx } from 'hucre/xlsx';

/** Directories, their delimiter and the column of their telephones. */
export const DIRECTORIES = [
  { file: 'nhs_ods_epraccur_trimmed_with_header.csv', delimiter: ',', column: 'Telephone' },
  { file: 'nhs_choices_Clinics.csv', delimiter: ',', column: 'Phone' },
  { file: 'nhs_choices_Hospital.csv', delimiter: '\xac', column: 'Phone' },
  { file: 'wales_schools.csv', delimiter: ',', column: 'PhoneNumber' },
] as const;

const PHONE_COLUMNS: ReadonlySet<string> = new Set(DIRECTORIES.map(({ column }) => column));

/** Cells by row; the header is the first. */
export type Rows = readonly (readonly string[])[];

/** A directory in other bytes: text of another encoding, or a workbook. */
type Dressed = (text: string, rows: Rows) => Buffer | Promise<Buffer>;

const asCsv = (rows: Rows, options: Options): Buffer =>
  Buffer.from(stringify(rows as string[][], options), 'latin1');
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');

/**
 * Name, delimiter (undefined: as it is), ending of the file's name, and what makes it. The cells
 * are compared as latin1 characters, which UTF-16 and workbooks hold as well.
 */
export const DRESSES: readonly (readonly [
  string,
  string | undefined,
  '.csv' | '.xlsx',
  Dressed,
])[] = [
  ['with semicolons', ';', '.csv', (_, rows) => asCsv(rows, { delimiter: ';' })],
  ['with tabs', '\t', '.csv', (_, rows) => asCsv(rows, { delimiter: '\t' })],
  [
    'with every cell quoted',
    ',',
    '.csv',
    (_, rows) => asCsv(rows, { quoted: true, quoted_empty: true }),
  ],
  [
    'with CR alone',
    ',',
    '.csv',
    (_, rows) => asCsv(rows, { record_delimiter: '\r', quoted_match: /[\r\n]/ }),
  ],
  ['as UTF-16LE', undefined, '.csv', utf16],
  ['as UTF-16BE', undefined, '.csv', (text) => utf16(text).swap16()],
  ['as workbook', ',', '.xlsx', (_, rows) => workbookOf(rows, false)],
  ['as workbook with lost zeros', ',', '.xlsx', (_, rows) => workbookOf(rows, true)],
  ['as CSV of such a workbook', ',', '.csv', (_, rows) => asCsv(withoutZeros(rows), {})],
];

/** Cells that Excel takes for numbers when it opens a CSV: their digits, without zeros in front. */
export function withoutZeros(rows: Rows): Rows {
  const [header = [], ...records] = rows;
  const phone = header.findIndex((name) => PHONE_COLUMNS.has(name));
  return [
    header,
    ...records.map((row) =>
      row.map((cell, at) => (at === phone && isDigits(cell) ? String(Number(cell)) : cell)),
    ),
  ];
}

function isDigits(cell: string): boolean {
  return /^\d{1,15}$/.test(cell);
}

/** @param hasNumbers whether cells of digits are numbers, as {@link withoutZeros} leaves them */
async function workbookOf(rows: Rows, hasNumbers: boolean): Promise<Buffer> {
  const [header = []] = rows;
  const phone = header.findIndex((name) => PHONE_COLUMNS.has(name));
  const cells = (hasNumbers ? withoutZeros(rows) : rows).map((row) =>
    row.map((cell, at) => (hasNumbers && at === phone && isDigits(cell) ? Number(cell) : cell)),
  );
  return Buffer.from(await writeXlsx({ sheets: [{ name: 'List', rows: cells }] }));
}
