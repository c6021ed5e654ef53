/**
 * Packed numbers, format 1. A block holds the numbers of one million (`block = floor(n / 10^6)`)
 * as offsets 0…999,999, so that it can be searched as it lies in the database, without unpacking:
 *
 *   byte 0            shift; offsets are grouped in buckets of 2^shift
 *   3 × (buckets + 1) where each bucket begins in the data, little-endian; the last is the end
 *   data              per bucket: first offset less the bucket's own beginning, then the gaps,
 *                     each as a varint (7 bits a byte, low ones first, high bit = more follows)
 *
 * Six to twelve numbers fall in a bucket, so a search reads five varints on average; the index
 * costs a third of a byte a number. Whole-block varints, which must be unpacked first, are a fifth
 * smaller, but 500 scattered numbers touch 600 blocks.
 */
export const BLOCK_SIZE = 1_000_000;

const NUMBERS_A_BUCKET = 12;
const SMALLEST_SHIFT = 4;
const LARGEST_SHIFT = 20;

/**
 * Packs offsets.
 *
 * @param offsets ascending, distinct, 0…999,999
 * @param count how many of them to take
 */
export function packBlock(offsets: Uint32Array, count: number): Uint8Array {
  const shift = shiftFor(count);
  const buckets = bucketsOf(shift);
  const dataStart = 1 + 3 * (buckets + 1);
  const bytes = new Uint8Array(dataStart + 3 * count);
  bytes[0] = shift;
  let end = dataStart;
  let at = 0;
  for (let bucket = 0; bucket < buckets; bucket++) {
    write24(bytes, 1 + 3 * bucket, end - dataStart);
    let previous = bucket << shift;
    const limit = (bucket + 1) << shift;
    while (at < count) {
      const offset = offsets[at] as number;
      if (offset >= limit) break;
      let gap = offset - previous;
      previous = offset;
      while (gap > 127) {
        bytes[end++] = (gap & 127) | 128;
        gap >>>= 7;
      }
      bytes[end++] = gap;
      at++;
    }
  }
  write24(bytes, 1 + 3 * buckets, end - dataStart);
  return bytes.slice(0, end);
}

/** Whether a packed block holds an offset. An empty array is an empty block. */
export function blockHas(bytes: Uint8Array, offset: number): boolean {
  if (bytes.length === 0) return false;
  const shift = bytes[0] as number;
  const bucket = offset >> shift;
  const index = 1 + 3 * bucket;
  const dataStart = 1 + 3 * (bucketsOf(shift) + 1);
  let at = dataStart + read24(bytes, index);
  const end = dataStart + read24(bytes, index + 3);
  let value = bucket << shift;
  while (at < end) {
    let byte = bytes[at++] as number;
    value += byte & 127;
    for (let bits = 7; byte > 127; bits += 7) {
      byte = bytes[at++] as number;
      value += (byte & 127) << bits;
    }
    if (value >= offset) return value === offset;
  }
  return false;
}

/** Writes the offsets of a packed block, ascending, to an array; how many there are. */
function unpackInto(offsets: Uint32Array, bytes: Uint8Array): number {
  if (bytes.length === 0) return 0;
  const shift = bytes[0] as number;
  const buckets = bucketsOf(shift);
  const dataStart = 1 + 3 * (buckets + 1);
  let at = dataStart;
  let found = 0;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const end = dataStart + read24(bytes, 4 + 3 * bucket);
    let value = bucket << shift;
    while (at < end) {
      let byte = bytes[at++] as number;
      value += byte & 127;
      for (let bits = 7; byte > 127; bits += 7) {
        byte = bytes[at++] as number;
        value += (byte & 127) << bits;
      }
      offsets[found++] = value;
    }
  }
  return found;
}

/**
 * All offsets of a packed block, ascending.
 *
 * @throws RangeError when the block does not hold so many: it is damaged
 */
export function unpackBlock(bytes: Uint8Array, count: number): Uint32Array {
  const offsets = new Uint32Array(count);
  const found = unpackInto(offsets, bytes);
  if (found !== count) {
    throw new RangeError(`a packed block holds ${String(found)} numbers and not ${String(count)}`);
  }
  return offsets;
}

/** Filter bits a number; about one bit in ten is set then, whatever the block's density. */
const FILTER_BITS_A_NUMBER = 10;

/** Room for the offsets of one block while its filter is made. */
const scratch = new Uint32Array(BLOCK_SIZE);

/**
 * How many low bits of an offset a block's filter leaves out. A varint is mostly one byte: the
 * block's bytes tell its count nearly enough to choose by.
 */
export function filterShift(bytes: Uint8Array): number {
  const room = BLOCK_SIZE / (FILTER_BITS_A_NUMBER * Math.max(1, bytes.length));
  return Math.max(0, Math.floor(Math.log2(room)));
}

/** Words of 32 bits that a filter of that shift takes. */
export function filterWords(shift: number): number {
  return ((BLOCK_SIZE - 1) >> (shift + 5)) + 1;
}

/**
 * Sets the filter of a packed block: a bit for every 2^shift offsets where the block holds one.
 * What it denies is not in the block.
 *
 * @param words holds the filter from word `start` on, all zero before
 */
export function fillFilter(
  words: Uint32Array,
  start: number,
  shift: number,
  bytes: Uint8Array,
): void {
  const count = unpackInto(scratch, bytes);
  for (let index = 0; index < count; index++) {
    const bit = (scratch[index] as number) >> shift;
    const at = start + (bit >> 5);
    words[at] = (words[at] as number) | (1 << (bit & 31));
  }
}

function shiftFor(count: number): number {
  const wanted = Math.floor(Math.log2((NUMBERS_A_BUCKET * BLOCK_SIZE) / Math.max(1, count)));
  return Math.min(LARGEST_SHIFT, Math.max(SMALLEST_SHIFT, wanted));
}

function bucketsOf(shift: number): number {
  return ((BLOCK_SIZE - 1) >> shift) + 1;
}

function write24(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value & 255;
  bytes[at + 1] = (value >> 8) & 255;
  bytes[at + 2] = value >> 16;
}

function read24(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16)
  );
}
