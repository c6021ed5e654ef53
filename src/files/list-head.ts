import { decodeText, type Encoding, type FileEncoding } from '../core/decode.js';
import { wrongUse, type ScreeningError } from '../core/errors.js';
import { detectDelimiter, parseDelimiter } from './dialect.js';
import { fieldBytes } from './field-bytes.js';
import { CR, LF } from './field-marks.js';
import { refuseOtherFiles } from './other-files.js';
import { refusePreamble } from './preamble.js';
import { RecordScanner } from './record-scanner.js';

/** How a person says that a file is to be read; undefined where it is found out. */
export interface AskedDialect {
  readonly delimiter: string | undefined;
  readonly encoding: FileEncoding | undefined;
  readonly header: boolean;
  readonly skipLines: number;
  /** Which sheet of a workbook, by name or place; undefined where the workbook tells. */
  readonly sheet?: string | undefined;
  /** Whether a run recorded it: the list may have come back in another form since. */
  readonly isRecorded?: boolean;
}

/** The same of the bytes that are read of a file (files/forms/). */
export interface BytesDialect extends AskedDialect {
  readonly encoding: Encoding | undefined;
  /** Whether each line is a row of a sheet, whatever line ends its cells have. */
  readonly rowsAreLines?: boolean;
}

/** The beginning of a list: how to read the rest. */
export interface ListHead {
  readonly delimiter: Uint8Array;
  readonly encoding: Encoding | undefined;
  /** Header cells; empty without a header. */
  readonly header: readonly string[];
  /** Fields of every whole record: the header's, else the first record's; 0 without records. */
  readonly width: number;
  /** Where the records begin: bytes before it are copied as they are. */
  readonly dataStart: number;
  /** Physical line at `dataStart`, and blank lines before it. */
  readonly dataLine: number;
  readonly blankLines: number;
  /** Whether each line is a row of a sheet, whatever line ends its cells have. */
  readonly rowsAreLines: boolean;
}

/** A record longer than this is taken for an unclosed quote or another kind of file. */
export const MAX_RECORD_BYTES = 1 << 20;

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Reads the head of a list.
 *
 * @param bytes the first bytes of the file, at least one record long
 * @param whole whether they are the whole file
 * @throws ScreeningError wrong-use for an empty file, another kind of file, or a bad delimiter
 * @throws StructuralFault when the first records cannot be told apart
 */
export function readListHead(
  path: string,
  bytes: Buffer,
  whole: boolean,
  asked: BytesDialect,
): ListHead {
  refuseOtherFiles(path, bytes);
  const first = skipLines(bytes, asked.skipLines);
  const said = saidDelimiter(bytes, first);
  const start = said?.end ?? first;
  const sampled = bytes.subarray(start);
  const delimiter =
    said && asked.delimiter === undefined ? said.delimiter : chooseDelimiter(sampled, asked);
  const { rowsAreLines = false } = asked;
  const firstLine = 1 + countLines(bytes, start);
  if (bytes[start] === 0) throw nulHead(path, firstLine);
  const reading = {
    delimiter,
    columns: 'all',
    maxRecordBytes: MAX_RECORD_BYTES,
    firstLine,
    rowsAreLines,
  } as const;
  const scanner = new RecordScanner(reading);
  let header: string[] = [];
  let width = 0;
  let dataStart = start;
  let headerLine = 0;
  let blankLines = 0;
  scanner.scan(bytes, start, bytes.length, whole, () => {
    if (scanner.record === 1) {
      width = scanner.fieldCount;
      if (asked.header) {
        if (bytes.subarray(start, scanner.recordEnd).includes(0)) throw nulHead(path, scanner.line);
        header = cells(bytes, scanner, asked.encoding);
        dataStart = scanner.recordEnd;
        headerLine = scanner.line;
        blankLines = scanner.blankLines;
      }
    }
  });
  if (width === 0) {
    throw wrongUse({
      summary: `${path} holds no records`,
      fix: asked.skipLines > 0 ? 'check --skip-lines' : 'check that it is the right file',
      where: path,
    });
  }
  if (asked.header) refusePreamble(path, bytes, start, whole, reading);
  const isRow = rowsAreLines && headerLine > 0;
  const dataLine = 1 + (isRow ? headerLine : countLines(bytes, dataStart));
  return {
    delimiter,
    encoding: asked.encoding,
    header,
    width,
    dataStart,
    dataLine,
    blankLines,
    rowsAreLines,
  };
}

function cells(bytes: Buffer, scanner: RecordScanner, encoding: Encoding | undefined): string[] {
  const { spans, fieldCount } = scanner;
  return Array.from({ length: fieldCount }, (_, slot) => {
    const at = slot * 3;
    const [start, end, form] = [spans[at] ?? 0, spans[at + 1] ?? 0, spans[at + 2] ?? 0];
    return decodeText(fieldBytes(bytes, start, end, form), encoding);
  });
}

function chooseDelimiter(sample: Buffer, { delimiter, encoding }: BytesDialect): Uint8Array {
  if (delimiter === undefined) return detectDelimiter(sample);
  try {
    return parseDelimiter(delimiter, encoding, sample);
  } catch (error) {
    throw wrongUse({
      summary: `--delimiter: ${error instanceof Error ? error.message : String(error)}`,
      fix: "give one character, for example ';', or a byte as '\\xAC'",
      where: '--delimiter',
    });
  }
}

/** After the byte order mark, if any, and so many physical lines. */
function skipLines(bytes: Buffer, lines: number): number {
  let at = bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
  for (let skipped = 0; skipped < lines && at < bytes.length; skipped++) {
    while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at++;
    at += bytes[at] === CR && bytes[at + 1] === LF ? 2 : 1;
  }
  return Math.min(at, bytes.length);
}

/**
 * Excel's line `sep=;`, which stands before the header and says the delimiter. It is no record, and
 * is copied like all that stands before the first one.
 */
function saidDelimiter(
  bytes: Buffer,
  start: number,
): { readonly delimiter: Uint8Array; readonly end: number } | undefined {
  const line = bytes.toString('latin1', start, start + 16);
  const [whole, character] = /^"?sep=([^"\r\n]{1,4})"?(?:\r\n|\r|\n)/i.exec(line) ?? [];
  if (whole === undefined || character === undefined) return undefined;
  const delimiter = Buffer.from(character, 'latin1');
  const isOne = delimiter.length === 1 || /^.$/su.test(decodeText(delimiter));
  return isOne ? { delimiter, end: start + whole.length } : undefined;
}

function nulHead(path: string, line: number): ScreeningError {
  return wrongUse({
    summary: `${path}: line ${String(line)}, its first, holds NUL bytes, which no text has`,
    why: 'it is damaged, or no list',
    fix: 'copy or export it again',
    where: `${path}, line ${String(line)}`,
  });
}

function countLines(bytes: Buffer, end: number): number {
  let lines = 0;
  for (let at = 0; at < end; at++) {
    if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) lines++;
  }
  return lines;
}
