import { windows1252Byte, type Encoding } from '../core/decode.js';
import { RecordScanner } from './record-scanner.js';

/** The delimiters that are found without being named, in the order in which they win a tie. */
const CANDIDATES = [',', ';', '\t', '|'] as const;

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Finds the delimiter of a file among comma, semicolon, tab and pipe.
 *
 * The width of a file is that of its first record, and every record of another width is malformed;
 * so the best delimiter leaves the fewest malformed, and among those that leave few the one with
 * more fields tells more. Score: share of records as wide as the first × (width − 1) / width, the
 * pattern score of van den Burg, Nazábal and Sutton, "Wrangling messy CSV files by detecting row
 * and type patterns" (2019). Where no candidate stands in the first record (a title line above the
 * header), the commonest width takes its place. A file where none helps has one column: comma.
 *
 * @param sample the file's first bytes, from the first record on, in an encoding that keeps ASCII;
 *   a byte order mark is passed over, and an unfinished last record does not count unless it is the
 *   only one
 */
export function detectDelimiter(sample: Buffer): Uint8Array {
  const start = sample.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
  // One that stands nowhere leaves every record one field: to count them was a tenth of a cold start.
  const counts = CANDIDATES.filter((text) => sample.includes(text)).map((text) => {
    const delimiter = Buffer.from(text);
    return { delimiter, widths: recordWidths(sample.subarray(start), delimiter) };
  });
  for (const widthOf of [firstWidth, commonestWidth]) {
    let best = { delimiter: Buffer.from(','), score: 0 };
    for (const { delimiter, widths } of counts) {
      const width = widthOf(widths);
      const alike = widths.filter((other) => other === width).length;
      const score = width < 2 ? 0 : ((alike / widths.length) * (width - 1)) / width;
      if (score > best.score) best = { delimiter, score };
    }
    if (best.score > 0) return best.delimiter;
  }
  return Buffer.from(',');
}

/** The number of fields of each whole record; of the unfinished one if there is no other. */
function recordWidths(sample: Buffer, delimiter: Buffer): number[] {
  const widths: number[] = [];
  const scanner = new RecordScanner({ delimiter, columns: [], maxRecordBytes: sample.length });
  const collect = (): void => {
    widths.push(scanner.fieldCount);
  };
  const rest = scanner.scan(sample, 0, sample.length, false, collect);
  if (widths.length === 0 && rest < sample.length) {
    try {
      scanner.scan(sample, rest, sample.length, true, collect);
    } catch {
      // A quote that this sample does not close: with this delimiter nothing is known.
    }
  }
  return widths;
}

function firstWidth(widths: readonly number[]): number {
  return widths[0] ?? 0;
}

function commonestWidth(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  let best = 0;
  for (const [width, count] of counts) if (count > (counts.get(best) ?? 0)) best = width;
  return best;
}

/**
 * Reads the value of `--delimiter`: one character in the file's encoding, or the escapes `\t` and
 * `\xAC` (any byte, in two hexadecimal digits).
 *
 * A character beyond ASCII is one byte in windows-1252 and several in UTF-8. Where no encoding is
 * stated the sample decides: the UTF-8 bytes if it holds them, else the windows-1252 byte.
 *
 * @param text the option's value
 * @param encoding the stated encoding, if any
 * @param sample bytes from the start of the file
 * @throws Error, with a message fit for a user, if the value is not one character, is a quote or a
 *   line end, or does not exist in the stated encoding
 */
export function parseDelimiter(
  text: string,
  encoding: Encoding | undefined,
  sample: Buffer,
): Uint8Array {
  const escape = /^\\(?:t|x([0-9A-Fa-f]{2}))$/.exec(text);
  if (escape) return checked(Buffer.from([parseInt(escape[1] ?? '09', 16)]), text);
  if (!/^.$/su.test(text)) {
    throw new Error(`"${text}" is not a delimiter: give one character, \\t, or a byte like \\xAC`);
  }
  const utf8 = Buffer.from(text);
  if (utf8.length === 1) return checked(utf8, text);
  const byte = windows1252Byte(text);
  if (encoding === 'windows-1252' && byte === undefined) {
    throw new Error(`the delimiter "${text}" is not a character of windows-1252`);
  }
  const useUtf8 = encoding === undefined ? sample.includes(utf8) : encoding === 'utf-8';
  return useUtf8 || byte === undefined ? utf8 : Buffer.from([byte]);
}

function checked(delimiter: Buffer, text: string): Buffer {
  if (/["\r\n]/.test(delimiter.toString('latin1'))) {
    throw new Error(`${JSON.stringify(text)} cannot be a delimiter: it quotes cells or ends lines`);
  }
  return delimiter;
}
