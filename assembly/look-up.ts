/**
 * Looks numbers up in packed blocks (src/core/packed-block.ts has their format), in half the time of
 * src/core/block-pages.ts, which is the same in JavaScript. Every step is done for many numbers before the next
 * one, so that their waiting for memory overlaps.
 */

const BLOCK_SIZE: f64 = 1_000_000;
const FIRST_UK_BLOCK: i64 = 440_000;
const UK_BLOCKS: u64 = 10_000;
/** Of a place, in place of an address: the set has no number in the block. */
const NOWHERE: i32 = -1;

/** What is told of a number (src/core/compiled-blocks.ts). */
const NOT_FOUND: u8 = 0;
const FOUND: u8 = 1;
const OTHER: u8 = 2;

/** By block of UK numbers of full length: where it lies, and its shift. */
let places: usize = 0;
let shifts: usize = 0;

/** @param placesAt of each block in 32 bits @param shiftsAt of each in a byte */
export function useTables(placesAt: usize, shiftsAt: usize): void {
  places = placesAt;
  shifts = shiftsAt;
}

/**
 * @param numbers 64-bit floats that are integers @param count how many of them
 * @param told a byte for each: {@link FOUND} and {@link NOT_FOUND}, which 0 is too; {@link OTHER} of those that are
 *   in no block of the tables
 * @param room 12 bytes for each
 * @returns nothing of use: without it a compiler might leave out the look that brings buckets near
 */
export function find(numbers: usize, count: u32, told: usize, room: usize): u32 {
  const starts = room;
  const ends = starts + (count << 2);
  const wanted = ends + (count << 2);
  for (let index: u32 = 0; index < count; index++) {
    const e164 = load<f64>(numbers + (index << 3));
    const block = <i64>(e164 / BLOCK_SIZE);
    const slot = <usize>(block - FIRST_UK_BLOCK);
    const isFull = <u64>(block - FIRST_UK_BLOCK) < UK_BLOCKS;
    const place = isFull ? load<i32>(places + (slot << 2)) : NOWHERE;
    store<u8>(told + index, isFull || e164 == 0 ? NOT_FOUND : OTHER);
    let start = 0;
    let end = 0;
    if (place != NOWHERE) {
      const shift = <u32>load<u8>(shifts + slot);
      const offset = <u32>(e164 - <f64>block * BLOCK_SIZE);
      // Two integers of three bytes: where the bucket begins in the data, and where the next one does.
      const entry = load<u64>(<usize>place + 1 + 3 * (offset >> shift));
      const data = place + 1 + 3 * (<i32>(999_999 >> shift) + 2);
      start = data + <i32>(entry & 0xffffff);
      end = data + <i32>((entry >> 24) & 0xffffff);
      store<u32>(wanted + (index << 2), offset & ((1 << shift) - 1));
    }
    store<i32>(starts + (index << 2), start);
    store<i32>(ends + (index << 2), end);
  }
  let near: u32 = 0;
  for (let index: u32 = 0; index < count; index++) {
    near += load<u8>(load<i32>(starts + (index << 2)));
  }
  for (let index: u32 = 0; index < count; index++) {
    const end = <usize>load<i32>(ends + (index << 2));
    const offset = load<u32>(wanted + (index << 2));
    let value: u32 = 0;
    let bits: u32 = 0;
    for (let at = <usize>load<i32>(starts + (index << 2)); at < end; at++) {
      const byte = <u32>load<u8>(at);
      value += (byte & 127) << bits;
      const isLast = (byte >> 7) ^ 1;
      if (isLast & (<u32>(value >= offset))) {
        if (value == offset) store<u8>(told + index, FOUND);
        break;
      }
      bits = (bits + 7) & (isLast - 1);
    }
  }
  return near;
}
