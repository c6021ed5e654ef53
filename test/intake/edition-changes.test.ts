import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK_SIZE } from '../../src/core/packed-block.js';
import { ChangesReader } from '../../src/core/packed-changes.js';
import { NumberSetBuilder } from '../../src/core/number-set-builder.js';
import type { PackedNumbers } from '../../src/core/numbers-packer.js';
import { applyChanges, difference } from '../../src/intake/edition-changes.js';

function packed(numbers: Iterable<number>): PackedNumbers {
  const builder = new NumberSetBuilder();
  for (const number of numbers) builder.add(number);
  return builder.build();
}

/** Numbers from few places, so that two sets have much in common. */
const numbers = fc
  .uniqueArray(
    fc
      .tuple(fc.constantFrom(447700, 441632, 44120), fc.nat(60))
      .map(([block, offset]) => block * 1e6 + offset),
    { maxLength: 80 },
  )
  .map((values) => new Set(values));

describe('the difference of two editions', () => {
  it('is what sets say', () => {
    fc.assert(
      fc.property(numbers, numbers, (earlier, later) => {
        const { added, removed } = difference(packed(earlier).blocks, packed(later), -1);
        expect({ added, removed }).toEqual({
          added: [...later].filter((number) => !earlier.has(number)).length,
          removed: [...earlier].filter((number) => !later.has(number)).length,
        });
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });

  it('packed, and put to the earlier one, gives the later', () => {
    fc.assert(
      fc.property(numbers, numbers, (earlier, later) => {
        const { changes } = difference(packed(earlier).blocks, packed(later), 1000);
        const result = new Set(earlier);
        const reader = new ChangesReader(changes ?? new Uint8Array(0));
        while (reader.next()) {
          const e164 = reader.block * BLOCK_SIZE + (reader.change >>> 1);
          const isRemoved = (reader.change & 1) === 1;
          expect(result.has(e164)).toBe(isRemoved);
          if (isRemoved) result.delete(e164);
          else result.add(e164);
        }
        expect(result).toEqual(later);
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });

  it('is not packed beyond the bytes that it may take', () => {
    const later = packed([447700900001, 447700900002]);
    expect(difference([], later, 6).changes).toBeUndefined();
    expect(difference([], later, 7).changes).toHaveLength(7);
    expect(difference(later.blocks, later, 0).changes).toHaveLength(0);
    expect(difference(later.blocks, later, -1).changes).toBeUndefined();
  });
});

describe('a changes file', () => {
  it('applied to an edition is what sets say, and what does not fit is counted', () => {
    fc.assert(
      fc.property(numbers, numbers, numbers, (base, added, removed) => {
        const applied = applyChanges(packed(base).blocks, packed(added), packed(removed));
        const kept = [...base].filter((number) => !removed.has(number));
        const expected = packed([...kept, ...added]);
        expect(applied.numbers).toEqual(expected);
        expect(applied.alreadyAbsent).toBe([...removed].filter((n) => !base.has(n)).length);
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });

  it('leaves an edition whose difference is what sets say', () => {
    fc.assert(
      fc.property(numbers, numbers, numbers, numbers, (base, added, removed, other) => {
        const before = packed(base);
        const { blocks } = applyChanges(before.blocks, packed(added), packed(removed)).numbers;
        const after = packed([...[...base].filter((number) => !removed.has(number)), ...added]);
        expect(difference(before.blocks, { blocks }, 1000)).toEqual(
          difference(packed(base).blocks, after, 1000),
        );
        expect(difference(packed(other).blocks, { blocks }, 1000)).toEqual(
          difference(packed(other).blocks, after, 1000),
        );
      }),
      { seed: 20261122, numRuns: 300 },
    );
  });

  it('counts each A on a number that is there, when nothing is both added and removed', () => {
    fc.assert(
      fc.property(numbers, numbers, (base, added) => {
        const removed = [...base].filter((number) => !added.has(number)).slice(0, 5);
        const { alreadyPresent } = applyChanges(
          packed(base).blocks,
          packed(added),
          packed(removed),
        );
        expect(alreadyPresent).toBe([...added].filter((number) => base.has(number)).length);
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });

  it('that adds a number that is there does not fit, though it removes it as well', () => {
    const one = packed([447700900123]);
    expect(applyChanges(one.blocks, one, one)).toMatchObject({
      alreadyPresent: 1,
      alreadyAbsent: 0,
    });
  });

  it('that adds and removes one number leaves it listed', () => {
    const one = packed([447700900123]);
    expect(applyChanges(packed([]).blocks, one, one).numbers).toEqual(one);
    expect(applyChanges(one.blocks, one, one).numbers).toEqual(one);
  });

  it('without a line leaves the edition as it was', () => {
    const base = packed([447700900123, 441632960123]);
    expect(applyChanges(base.blocks, packed([]), packed([]))).toEqual({
      numbers: base,
      alreadyPresent: 0,
      alreadyAbsent: 0,
      made: [],
    });
  });
});
