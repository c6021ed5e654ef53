import type { FileEncoding } from '../../core/decode.js';
import { wrongUse, type ScreeningError } from '../../core/errors.js';

interface MarkRow {
  readonly mark: readonly number[];
  readonly encoding: FileEncoding | 'utf-32';
}

/**
 * Byte order marks (Unicode Standard 16, section 23.8, table 23-8). The longer come first: that of
 * UTF-32LE begins with that of UTF-16LE.
 */
const MARKS: readonly MarkRow[] = [
  { mark: [0xff, 0xfe, 0x00, 0x00], encoding: 'utf-32' },
  { mark: [0x00, 0x00, 0xfe, 0xff], encoding: 'utf-32' },
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
];

/** Of all units so many have a byte of nought on one side in text with digits and delimiters. */
const LEAST_SHARE = 1 / 4;
/** And at most so many on the other side. */
const MOST_ON_OTHER_SIDE = 1 / 16;

/**
 * The encoding of a file by its byte order mark, or else as a person said; undefined when neither
 * tells.
 *
 * @param bytes the beginning of the file
 * @throws ScreeningError wrong-use when the two contradict each other, for UTF-32, and for UTF-16
 *   without a mark that nobody spoke of: its letters would be taken for those of another text
 */
export function encodingOfBytes(
  path: string,
  bytes: Buffer,
  asked: FileEncoding | undefined,
): FileEncoding | undefined {
  const marked = markOf(bytes);
  if (marked === 'utf-32') throw utf32(path);
  if (marked !== undefined) {
    if (asked !== undefined && asked !== marked) {
      throw contradicted(path, asked, `its byte order mark says ${marked}`, 'leave --encoding out');
    }
    // Cells of other encodings occur behind a mark of UTF-8: each tells by itself, unless asked.
    return marked === 'utf-8' ? asked : marked;
  }
  const likely = likelyUtf16(bytes);
  const isAsked = asked === 'utf-16le' || asked === 'utf-16be';
  if (likely === asked || (likely === undefined && !isAsked)) return asked;
  if (likely === undefined) {
    if (bytes.includes(0) || bytes.length === 0) return asked;
    const fix = 'leave --encoding out, or name the encoding that it has';
    throw contradicted(path, asked ?? '', 'it does not look like UTF-16', fix);
  }
  const fix = `add --encoding ${likely}, or save it as CSV UTF-8`;
  if (asked !== undefined) throw contradicted(path, asked, `it looks like ${likely}`, fix);
  throw wrongUse({
    summary: `${path} looks like UTF-16 text without a byte order mark`,
    why: 'nothing is read that somebody would have to guess at',
    fix,
    where: path,
  });
}

function markOf(bytes: Buffer): MarkRow['encoding'] | undefined {
  const row = MARKS.find(({ mark }) => bytes.subarray(0, mark.length).equals(Buffer.from(mark)));
  return row?.encoding;
}

/** By the noughts that ASCII characters have in UTF-16, all on one side. */
function likelyUtf16(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const units = Math.floor(bytes.length / 2);
  const noughts = [0, 0];
  for (let at = 0; at < 2 * units; at++) {
    if (bytes[at] === 0) noughts[at % 2] = (noughts[at % 2] ?? 0) + 1;
  }
  const [first = 0, second = 0] = noughts;
  const isClear = (many: number, few: number): boolean =>
    units > 0 && many >= units * LEAST_SHARE && few <= units * MOST_ON_OTHER_SIDE;
  if (isClear(second, first)) return 'utf-16le';
  return isClear(first, second) ? 'utf-16be' : undefined;
}

function utf32(path: string): ScreeningError {
  return wrongUse({
    summary: `${path} is UTF-32 text, which is not read`,
    fix: 'save it as CSV UTF-8 and give that file',
    where: path,
  });
}

function contradicted(path: string, asked: string, but: string, fix: string): ScreeningError {
  return wrongUse({
    summary: `--encoding ${asked}: ${path} is not encoded so: ${but}`,
    fix,
    where: '--encoding',
  });
}
