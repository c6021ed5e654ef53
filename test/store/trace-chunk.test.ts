import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChunkPacker, unpackChunk, type TraceChunk } from '../../src/store/trace-chunk.js';

function packed(numbers: readonly number[]): TraceChunk[] {
  const chunks: TraceChunk[] = [];
  const packer = new ChunkPacker((chunk) => void chunks.push(chunk));
  for (const number of numbers) packer.add(number);
  packer.end();
  return chunks;
}

const number = fc.oneof(
  fc.integer({ min: 1, max: 300 }),
  fc.integer({ min: 447_700_900_000, max: 447_700_900_999 }),
  fc.maxSafeInteger().map((value) => Math.abs(value) || 1),
);

describe('chunks of traced numbers', () => {
  it('hold what was put in', () => {
    fc.assert(
      fc.property(fc.uniqueArray(number, { maxLength: 60 }), (numbers) => {
        const wanted = numbers.sort((a, b) => a - b);
        const chunks = packed(wanted);
        expect(chunks.flatMap((chunk) => [...unpackChunk(chunk)])).toEqual(wanted);
      }),
    );
  });

  it('are as written down to the byte', () => {
    expect(packed([447_700_900_123, 447_700_900_124, 447_700_900_456, 2 ** 53 - 1])).toEqual([
      {
        first: 447_700_900_123,
        next: 0,
        count: 4,
        // 1; 332 = 2 × 128 + 76; the rest to 2^53 − 1 in eight groups of seven bits.
        bytes: Uint8Array.from([1, 204, 2, 151, 203, 201, 151, 252, 242, 255, 15]),
      },
    ]);
  });

  it('follow one another when a page is full', () => {
    const numbers = Array.from({ length: 9000 }, (_, index) => 447_700_000_000 + index * 200);
    const chunks = packed(numbers);
    expect(chunks.map(({ count }) => count)).toEqual([2008, 2008, 2008, 2008, 968]);
    expect(chunks.map(({ next }) => next)).toEqual([...chunks.slice(1).map((c) => c.first), 0]);
    expect(Math.max(...chunks.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(4020);
    expect(chunks.flatMap((chunk) => [...unpackChunk(chunk)])).toEqual(numbers);
  });

  it.each([
    ['fewer numbers than they say', { count: 4 }],
    ['more numbers than they say', { count: 2 }],
    ['numbers of the next chunk', { next: 447_700_900_130 }],
  ])('are refused with %s', (_, altered) => {
    const [chunk] = packed([447_700_900_123, 447_700_900_124, 447_700_900_130]);
    expect(() => unpackChunk({ ...(chunk as TraceChunk), ...altered })).toThrow(RangeError);
  });
});
