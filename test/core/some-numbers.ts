import fc from 'fast-check';
import { BLOCK_SIZE } from '../../src/core/packed-block.js';

/** Blocks at every border: of UK numbers, beside them, of short UK numbers, of other countries. */
const block = fc.oneof(
  fc.constantFrom(440_000, 441_632, 447_700, 449_999),
  fc.constantFrom(0, 8, 44, 448, 44_120, 12_025, 439_999, 450_000, 999_999, 999_999_999),
  fc.nat(600_000),
);

const offset = fc.oneof(
  fc.constantFrom(0, 1, 31, 32, 63, 64, 127, 128, 16_383, 16_384, 999_998, 999_999),
  fc.nat(BLOCK_SIZE - 1),
);

/** One number alone, or a run of neighbours: sparse and dense places of a block. */
const numbersOfBlock = fc
  .tuple(block, offset, fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 300 })))
  .map(([millions, first, length]) =>
    Array.from({ length }, (_, step) => millions * BLOCK_SIZE + first + step).filter(
      (number) => number < (millions + 1) * BLOCK_SIZE,
    ),
  );

/** E.164 numbers in any order, some more than once, in a few blocks. */
export const someNumbers: fc.Arbitrary<number[]> = fc
  .array(numbersOfBlock, { maxLength: 12 })
  .map((parts) => parts.flat())
  .chain((numbers) =>
    fc.shuffledSubarray([...numbers, ...numbers.slice(0, 20)], { minLength: numbers.length }),
  );
