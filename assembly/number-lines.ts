/**
 * Writes numbers of twelve digits as lines of text: the six digits of a million, the six of an offset, LF.
 * The six digits come out of one 64-bit word, which JavaScript has not (src/core/numbers-digest.ts is the same in
 * JavaScript, for where this cannot run).
 */

const LF: u8 = 0x0a;
const LINE: usize = 13;
const ZEROS: u64 = 0x303030303030;
/** Tens of each of three numbers below 100 are 103 times the number, by 1024. */
const TENS: u64 = 0x000f000f000f;

/**
 * @param offsets of 32 bits each, `count` of them
 * @param firstFour the first four digits of the million, as they lie in memory
 * @param nextTwo the other two
 * @param lines where to write; 13 bytes for each offset, and 1 more
 */
export function write(
  offsets: usize,
  count: u32,
  firstFour: u32,
  nextTwo: u32,
  lines: usize,
): void {
  const prefix = (<u64>firstFour) | ((<u64>nextTwo) << 32);
  let line = lines;
  for (let at = offsets, end = offsets + ((<usize>count) << 2); at < end; at += 4) {
    const offset = load<u32>(at);
    const first = offset / 10_000;
    const rest = offset - first * 10_000;
    const second = rest / 100;
    const third = rest - second * 100;
    const pairs = (<u64>first) | ((<u64>second) << 16) | ((<u64>third) << 32);
    const tens = ((pairs * 103) >> 10) & TENS;
    const digits = (tens | ((pairs - tens * 10) << 8)) + ZEROS;
    store<u64>(line, prefix);
    store<u64>(line + 6, digits);
    store<u8>(line + 12, LF);
    line += LINE;
  }
}
