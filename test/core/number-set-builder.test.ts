import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NumberSetBuilder, type PackedNumbers } from '../../src/core/number-set-builder.js';
import { BLOCK_SIZE, unpackBlock } from '../../src/core/packed-block.js';
import { someNumbers } from './some-numbers.js';

function built(numbers: readonly number[]): PackedNumbers {
  const builder = new NumberSetBuilder();
  for (const number of numbers) builder.add(number);
  return builder.build();
}

function sorted(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** What `sort -nu numbers | sha256sum` says. */
function sha256sum(numbers: readonly number[]): string {
  const lines = sorted(numbers).map((number) => `${number}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}

function unpacked({ blocks }: PackedNumbers): number[] {
  return blocks.flatMap(({ block, count, bytes }) =>
    [...unpackBlock(bytes, count)].map((offset) => block * BLOCK_SIZE + offset),
  );
}

describe('packed numbers', () => {
  it('are every number once, in order, whatever the order and the repeats', () => {
    fc.assert(
      fc.property(someNumbers, (numbers) => {
        const packed = built(numbers);
        expect(unpacked(packed)).toEqual(sorted(numbers));
        expect(packed.count).toBe(sorted(numbers).length);
        expect(packed).toEqual(built(sorted(numbers)));
      }),
      { seed: 20261121, numRuns: 200 },
    );
  });

  it('are hashed as sort and sha256sum would hash them', () => {
    fc.assert(
      fc.property(someNumbers, (numbers) => {
        expect(built(numbers).sha256).toBe(sha256sum(numbers));
      }),
      { seed: 20261121, numRuns: 200 },
    );
  });

  it('are hashed alike when they fill more than one piece of the hash', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => 447700000000 + 49 * index);
    const all = [...many, 12025550123, 448001111, 44120400000, 999999999999999];
    expect(built(all).sha256).toBe(sha256sum(all));
  });

  it('of none have the hash of nothing', () => {
    expect(built([])).toEqual({
      blocks: [],
      count: 0,
      sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    });
  });

  it('leave the builder empty', () => {
    const builder = new NumberSetBuilder();
    builder.add(447700900123);
    builder.build();
    builder.add(447700900456);
    expect(unpacked(builder.build())).toEqual([447700900456]);
  });
});
