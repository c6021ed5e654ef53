import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EarlierNumbers } from '../../src/scrub/earlier-numbers.js';
import { someNumbers } from '../core/some-numbers.js';

const asFound = (numbers: readonly number[]): { e164: number }[] =>
  numbers.filter((e164) => e164 !== 0).map((e164) => ({ e164 }));

describe('numbers of earlier records', () => {
  it('are those that were added, and no other', () => {
    fc.assert(
      fc.property(someNumbers, someNumbers, (added, asked) => {
        const earlier = new EarlierNumbers();
        const known = new Set<number>();
        for (const number of asFound(added)) {
          expect(earlier.hasAll([number])).toBe(known.has(number.e164));
          earlier.add([number, number]);
          known.add(number.e164);
        }
        for (const { e164 } of asFound([...added, ...asked])) {
          expect(earlier.hasAll([{ e164 }])).toBe(known.has(e164));
        }
        expect(earlier.hasAll(asFound(added))).toBe(true);
      }),
    );
  });

  it('are kept apart when they differ by what 32 bits do not hold', () => {
    const earlier = new EarlierNumbers();
    const alike = [1, 2, 3, 4].map((times) => 447700900456 + times * 2 ** 32);
    earlier.add(asFound(alike));
    expect(earlier.hasAll([{ e164: 447700900456 }])).toBe(false);
    expect(earlier.hasAll(asFound(alike))).toBe(true);
  });
});
