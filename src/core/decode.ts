import { isUtf8 } from 'node:buffer';

/** The encodings that call lists are read in as bytes, without conversion. */
export const ENCODINGS = ['utf-8', 'windows-1252'] as const;

/** One row of {@link ENCODINGS}. */
export type Encoding = (typeof ENCODINGS)[number];

/** Every encoding that a list may come in: UTF-16 is converted while it is read (files/forms/). */
export const FILE_ENCODINGS = [...ENCODINGS, 'utf-16le', 'utf-16be'] as const;

/** One row of {@link FILE_ENCODINGS}. */
export type FileEncoding = (typeof FILE_ENCODINGS)[number];

/** Spellings of encodings that people give. */
export const ENCODING_NAMES = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
} as const satisfies Readonly<Record<string, FileEncoding>>;

/** The spellings, for options and configurations that take one of them. */
export const ENCODING_SPELLINGS = Object.keys(ENCODING_NAMES) as (keyof typeof ENCODING_NAMES)[];

/**
 * Bytes 0x80–0x9F of windows-1252 (WHATWG Encoding Standard, index windows-1252; the five
 * unassigned bytes map to the C1 control of the same number). Not TextDecoder: Node 20 decodes
 * these as latin1 when asked in one shot.
 */
const WINDOWS_1252_HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Bytes of a cell that is short. */
const SHORT = 64;

/**
 * The text of a cell. Without a stated encoding a cell is UTF-8 if its bytes are valid UTF-8,
 * else windows-1252 (cli.md section 3), since one file often holds both.
 */
export function decodeText(bytes: Buffer, encoding?: Encoding): string {
  if (bytes.length <= SHORT && isAscii(bytes)) return bytes.toString('latin1');
  if (encoding === 'utf-8' || (encoding === undefined && isUtf8(bytes))) {
    return bytes.toString('utf8');
  }
  return bytes
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (c) => WINDOWS_1252_HIGH[c.charCodeAt(0) - 0x80] ?? c);
}

/** For a short cell, a loop over its bytes takes less than one call out of JavaScript. */
function isAscii(bytes: Buffer): boolean {
  let all = 0;
  for (let at = 0; at < bytes.length; at++) all |= bytes[at] as number;
  return all < 0x80;
}

/** The byte of a character in windows-1252; undefined when it has none. */
export function windows1252Byte(character: string): number | undefined {
  const high = WINDOWS_1252_HIGH.indexOf(character);
  if (high >= 0) return 0x80 + high;
  const code = character.charCodeAt(0);
  const isLatin1 = character.length === 1 && (code < 0x80 || (code >= 0xa0 && code <= 0xff));
  return isLatin1 ? code : undefined;
}
