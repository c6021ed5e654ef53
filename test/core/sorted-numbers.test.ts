import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortedNumbers } from '../../src/core/sorted-numbers.js';

/** So many that they are not merely compared. */
const MANY = { minLength: 4096, maxLength: 4500 };

describe('numbers put in order', () => {
  it.each([
    ['UK numbers', fc.integer({ min: 440_000_000_000, max: 449_999_999_999 })],
    ['a few different ones', fc.integer({ min: 447_700_900_000, max: 447_700_900_009 })],
    ['numbers of any country', fc.integer({ min: 1_000_000, max: 999_999_999_999_999 })],
    ['as far apart as rounds go', fc.constantFrom(7, 7 + 2 ** 48 - 1, 2 ** 47, 2 ** 36, 4102)],
    ['further apart', fc.constantFrom(7, 7 + 2 ** 48, 2 ** 53 - 1)],
  ])('are those that comparing gives: %s', (_, number) => {
    fc.assert(
      fc.property(fc.array(number, MANY), (numbers) => {
        const expected = Float64Array.from(numbers).sort();
        expect(sortedNumbers(Float64Array.from(numbers))).toEqual(expected);
      }),
      { seed: 20261123, numRuns: 10 },
    );
  });

  it('may be few or none', () => {
    expect([...sortedNumbers(Float64Array.of(3, 1, 2))]).toEqual([1, 2, 3]);
    expect(sortedNumbers(new Float64Array())).toHaveLength(0);
  });
});
