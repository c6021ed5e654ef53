import { closeSync, openSync, writeSync } from 'node:fs';
import { Prng } from './prng.js';
import { isSet, LONG } from './register.js';

/** @typedef {import('./register.js').Listed} Listed */

/** One line of the official layout without spaces: 12 data characters, CR, LF. */
const LINE_BYTES = 14;

/**
 * Writes a register in the official layout without spaces, through one buffer of its whole size:
 * 280 MB for 20 million numbers.
 * @param {import('./register.js').Register} register
 * @param {string} path
 * @param {number | undefined} shuffleSeed lines in random order; without it ascending as digit
 *   strings, as the official file is
 */
export function writeRegister(register, path, shuffleSeed) {
  const lines = Buffer.allocUnsafe(register.count * LINE_BYTES);
  let end = 0;
  for (const listed of register.listed) end = writeLines(listed, lines, end);
  if (shuffleSeed !== undefined) shuffleLines(lines, new Prng(shuffleSeed));
  const file = openSync(path, 'w');
  for (let at = 0; at < lines.length;) {
    at += writeSync(file, lines, at, Math.min(16_777_216, lines.length - at));
  }
  closeSync(file);
}

/**
 * In order of digit strings a nine-digit number stands before the ten-digit ones it begins.
 * @type {(listed: Listed, lines: Buffer, start: number) => number}
 */
function writeLines({ range, long, short }, lines, start) {
  let end = start;
  const head = Buffer.from(`0${range.first5}`);
  /** @type {(place: number, digits: number) => void} */
  const line = (place, digits) => {
    for (let index = 0; index < 6; index += 1)
      lines[end + index] = /** @type {number} */ (head[index]);
    let rest = place;
    for (let index = digits - 1; index >= 0; index -= 1) {
      lines[end + 6 + index] = 48 + (rest % 10);
      rest = (rest / 10) | 0;
    }
    for (let index = 6 + digits; index < 12; index += 1) lines[end + index] = 32;
    lines[end + 12] = 13;
    lines[end + 13] = 10;
    end += LINE_BYTES;
  };
  for (let place = 0; place < LONG; place += 1) {
    if ((place & 7) === 0 && short.length === 0 && long[place >> 3] === 0) {
      place += 7;
      continue;
    }
    if (place % 10 === 0 && short.length > 0 && isSet(short, place / 10)) line(place / 10, 4);
    if (isSet(long, place)) line(place, 5);
  }
  return end;
}

/**
 * Fisher and Yates, in place.
 * @type {(lines: Buffer, random: Prng) => void}
 */
function shuffleLines(lines, random) {
  const half = LINE_BYTES / 2;
  const words = new Uint16Array(lines.buffer, lines.byteOffset, lines.length / 2);
  for (let last = lines.length / LINE_BYTES - 1; last > 0; last -= 1) {
    const one = last * half;
    const other = random.below(last + 1) * half;
    for (let word = 0; word < half; word += 1) {
      const kept = /** @type {number} */ (words[one + word]);
      words[one + word] = /** @type {number} */ (words[other + word]);
      words[other + word] = kept;
    }
  }
}
