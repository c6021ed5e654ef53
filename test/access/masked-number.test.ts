import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskedNumber, maskedValues } from '../../src/core/masked-number.js';

describe('a masked number', () => {
  it.each([
    [447700900123, '+44*******123'],
    [441632960001, '+44*******001'],
    [12025550123, '+12******123'],
    [4412345, '+44*****'],
    [44123456, '+44*****6'],
  ])('of %i is %s', (e164, masked) => {
    expect(maskedNumber(e164)).toBe(masked);
  });

  it('keeps its length and hides five digits at least', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000_000, max: 999_999_999_999_999 }), (e164) => {
        const masked = maskedNumber(e164);
        expect(masked).toHaveLength(String(e164).length + 1);
        expect(masked.split('*').length - 1).toBeGreaterThanOrEqual(5);
      }),
    );
  });

  it('stands for each number that a value may be', () => {
    expect(maskedValues(['07700 900123 / 456', 'n/a', '0770090012'])).toEqual([
      '+44*******123',
      '+44*******456',
      'unread',
      'unread',
    ]);
  });
});
