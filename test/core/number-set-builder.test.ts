import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NumberSetBuilder, type PacksBeside } from '../../src/core/number-set-builder.js';
import { NumbersPacker, type PackedNumbers } from '../../src/core/numbers-packer.js';
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

  it('are the same when blocks are packed beside, as soon as the next begins', async () => {
    let early = 0;
    let again = 0;
    await fc.assert(
      fc.asyncProperty(someNumbers, fc.boolean(), fc.nat(40), async (numbers, inOrder, worthIt) => {
        const given = inOrder ? sorted(numbers) : numbers;
        const { beside, blocks } = recording();
        const builder = new NumberSetBuilder(beside, worthIt);
        for (const number of given) builder.add(number);
        if (blocks.length > 0) early++;
        expect(await builder.built()).toEqual(built(numbers));
        if (new Set(blocks).size < blocks.length) again++;
        if (inOrder) expect(new Set(blocks).size).toBe(blocks.length);
      }),
      { seed: 20261123, numRuns: 400 },
    );
    expect(Math.min(early, again)).toBeGreaterThan(10);
  });

  it('are the same when runs of several blocks come in turns, each longer than the room before it', async () => {
    const run = fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 3000 }), fc.nat(900_000));
    await fc.assert(
      fc.asyncProperty(fc.array(run, { minLength: 1 }), fc.boolean(), async (runs, isBeside) => {
        const { beside } = recording();
        const builder = new NumberSetBuilder(isBeside ? beside : undefined, 1);
        const numbers: number[] = [];
        for (const [at, length, first] of runs) {
          const offsets = Uint32Array.from({ length }, (_, index) => first + 3 * index);
          builder.addRun(447700 + at, offsets, 0, length, true);
          numbers.push(...[...offsets].map((offset) => (447700 + at) * BLOCK_SIZE + offset));
        }
        expect(unpacked(await builder.built())).toEqual(sorted(numbers));
      }),
      { seed: 20261124, numRuns: 60 },
    );
  });

  it('of a sorted file are handed over once, though short numbers stand between', async () => {
    const { beside, blocks } = recording();
    const builder = new NumberSetBuilder(beside, 1);
    const lines = [
      441203999999, 441204600000, 44120462345, 441204700000, 44120570123, 441205000000,
    ];
    for (const number of lines) builder.add(number);
    expect(blocks).toEqual([441203, 441204]);
    expect(unpacked(await builder.built())).toEqual(sorted(lines));
    expect(blocks).toEqual([441203, 441204, 44120, 441205]);
  });
});

/** A packer that takes the blocks away, as a thread does, and the blocks in the order in which it got them. */
function recording(): { readonly beside: PacksBeside; readonly blocks: number[] } {
  const blocks: number[] = [];
  const packer = new NumbersPacker();
  const beside: PacksBeside = {
    add: (block) => {
      blocks.push(block.block);
      const offsets = structuredClone(block.offsets, { transfer: [block.offsets.buffer] });
      packer.add({ ...block, offsets });
    },
    packed: () => Promise.resolve(packer.packed()),
  };
  return { beside, blocks };
}
