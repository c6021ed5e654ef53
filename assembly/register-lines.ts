/**
 * Reads the lines that nearly all of an operator's file are: twelve characters and CR LF. Eleven of the
 * characters are the digits of a number of full length, and one is blank: the last, or in the spaced layout
 * the fifth or sixth. Eight digits are read in one 64-bit word, which JavaScript has not: a line takes a fifth
 * of the time (src/files/official-lines.ts is the same in JavaScript, for where this cannot run).
 */

const LINE: usize = 14;
const CR_LF: u32 = 0x0a0d;
const BLANK: u8 = 0x20;
const ZERO: u8 = 0x30;
const EIGHT_ZEROS: u64 = 0x3030303030303030;
const TWO_ZEROS: u32 = 0x3030;
/** Added to a digit's value they stay below 16; to a larger one they do not. */
const EIGHT_SIXES: u64 = 0x0606060606060606;
const TWO_SIXES: u32 = 0x0606;
const EIGHT_HIGH_HALVES: u64 = 0xf0f0f0f0f0f0f0f0;
const TWO_HIGH_HALVES: u32 = 0xf0f0;

const MILLIONS: u32 = 10_000;
/** Bytes of what is told of a run: its million, where it ends, whether it ascends. */
const RUN: usize = 12;

/** By the first five digits after the 0, whether such a number of full length is in the plan. */
let isInPlan: usize = 0;
/** Of each line read: its million (the four digits after the 0), and the six digits that follow. */
let millions: usize = 0;
let offsets: usize = 0;
/** Room for the same, put in order of their millions. */
let ordered: usize = 0;
let counts: usize = 0;
let runs: usize = 0;
let count: u32 = 0;
let descends: bool = false;

/**
 * @param plan where the caller put {@link isInPlan}
 * @param room from where on memory is used: 4 bytes for each million and 22 for each line
 * @param most lines that are read before {@link grouped} is asked for
 */
export function begin(plan: usize, room: usize, most: u32): void {
  isInPlan = plan;
  counts = room;
  runs = counts + (MILLIONS << 2);
  offsets = runs + <usize>most * RUN;
  ordered = offsets + ((<usize>most) << 2);
  millions = ordered + ((<usize>most) << 2);
}

/**
 * Reads lines of `[start, end)`, and keeps their numbers until {@link grouped} is asked for.
 *
 * @returns the first byte of what is no such line, or would end after `end`
 */
export function read(start: usize, end: usize): usize {
  let at = start;
  let number = count;
  let isAscending = true;
  let last: u32 = number > 0 ? load<u16>(millions + ((number - 1) << 1)) : 0;
  for (; at + LINE <= end; at += LINE) {
    if (load<u16>(at + 12) != CR_LF) break;
    let eight: u64 = 0;
    let two: u32 = 0;
    if (load<u8>(at + 11) == BLANK) {
      eight = load<u64>(at + 1);
      two = load<u16>(at + 9);
    } else {
      const isAfterFive = load<u8>(at + 5) == BLANK;
      if (!isAfterFive && load<u8>(at + 4) != BLANK) break;
      const fourth: u32 = load<u8>(isAfterFive ? at + 4 : at + 5);
      const four = (load<u32>(at + 1) & 0xffffff) | (fourth << 24);
      eight = (<u64>four) | ((<u64>load<u32>(at + 6)) << 32);
      two = load<u16>(at + 10);
    }
    eight ^= EIGHT_ZEROS;
    two ^= TWO_ZEROS;
    if ((((eight + EIGHT_SIXES) | eight) & EIGHT_HIGH_HALVES) != 0) break;
    if ((((two + TWO_SIXES) | two) & TWO_HIGH_HALVES) != 0) break;
    // Digits to numbers of two digits, and these to numbers of four.
    eight = (eight * 10 + (eight >> 8)) & 0x00ff00ff00ff00ff;
    eight = (eight * 100 + (eight >> 16)) & 0x0000ffff0000ffff;
    const million = <u32>eight;
    const next = <u32>(eight >> 32);
    if (load<u8>(at) != ZERO || load<u8>(isInPlan + million * 10 + next / 1000) == 0) break;
    store<u16>(millions + (number << 1), <u16>million);
    store<u32>(offsets + (number << 2), next * 100 + (two & 255) * 10 + (two >> 8));
    if (million < last) isAscending = false;
    last = million;
    number++;
  }
  count = number;
  if (!isAscending) descends = true;
  return at;
}

/** The numbers that were kept, in runs of one million each; nothing is kept any more. @returns how many runs */
export function grouped(): u32 {
  if (descends) order();
  let number: u32 = 0;
  let run = runs;
  while (number < count) {
    const million = load<u16>(millions + (number << 1));
    let before = load<u32>(offsets + (number << 2));
    let isAscending = true;
    for (number++; number < count && load<u16>(millions + (number << 1)) == million; number++) {
      const offset = load<u32>(offsets + (number << 2));
      if (offset <= before) isAscending = false;
      before = offset;
    }
    store<u32>(run, million);
    store<u32>(run + 4, number);
    store<u32>(run + 8, isAscending ? 1 : 0);
    run += RUN;
  }
  count = 0;
  descends = false;
  return <u32>((run - runs) / RUN);
}

/** Where the runs are told of, three 32-bit integers each. */
export function runsAt(): usize {
  return runs;
}

/** Where the offsets of the runs lie. */
export function offsetsAt(): usize {
  return offsets;
}

/**
 * Puts the numbers in order of their millions, without comparing them: 20 million one by one to their blocks
 * were most of what a shuffled file took.
 */
function order(): void {
  memory.fill(counts, 0, MILLIONS << 2);
  for (let number: u32 = 0; number < count; number++) {
    const at = counts + ((<usize>load<u16>(millions + (number << 1))) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  let before: u32 = 0;
  for (let million: u32 = 0; million < MILLIONS; million++) {
    const at = counts + (million << 2);
    const some = load<u32>(at);
    store<u32>(at, before);
    before += some;
  }
  for (let number: u32 = 0; number < count; number++) {
    const at = counts + ((<usize>load<u16>(millions + (number << 1))) << 2);
    const place = load<u32>(at);
    store<u32>(at, place + 1);
    store<u32>(ordered + (place << 2), load<u32>(offsets + (number << 2)));
  }
  let number: u32 = 0;
  for (let million: u32 = 0; million < MILLIONS; million++) {
    const end = load<u32>(counts + (million << 2));
    for (; number < end; number++) store<u16>(millions + (number << 1), <u16>million);
  }
  const other = offsets;
  offsets = ordered;
  ordered = other;
}
