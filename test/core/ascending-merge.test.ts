import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AscendingMerge } from '../../src/core/ascending-merge.js';

function all(merge: AscendingMerge): number[] {
  const found: number[] = [];
  for (let number = merge.next(); number !== 0; number = merge.next()) found.push(number);
  return found;
}

const piece = fc
  .array(fc.integer({ min: 1, max: 40 }), { maxLength: 6 })
  .map((numbers) => numbers.sort((a, b) => a - b));

/** Pieces of one source: ascending all through. */
const source = fc.array(piece, { maxLength: 5 }).map((pieces) => {
  let above = 0;
  return pieces.map((numbers) => {
    const lifted = numbers.map((number) => above + number);
    above = lifted.at(-1) ?? above;
    return Float64Array.from(lifted);
  });
});

describe('an ascending merge', () => {
  it('gives every number of its sources once, in order', () => {
    fc.assert(
      fc.property(fc.array(source, { maxLength: 9 }), (sources) => {
        const wanted = [
          ...new Set(sources.flatMap((pieces) => pieces.flatMap((some) => [...some]))),
        ];
        const merge = new AscendingMerge(sources.map((pieces) => pieces[Symbol.iterator]()));
        expect(all(merge)).toEqual(wanted.sort((a, b) => a - b));
      }),
    );
  });

  it('of nothing has ended', () => {
    expect(new AscendingMerge([]).next()).toBe(0);
    const merge = new AscendingMerge([[Float64Array.of(5)][Symbol.iterator]()]);
    expect([merge.next(), merge.next(), merge.next()]).toEqual([5, 0, 0]);
  });
});
