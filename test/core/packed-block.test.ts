import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK_SIZE, blockHas, packBlock, unpackBlock } from '../../src/core/packed-block.js';

const ascending = fc
  .uniqueArray(fc.nat(BLOCK_SIZE - 1), { minLength: 1, maxLength: 400 })
  .map((offsets) => Uint32Array.from(offsets.sort((a, b) => a - b)));

describe('a packed block', () => {
  it('gives back the offsets it was made of', () => {
    fc.assert(
      fc.property(ascending, (offsets) => {
        const bytes = packBlock(offsets, offsets.length);
        expect(unpackBlock(bytes, offsets.length)).toEqual(offsets);
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });

  it('takes as many offsets as it is told, and no more', () => {
    const offsets = Uint32Array.from([3, 5, 8, 999_999]);
    expect(unpackBlock(packBlock(offsets, 3), 3)).toEqual(offsets.slice(0, 3));
  });

  it('of every offset costs little more than a byte a number', () => {
    const offsets = Uint32Array.from({ length: BLOCK_SIZE }, (_, offset) => offset);
    const bytes = packBlock(offsets, BLOCK_SIZE);
    expect(bytes.length).toBeLessThan(1.2 * BLOCK_SIZE);
    expect(unpackBlock(bytes, BLOCK_SIZE).every((offset, index) => offset === index)).toBe(true);
  });

  it('is refused when it holds another count than was recorded', () => {
    const bytes = packBlock(Uint32Array.from([1, 2, 3]), 3);
    expect(() => unpackBlock(bytes, 2)).toThrow(RangeError);
    expect(() => unpackBlock(bytes, 4)).toThrow(RangeError);
  });

  it('has one form: the bytes of format 1', () => {
    // Shift 20: one bucket from 0 to 5 bytes of data; then 0, 127, 128 (two bytes), 1 as gaps.
    const bytes = packBlock(Uint32Array.from([0, 127, 255, 256]), 4);
    expect([...bytes]).toEqual([20, 0, 0, 0, 5, 0, 0, 0, 127, 128, 1, 1]);
  });

  it('has one form in several buckets too', () => {
    // Shift 19 from twelve numbers on: the second bucket begins at 524,288, and nothing beyond it.
    const offsets = Uint32Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 524_287, 524_288]);
    const index = [0, 0, 0, 13, 0, 0, 14, 0, 0];
    const data = [0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0xf6, 0xff, 0x1f, 0];
    expect([...packBlock(offsets, 12)]).toEqual([19, ...index, ...data]);
  });

  it.each([
    [0, 20],
    [1, 20],
    [11, 20],
    [12, 19],
    [1_000, 13],
    [11_718, 10],
    [11_719, 9],
    [375_000, 5],
    [375_001, 4],
    [1_000_000, 4],
  ])('of %i numbers has buckets of 2^%i', (count, shift) => {
    const offsets = Uint32Array.from({ length: count }, (_, offset) => offset);
    expect(packBlock(offsets, count)[0]).toBe(shift);
  });

  it('is searched as it lies', () => {
    fc.assert(
      fc.property(ascending, (offsets) => {
        const bytes = packBlock(offsets, offsets.length);
        const held = new Set(offsets);
        const asked = [0, BLOCK_SIZE - 1, ...offsets].flatMap((at) => [at - 1, at, at + 1]);
        const wrong = asked
          .filter((offset) => offset >= 0 && offset < BLOCK_SIZE)
          .filter((offset) => blockHas(bytes, offset) !== held.has(offset));
        expect(wrong).toEqual([]);
      }),
      { seed: 20261122, numRuns: 100 },
    );
  });

  it('without a byte is empty', () => {
    expect(blockHas(new Uint8Array(0), 0)).toBe(false);
    expect([...unpackBlock(new Uint8Array(0), 0)]).toEqual([]);
  });
});
