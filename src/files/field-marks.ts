/** The one quote character: `"`. */
export const QUOTE = 0x22;
/** Ends a line alone or before LF. */
export const CR = 0x0d;
/** Ends a line. */
export const LF = 0x0a;

/** A byte repeated in the four places of a word is the byte times this. */
const EACH_BYTE = 0x01010101;
const BELOW_14 = 0x0e0e0e0e;
const HIGH_BITS = 0x80808080 | 0;
const LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/**
 * The buffer's bytes before `end` as whole 32-bit words, to be looked at four bytes at a time: byte
 * `i` of the buffer is byte `(i + byteOffset) & 3` of word `(i + (byteOffset & 3)) >> 2`. Up to
 * three last bytes are in no word. Machines that order bytes the other way get no words.
 */
export function wordsOf(buffer: Buffer, end: number): Int32Array {
  const offset = buffer.byteOffset & 3;
  const count = LITTLE_ENDIAN ? (end + offset) >> 2 : 0;
  return new Int32Array(buffer.buffer, buffer.byteOffset - offset, count);
}

/** The byte in all four places of a word. */
export function fourTimes(byte: number): number {
  return Math.imul(byte, EACH_BYTE);
}

/**
 * Marks, by its high bit, every byte of a word that equals the byte repeated in `pattern` or lies
 * below 14, as line ends do. None is missed. A mark can be too many (other control characters; a
 * borrow from the byte before), so the marked byte itself decides. It is Mycroft's test for a zero
 * byte, twice.
 */
export function marksOf(word: number, pattern: number): number {
  const other = word ^ pattern;
  return (((other - EACH_BYTE) & ~other) | ((word - BELOW_14) & ~word)) & HIGH_BITS;
}

/** The marks of the word that holds byte `at` of the words, from that byte on; 0 past the words. */
export function marksAt(words: Int32Array, at: number, pattern: number): number {
  const index = at >> 2;
  if (index >= words.length) return 0;
  return marksOf(words[index] as number, pattern) & (-1 << ((at & 3) << 3));
}

/** Which byte of the word (0 to 3) the first of its marks stands for; there must be one. */
export function firstMark(marks: number): number {
  return (31 - Math.clz32(marks & -marks)) >> 3;
}

/** After the line end at `pos`; -1 for a CR at the very end whose LF may be still to come. */
export function lineEnd(buffer: Buffer, pos: number, end: number, final: boolean): number {
  const next = pos + 1;
  if (buffer[pos] === LF) return next;
  if (next >= end) return final ? next : -1;
  return buffer[next] === LF ? next + 1 : next;
}
