import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_VARINT, VarintReader, writeVarint } from '../../src/core/varint.js';

function written(...values: number[]): Uint8Array {
  const bytes = new Uint8Array(LONGEST_VARINT * values.length);
  let end = 0;
  for (const value of values) end = writeVarint(bytes, end, value);
  return bytes.subarray(0, end);
}

describe('a varint', () => {
  it.each([
    [0, [0]],
    [127, [127]],
    [128, [128, 1]],
    [300, [172, 2]],
    [2 ** 28, [128, 128, 128, 128, 1]],
    [2 ** 31 - 1, [255, 255, 255, 255, 7]],
    [2 ** 31, [128, 128, 128, 128, 8]],
    [Number.MAX_SAFE_INTEGER, [255, 255, 255, 255, 255, 255, 255, 15]],
  ])('of %d has the bytes %j', (value, bytes) => {
    expect([...written(value)]).toEqual(bytes);
  });

  it('is read as it was written, one after the other', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeNat(), { minLength: 1 }), (values) => {
        const bytes = written(...values);
        const reader = new VarintReader(bytes);
        expect(values.map(() => reader.next())).toEqual(values);
        expect(reader.at).toBe(bytes.length);
      }),
    );
  });

  it('that was cut off leaves its reader behind the end', () => {
    const reader = new VarintReader(written(2 ** 40).subarray(0, 5));
    reader.next();
    expect(reader.at).toBe(6);
  });
});
