import { decodeText, type Encoding } from '../core/decode.js';
import { wrongUse } from '../core/errors.js';
import { detectDelimiter, parseDelimiter } from './dialect.js';
import { fieldBytes } from './field-bytes.js';
import { RecordScanner } from './record-scanner.js';

/** How a person says that a file is to be read; undefined where it is found out. */
export interface AskedDialect {
  readonly delimiter: string | undefined;
  readonly encoding: Encoding | undefined;
  readonly header: boolean;
  readonly skipLines: number;
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
}

/** A record longer than this is taken for an unclosed quote or another kind of file. */
export const MAX_RECORD_BYTES = 1 << 20;

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const LF = 10;
const CR = 13;

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
  asked: AskedDialect,
): ListHead {
  refuseOtherFiles(path, bytes);
  const first = skipLines(bytes, asked.skipLines);
  const said = saidDelimiter(bytes, first);
  const start = said?.end ?? first;
  const sampled = bytes.subarray(start);
  const delimiter =
    said && asked.delimiter === undefined ? said.delimiter : chooseDelimiter(sampled, asked);
  const scanner = new RecordScanner({
    delimiter,
    columns: 'all',
    maxRecordBytes: MAX_RECORD_BYTES,
    firstLine: 1 + countLines(bytes, start),
  });
  let header: string[] = [];
  let width = 0;
  let dataStart = start;
  let blankLines = 0;
  scanner.scan(bytes, start, bytes.length, whole, () => {
    if (scanner.record === 1) {
      width = scanner.fieldCount;
      if (asked.header) {
        header = cells(bytes, scanner, asked.encoding);
        dataStart = scanner.recordEnd;
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
  const dataLine = 1 + countLines(bytes, dataStart);
  return {
    delimiter,
    encoding: asked.encoding,
    header,
    width,
    dataStart,
    dataLine,
    blankLines,
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

function chooseDelimiter(sample: Buffer, { delimiter, encoding }: AskedDialect): Uint8Array {
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
  const [whole, character] = /^"?sep=([^"\r\n])"?(?:\r\n|\r|\n)/i.exec(line) ?? [];
  if (whole === undefined || character === undefined) return undefined;
  return { delimiter: Buffer.from(character, 'latin1'), end: start + whole.length };
}

function countLines(bytes: Buffer, end: number): number {
  let lines = 0;
  for (let at = 0; at < end; at++) {
    if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) lines++;
  }
  return lines;
}

const OTHER_FILES: readonly { readonly starts: RegExp; is: string; fix: string }[] = [
  {
    starts: /^PK\x03\x04/,
    is: 'an Excel workbook or another zip archive',
    fix: 'save it as CSV UTF-8 and give that file',
  },
  {
    starts: /^\xd0\xcf\x11\xe0/,
    is: 'an old Excel workbook (.xls) or a file with a password',
    fix: 'save it as CSV UTF-8 and give that file',
  },
  { starts: /^\x1f\x8b/, is: 'compressed with gzip', fix: 'unpack it first (gunzip)' },
  {
    starts: /^(?:\xff\xfe|\xfe\xff)/,
    is: 'UTF-16 text',
    fix: 'save it as CSV UTF-8 and give that file',
  },
  {
    starts: /^[\s\u00ef\u00bb\u00bf]*<(?:!doctype|html|\?xml)/i,
    is: 'a web page or XML, not a list',
    fix: 'check where it came from; a download may have ended in an error page',
  },
];

function refuseOtherFiles(path: string, bytes: Buffer): void {
  if (bytes.length === 0) {
    throw wrongUse({
      summary: `${path} is empty`,
      fix: 'check that the export was finished',
      where: path,
    });
  }
  const head = bytes.toString('latin1', 0, 256);
  const other = OTHER_FILES.find(({ starts }) => starts.test(head));
  if (other) throw wrongUse({ summary: `${path} is ${other.is}`, fix: other.fix, where: path });
}
