import { wrongUse } from '../core/errors.js';
import { readCellItems } from '../core/read-cell.js';
import { RecordScanner } from './record-scanner.js';
import type { ScannerOptions } from './scanner-options.js';

/** So much of a file is looked at, and so many records of it. */
const SAMPLE_BYTES = 1 << 16;
const SAMPLE_RECORDS = 100;
/** So many records more of the header's width must follow it, and this share of those that follow. */
const LEAST_RECORDS = 2;
const LEAST_SHARE = 0.9;
/** In a table of fewer columns a line with one filled cell may be its header. */
const FEWEST_PADDED = 3;

interface SampledRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Refuses a list with lines above its header, a title or a date: by its first line every record would
 * have another width, or stand under names that are none. The header is taken to be the first record
 * of the commonest width, of a sheet the first with more than one cell, every cell of which is words;
 * what stands above it has another width, or one filled cell. A record with a number is never taken for a title.
 *
 * @param start where the first record begins
 * @param whole whether the file ends with the bytes
 * @param reading how records are scanned from there on, all columns of them
 * @throws ScreeningError wrong-use, naming the lines to be skipped
 * @throws StructuralFault when records cannot be told apart
 */
export function refusePreamble(
  path: string,
  bytes: Buffer,
  start: number,
  whole: boolean,
  reading: ScannerOptions,
): void {
  const end = Math.min(bytes.length, start + SAMPLE_BYTES);
  const records = sample(bytes, start, end, whole && end === bytes.length, reading);
  const place = reading.rowsAreLines === true ? placeInSheet(records) : placeInText(records);
  const header = records[place];
  if (place < 1 || header === undefined) return;
  const width = header.cells.length;
  const lines = header.line - 1;
  throw wrongUse({
    summary: `${path}: its header seems to be on line ${String(header.line)}, with other lines above it`,
    why: `the columns are those of the first line, and the records below have ${String(width)} fields`,
    fix: `add --skip-lines ${String(lines)}`,
    where: `${path}, line ${String(header.line)}`,
  });
}

/** Where the header of a text stands among its records; -1 when none can be told. */
function placeInText(records: readonly SampledRecord[]): number {
  const width = commonestWidth(records);
  const place = records.findIndex(({ cells }) => cells.length === width && cells.every(isWords));
  if (width < 2) return -1;
  if (!records.slice(0, place).every(({ cells }) => isTitle(cells, width))) return -1;
  const below = records.slice(place + 1);
  const alike = below.filter(({ cells }) => cells.length === width).length;
  return alike < LEAST_RECORDS || alike < below.length * LEAST_SHARE ? -1 : place;
}

/**
 * Where the header of a sheet stands. A spreadsheet keeps no empty cells at the end of a row, so that
 * records below have as many cells as the header or fewer, and a title has one.
 */
function placeInSheet(records: readonly SampledRecord[]): number {
  const place = records.findIndex(({ cells }) => cells.length > 1 && cells.every(isWords));
  const width = records[place]?.cells.length ?? 0;
  const isTitled = records
    .slice(0, place)
    .every(({ cells }) => cells.slice(1).every((cell) => cell === '') && isTitle(cells, width));
  const below = records.slice(place + 1);
  const within = below.filter(({ cells }) => cells.length <= width).length;
  const isTable = within >= LEAST_RECORDS && within >= below.length * LEAST_SHARE;
  const hasNumber = below.some(({ cells }) => cells.some(holdsNumber));
  return isTitled && isTable && hasNumber ? place : -1;
}

function sample(
  bytes: Buffer,
  start: number,
  end: number,
  final: boolean,
  reading: ScannerOptions,
): SampledRecord[] {
  const records: SampledRecord[] = [];
  const scanner = new RecordScanner(reading);
  scanner.scan(bytes, start, end, final, () => {
    if (records.length >= SAMPLE_RECORDS) return;
    const { spans, fieldCount, line } = scanner;
    const cells = Array.from({ length: fieldCount }, (_, slot) =>
      // Letters and digits are told apart in every encoding.
      bytes.toString('latin1', spans[slot * 3], spans[slot * 3 + 1]).trim(),
    );
    records.push({ line, cells });
  });
  return records;
}

function commonestWidth(records: readonly SampledRecord[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let width = 0;
  for (const [one, count] of counts) if (count > (counts.get(width) ?? 0)) width = one;
  return width;
}

function isTitle(cells: readonly string[], width: number): boolean {
  const filled = cells.filter((cell) => cell !== '');
  const isApart = cells.length !== width || (filled.length < 2 && width >= FEWEST_PADDED);
  return isApart && !filled.some(holdsNumber);
}

function isWords(cell: string): boolean {
  return /[A-Za-z\x80-\xff]/.test(cell) && !holdsNumber(cell);
}

function holdsNumber(cell: string): boolean {
  return readCellItems(cell).some(({ kind }) => kind !== 'invalid' && kind !== 'short-code');
}
