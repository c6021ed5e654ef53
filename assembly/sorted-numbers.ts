/**
 * Puts integers in order by eleven bits at a time, the lowest first. All rounds are counted in one pass, which
 * JavaScript does round by round: there it takes three times as long (src/core/sorted-numbers.ts).
 */

const BITS: u32 = 11;
const DIGITS: u32 = 1 << BITS;
const ROUNDS: u32 = 4;
/** Further apart than this, four rounds are not enough. */
const WIDEST: f64 = 17_592_186_044_416;
const ALL_COUNTS: usize = (<usize>ROUNDS * DIGITS) << 2;

/**
 * @param numbers `count` 64-bit floats that are integers from 0 to 2^53
 * @param other room for as many @param counts 32 kB
 * @returns where they are in order, at `numbers` or at `other`; 0 when they lie too far apart, and are as they were
 */
export function sort(numbers: usize, count: u32, other: usize, counts: usize): usize {
  const end = numbers + (<usize>count << 3);
  let least: f64 = Infinity;
  let most: f64 = 0;
  for (let at = numbers; at < end; at += 8) {
    const number = load<f64>(at);
    least = min(least, number);
    most = max(most, number);
  }
  if (most - least >= WIDEST) return 0;
  const widest = <u64>(most - least);
  memory.fill(counts, 0, ALL_COUNTS);
  for (let at = numbers; at < end; at += 8) {
    let key = <u64>(load<f64>(at) - least);
    store<u64>(at, key);
    for (let round: u32 = 0; round < ROUNDS; round++) {
      const counted = placeOf(counts, round, key);
      store<u32>(counted, load<u32>(counted) + 1);
      key >>= BITS;
    }
  }
  let from = numbers;
  let to = other;
  for (let round: u32 = 0; round < ROUNDS && widest >> (round * BITS) > 0; round++) {
    deal(from, count, to, counts + (((<usize>round) << BITS) << 2), round * BITS);
    const free = from;
    from = to;
    to = free;
  }
  const last = from + (<usize>count << 3);
  for (let at = from; at < last; at += 8) store<f64>(at, <f64>load<u64>(at) + least);
  return from;
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function placeOf(counts: usize, round: u32, key: u64): usize {
  return counts + ((((<usize>round) << BITS) + <usize>(key & (DIGITS - 1))) << 2);
}

/** Puts keys to the places of their digits, those of a digit in the order in which they stand. */
function deal(from: usize, count: u32, to: usize, places: usize, shift: u32): void {
  let before: u32 = 0;
  for (let digit: u32 = 0; digit < DIGITS; digit++) {
    const place = places + (digit << 2);
    const found = load<u32>(place);
    store<u32>(place, before);
    before += found;
  }
  const end = from + (<usize>count << 3);
  for (let at = from; at < end; at += 8) {
    const key = load<u64>(at);
    const place = places + ((<usize>((key >> shift) & (DIGITS - 1))) << 2);
    const next = load<u32>(place);
    store<u64>(to + (<usize>next << 3), key);
    store<u32>(place, next + 1);
  }
}
