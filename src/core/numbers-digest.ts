import { createHash } from 'node:crypto';
import { BLOCK_SIZE } from './packed-block.js';

const HASH_CHUNK = 1 << 16;
const LINE_FEED = 10;
/** Digits of the millions of a UK number of full length, which nearly all are. */
const USUAL_PREFIX = 6;
/** The digits of 0000…9999, first digit in the lowest byte. */
const FOUR_DIGITS = Uint32Array.from({ length: 10_000 }, (_, value) =>
  Buffer.from(String(value).padStart(4, '0')).readUInt32LE(),
);

/**
 * Hashes ascending numbers as lines of text, so that an edition can be compared with
 * `sort -n | sha256sum` by someone who has never seen this program. Lines are laid down four
 * bytes at a time: digit by digit this took half of an import.
 */
export class NumbersDigest {
  readonly #hash = createHash('sha256');
  readonly #chunk = Buffer.alloc(HASH_CHUNK);
  readonly #words = new DataView(this.#chunk.buffer, this.#chunk.byteOffset, HASH_CHUNK);

  /** @param offsets ascending offsets of one block, the first `count` of them */
  add(block: number, offsets: Uint32Array, count: number): void {
    const prefix = String(block);
    if (prefix.length !== USUAL_PREFIX) {
      for (const offset of offsets.subarray(0, count)) {
        this.#hash.update(`${String(block * BLOCK_SIZE + offset)}\n`);
      }
      return;
    }
    const words = this.#words;
    const width = USUAL_PREFIX + 7;
    const first = Buffer.from(prefix).readUInt32LE();
    const second = Buffer.from(prefix).readUInt16LE(4);
    let length = 0;
    for (let at = 0; at < count; at++) {
      if (length + width > HASH_CHUNK) {
        this.#hash.update(this.#chunk.subarray(0, length));
        length = 0;
      }
      const offset = offsets[at] as number;
      const tenThousands = (offset / 10_000) | 0;
      const rest = offset - tenThousands * 10_000;
      words.setUint32(length, first, true);
      // The two digits of a number below 100 are the upper half of its four.
      const two = (FOUR_DIGITS[tenThousands] as number) & 0xffff0000;
      words.setUint32(length + 4, second | two, true);
      words.setUint32(length + 8, FOUR_DIGITS[rest] as number, true);
      words.setUint8(length + 12, LINE_FEED);
      length += width;
    }
    this.#hash.update(this.#chunk.subarray(0, length));
  }

  /** The digest; nothing can be added after it. */
  hex(): string {
    return this.#hash.digest('hex');
  }
}
