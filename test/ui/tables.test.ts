import fc from 'fast-check';
import { expect, it } from 'vitest';
import { grouped } from '../../src/ui/tables.js';

it('puts thousands apart as Intl does', () => {
  for (const value of [
    0,
    7,
    999,
    1000,
    12_345,
    999_999,
    1_000_000,
    -1,
    -1000,
    1234.5,
    2 ** 60,
    NaN,
  ])
    expect(grouped(value)).toBe(value.toLocaleString('en-GB'));
  fc.assert(
    fc.property(fc.maxSafeInteger(), (value) => {
      expect(grouped(value)).toBe(value.toLocaleString('en-GB'));
    }),
  );
});
