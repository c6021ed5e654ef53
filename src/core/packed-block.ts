import type { CompiledPacking } from './compiled-packing.js';

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

/** The lowest block of UK numbers of full length, 44 and ten digits; the others follow it. */
export const FIRST_UK_BLOCK = 440_000;
/** How many they are. */
export const UK_BLOCKS = 10_000;

const NUMBERS_A_BUCKET = 12;
const SMALLEST_SHIFT = 4;
const LARGEST_SHIFT = 20;

/**
 * Packs offsets.
 *
 * @param offsets ascending, distinct, 0…999,999
 * @param count how many of them to take
 * @param compiled does the same sooner, where there are many blocks
 */
export function packBlock(
  offsets: Uint32Array,
  count: number,
  compiled?: CompiledPacking,
): Uint8Array {
  const shift = shiftFor(count);
  const buckets = bucketsOf(shift);
  if (compiled) return compiled.pack(offsets.subarray(0, count), shift, buckets);
  const dataStart = dataStartOf(shift);
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
  const index = 1 + 3 * (offset >> shift);
  const dataStart = dataStartOf(shift);
  const at = dataStart + read24(bytes, index);
  const end = dataStart + read24(bytes, index + 3);
  return bucketHas(bytes, at, end, offset & ((1 << shift) - 1));
}

/** Where the data of a block of that shift begins, in its bytes. */
export function dataStartOf(shift: number): number {
  return 1 + 3 * (bucketsOf(shift) + 1);
}

/**
 * Whether the bucket in `bytes[at, end)` holds an offset.
 *
 * @param wanted the offset less the bucket's own beginning
 */
export function bucketHas(bytes: Uint8Array, at: number, end: number, wanted: number): boolean {
  let value = 0;
  while (at < end) {
    let byte = bytes[at++] as number;
    value += byte & 127;
    for (let bits = 7; byte > 127; bits += 7) {
      byte = bytes[at++] as number;
      value += (byte & 127) << bits;
    }
    if (value >= wanted) return value === wanted;
  }
  return false;
}

/**
 * All offsets of a packed block, ascending.
 *
 * @throws RangeError when the block does not hold so many: it is damaged
 */
export function unpackBlock(bytes: Uint8Array, count: number): Uint32Array<ArrayBuffer> {
  const offsets = new Uint32Array(count);
  const found = bytes.length === 0 ? 0 : unpackInto(offsets, bytes);
  if (found !== count) {
    throw new RangeError(`a packed block holds ${String(found)} numbers and not ${String(count)}`);
  }
  return offsets;
}

function unpackInto(offsets: Uint32Array, bytes: Uint8Array): number {
  const shift = bytes[0] as number;
  const buckets = bucketsOf(shift);
  const dataStart = dataStartOf(shift);
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

/** A number of three bytes, as the index of a block holds it. */
export function read24(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16)
  );
}
