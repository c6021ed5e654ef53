import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  daysBetween,
  endOfLondonDay,
  instantOf,
  londonDay,
  londonTime,
  parseDay,
  parseInstant,
  type Day,
  type Instant,
} from '../../src/core/day.js';

const day = (text: string): Day => parseDay(text, 'day');

describe('a day', () => {
  it.each(['2026-11-21', '2024-02-29', '2000-02-29', '9999-12-31'])('is read: %s', (text) => {
    expect(parseDay(text, '--dated')).toBe(text);
  });

  it.each([
    ...['2026-02-30', '2025-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-01-00'],
    ...['2026-1-2', '21/11/2026', '11/21/2026', '20261121', '2026-11-21 ', ' 2026-11-21', ''],
    ...[
      '2026-11-21T00:00:00Z',
      '26-11-21',
      '+2026-11-21',
      '２０２６-11-21',
      'today',
      '2026-11-21\n',
    ],
    // Date reads these, and writes them as they stand.
    ...['2026', '2026-11', '+012026-11-21', '-000001-11-21'],
  ])('is refused: %j', (text) => {
    expect(() => parseDay(text, '--dated')).toThrow(`--dated: '${text}' is not a day`);
  });

  it('counts across months, years and leap days', () => {
    expect(addDays(day('2026-11-20'), 27)).toBe('2026-12-17');
    expect(addDays(day('2024-02-28'), 1)).toBe('2024-02-29');
    expect(addDays(day('2026-03-01'), -1)).toBe('2026-02-28');
    expect(daysBetween(day('2004-06-25'), day('2004-07-23'))).toBe(28);
    expect(daysBetween(day('2026-03-28'), day('2026-03-30'))).toBe(2);
    expect(daysBetween(day('2026-11-21'), day('2026-11-20'))).toBe(-1);
  });
});

describe('the London day of an instant', () => {
  it.each([
    ['2026-07-15T23:30:00.000Z', '2026-07-16'],
    ['2026-03-28T23:59:59.999Z', '2026-03-28'],
    ['2026-03-29T00:00:00.000Z', '2026-03-29'],
    ['2026-03-29T22:59:59.999Z', '2026-03-29'],
    ['2026-03-29T23:00:00.000Z', '2026-03-30'],
    ['2026-10-24T22:59:59.999Z', '2026-10-24'],
    ['2026-10-24T23:00:00.000Z', '2026-10-25'],
    ['2026-10-25T22:59:59.999Z', '2026-10-25'],
    ['2026-10-25T23:30:00.000Z', '2026-10-25'],
    ['2026-10-26T00:00:00.000Z', '2026-10-26'],
    ['2026-12-31T23:59:59.999Z', '2026-12-31'],
  ])('%s is %s', (instant, expected) => {
    expect(londonDay(instant as Instant)).toBe(expected);
  });

  it('is the same day until its end, and the next one a millisecond later', () => {
    const days = fc.integer({ min: 0, max: 365 * 60 }).map((n) => addDays(day('1990-01-01'), n));
    fc.assert(
      fc.property(days, (one) => {
        const end = endOfLondonDay(one);
        expect(londonDay(end)).toBe(one);
        expect(londonDay(instantOf(Date.parse(end) + 1))).toBe(addDays(one, 1));
      }),
      { seed: 20261121, numRuns: 500 },
    );
  });
});

describe('a clock in London', () => {
  it.each([
    ['2026-11-21T17:02:03.000Z', '2026-11-21 17:02'],
    ['2026-07-15T23:30:59.999Z', '2026-07-16 00:30'],
    ['2026-10-25T00:59:00.000Z', '2026-10-25 01:59'],
    ['2026-10-25T01:00:00.000Z', '2026-10-25 01:00'],
  ])('shows at %s %s', (instant, shown) => {
    expect(londonTime(instant as Instant)).toBe(shown);
  });
});

describe('an instant', () => {
  it.each([
    ['2026-11-21', '2026-11-21T23:59:59.999Z'],
    ['2026-07-15', '2026-07-15T22:59:59.999Z'],
    ['2026-03-29', '2026-03-29T22:59:59.999Z'],
    ['2026-10-25', '2026-10-25T23:59:59.999Z'],
    ['2026-11-21T17:02:03Z', '2026-11-21T17:02:03.000Z'],
    ['2026-11-21T17:02Z', '2026-11-21T17:02:00.000Z'],
    ['2026-07-15T23:30:00.5+01:00', '2026-07-15T22:30:00.500Z'],
    ['2026-11-21T17:02:03.123Z', '2026-11-21T17:02:03.123Z'],
    ['2026-11-21T17:02:03-05:00', '2026-11-21T22:02:03.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(parseInstant(text, '--as-of')).toBe(expected);
  });

  it.each([
    ...['2026-11-21T17:02:03', '2026-11-21 17:02:03Z', '2026-02-30T00:00:00Z', 'yesterday', ''],
    ...['2026-11-21T24:00:01Z', '2026-11-21T10:60:00Z', '2026-02-30', '1795280523', '2026-11-21Z'],
  ])('is refused: %j', (text) => {
    expect(() => parseInstant(text, '--as-of')).toThrow('--as-of');
  });

  it.each([
    ...['+012026-11-21', 'on 2026-11-21', 'at 2026-11-21T17:02:03Z', '+012026-11-21T17:02:03Z'],
    ...['2026-11-21T17:02:03Z or so', '2026-11-21T24:00:01Z'],
  ])('is refused as a whole: %j', (text) => {
    expect(() => parseInstant(text, '--as-of')).toThrow(`--as-of: '${text}' is not an instant`);
  });
});
