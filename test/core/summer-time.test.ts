import { describe, expect, it } from 'vitest';
import { clockFormat } from '../../src/core/day.js';
import { ukOffset } from '../../src/core/summer-time.js';

const HOUR = 3_600_000;
const london = clockFormat('Europe/London');

/** What Intl, with the time zone data of this Node, says of London. */
function byIntl(at: number): number {
  const parts = london.formatToParts(at);
  const of = (type: string): number =>
    Number(parts.find((part) => part.type === type)?.value ?? 'NaN');
  const shown = Date.UTC(
    of('year'),
    of('month') - 1,
    of('day'),
    of('hour'),
    of('minute'),
    of('second'),
  );
  return shown - Math.floor(at / 1000) * 1000;
}

describe('summer time', () => {
  it('is what Intl says, hour by hour in the last week of March and of October, 1996 to 2060', () => {
    const differing: string[] = [];
    for (let year = 1996; year <= 2060; year++) {
      for (const month of [2, 9]) {
        for (let at = Date.UTC(year, month, 24); at < Date.UTC(year, month + 1, 1); at += HOUR) {
          for (const moment of [at - 1, at]) {
            if (ukOffset(moment) !== byIntl(moment)) differing.push(new Date(moment).toISOString());
          }
        }
      }
    }
    expect(differing).toEqual([]);
  });

  it('is what Intl says in the middle of every month', () => {
    for (let month = 0; month < 12 * 65; month++) {
      const at = Date.UTC(1996, month, 15, 12);
      expect(ukOffset(at)).toBe(byIntl(at));
    }
  });

  it.each([
    ['2026-03-29T00:59:59.999Z', 0],
    ['2026-03-29T01:00:00.000Z', HOUR],
    ['2026-10-25T00:59:59.999Z', HOUR],
    ['2026-10-25T01:00:00.000Z', 0],
  ])('at %s is %i ms', (instant, offset) => {
    expect(ukOffset(Date.parse(instant))).toBe(offset);
  });

  it('is not told of years with other rules, nor of no instant', () => {
    expect(ukOffset(Date.UTC(1995, 11, 31, 23, 59))).toBeUndefined();
    expect(ukOffset(NaN)).toBeUndefined();
  });
});
