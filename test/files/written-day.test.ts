import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, londonDay, type Day, type Instant } from '../../src/core/day.js';
import type { DayOrder } from '../../src/config/settings.js';
import { endOfDay, readWrittenDay } from '../../src/files/written-day.js';

const runs = { seed: 20261121, numRuns: 1000 };
const ORDERS = ['dmy', 'mdy', 'ymd'] as const;

/** What is read the same whatever the order asked; undefined: no day. */
const WHATEVER_THE_ORDER: readonly [string, string | undefined][] = [
  ['2026-11-21', '2026-11-21'],
  ['  2026-11-21  ', '2026-11-21'],
  ['\u00a02026-11-21\u00a0', '2026-11-21'],
  ["'2026-11-21", '2026-11-21'],
  ['2024-02-29', '2024-02-29'],
  ['2026-02-29', undefined],
  ['2026-02-30', undefined],
  ['1900-02-29', undefined],
  ['2000-02-29', '2000-02-29'],
  ['2026-13-01', undefined],
  ['2026-00-10', undefined],
  ['2026-10-00', undefined],
  ['0000-00-00', undefined],
  ['2026-11-21T10:15', '2026-11-21'],
  ['2026-11-21 10:15:30', '2026-11-21'],
  ['2026-11-21 10:15:30.123456', '2026-11-21'],
  ['2026-11-21 10:15:30,5', '2026-11-21'],
  ['2026-11-21 24:15', undefined],
  ['2026-11-21 10:60', undefined],
  ['2026-11-21 about noon', undefined],
  ['2026-07-15T23:30:00Z', '2026-07-16'],
  ['2026-07-15T22:59:59Z', '2026-07-15'],
  ['2026-01-15T23:30:00Z', '2026-01-15'],
  ['2026-12-31T23:30:00-01:00', '2027-01-01'],
  ['2026-11-21T00:30:00+02:00', '2026-11-20'],
  ['2026-11-21T00:30:00+0200', '2026-11-20'],
  ['2026-11-21 00:30 +02', '2026-11-20'],
  ['2026-11-21T20:30:00-05:00', '2026-11-22'],
  ['2026-11-21 10:15:30 UTC', '2026-11-21'],
  ['2026-03-01T00:10:00+00:30', '2026-02-28'],
  ['20261121', '2026-11-21'],
  ['20261131', undefined],
  ['20261121T101530Z', '2026-11-21'],
  ['20260715T233000Z', '2026-07-16'],
  ['20261121 10:15', '2026-11-21'],
  ['12 Nov 2026', '2026-11-12'],
  ['12-Nov-26', '2026-11-12'],
  ['12-NOV-2026 09:30:00', '2026-11-12'],
  ['12/Nov/2026', '2026-11-12'],
  ['Nov 12, 2026', '2026-11-12'],
  ['November 12 2026', '2026-11-12'],
  ['Nov 12, 2026, 3:04 pm', '2026-11-12'],
  ['12th November 2026', '2026-11-12'],
  ['1st Sept. 2026', '2026-09-01'],
  ['2nd May 80', '1980-05-02'],
  ['30 Feb 2026', undefined],
  ['12 Novembre 2026', undefined],
  ['12 Smarch 2026', undefined],
  ['Nov 2026', undefined],
  ['46347', '2026-11-21'],
  ['46347.75', '2026-11-21'],
  ['30000', '1982-02-18'],
  ['60000', '2064-04-08'],
  ['29999', undefined],
  ['60001', undefined],
  ['4634', undefined],
  ['', undefined],
  ['n/a', undefined],
  ['2026', undefined],
  ['yesterday', undefined],
  ['1795219200', undefined],
];

const BY_ORDER: readonly [string, Record<DayOrder, string | undefined>][] = [
  ['11/12/2026', { dmy: '2026-12-11', mdy: '2026-11-12', ymd: undefined }],
  ['11-12-2026', { dmy: '2026-12-11', mdy: '2026-11-12', ymd: undefined }],
  ['11.12.2026', { dmy: '2026-12-11', mdy: '2026-11-12', ymd: undefined }],
  ['1/2/2026', { dmy: '2026-02-01', mdy: '2026-01-02', ymd: undefined }],
  ['21/11/2026', { dmy: '2026-11-21', mdy: undefined, ymd: undefined }],
  ['11/21/2026', { dmy: undefined, mdy: '2026-11-21', ymd: undefined }],
  ['2026/11/21', { dmy: undefined, mdy: undefined, ymd: '2026-11-21' }],
  ['2026.1.5', { dmy: undefined, mdy: undefined, ymd: '2026-01-05' }],
  ['2026-1-5', { dmy: undefined, mdy: undefined, ymd: '2026-01-05' }],
  ['01/02/03', { dmy: '2003-02-01', mdy: '2003-01-02', ymd: '2001-02-03' }],
  ['01/02/79', { dmy: '2079-02-01', mdy: '2079-01-02', ymd: undefined }],
  ['01/02/80', { dmy: '1980-02-01', mdy: '1980-01-02', ymd: undefined }],
  ['01/02/99', { dmy: '1999-02-01', mdy: '1999-01-02', ymd: undefined }],
  ['05/06/2026 14:30', { dmy: '2026-06-05', mdy: '2026-05-06', ymd: undefined }],
  ['05/06/2026 2:30:15 PM', { dmy: '2026-06-05', mdy: '2026-05-06', ymd: undefined }],
  ['05.06.2026, 14.30', { dmy: '2026-06-05', mdy: '2026-05-06', ymd: undefined }],
  ['05/06-2026', { dmy: undefined, mdy: undefined, ymd: undefined }],
  ['05/06/026', { dmy: undefined, mdy: undefined, ymd: undefined }],
  ['31/04/2026', { dmy: undefined, mdy: undefined, ymd: undefined }],
  ['05/06/2026 by phone', { dmy: undefined, mdy: undefined, ymd: undefined }],
];

describe('a written day', () => {
  it.each(WHATEVER_THE_ORDER)('%j is %s in every order', (text, day) => {
    for (const order of ORDERS) expect(readWrittenDay(text, order)).toBe(day);
  });

  it.each(BY_ORDER)('%j is read in the order asked and in no other', (text, days) => {
    for (const order of ORDERS)
      expect([order, readWrittenDay(text, order)]).toEqual([order, days[order]]);
  });
});

const day = fc.integer({ min: 0, max: 45_000 }).map((days) => addDays('1980-01-01' as Day, days));
const instant = fc
  .integer({ min: Date.UTC(1984, 0, 1), max: Date.UTC(2060, 0, 1) })
  .map((milliseconds) => new Date(milliseconds).toISOString() as Instant);
const pad = (value: number): string => String(value).padStart(2, '0');

describe('every day', () => {
  it('is read back from each of its spellings', () => {
    fc.assert(
      fc.property(day, fc.constantFrom('/', '-', '.'), (written, mark) => {
        const [year = '', month = '', date = ''] = written.split('-');
        const bare = [String(Number(date)), String(Number(month)), year];
        expect(readWrittenDay([date, month, year].join(mark), 'dmy')).toBe(written);
        expect(readWrittenDay(bare.join(mark), 'dmy')).toBe(written);
        expect(readWrittenDay([month, date, year].join(mark), 'mdy')).toBe(written);
        expect(readWrittenDay([year, month, date].join(mark), 'ymd')).toBe(written);
        expect(readWrittenDay(year + month + date, 'dmy')).toBe(written);
        const words = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
        expect(readWrittenDay(words.format(new Date(written)), 'dmy')).toBe(written);
      }),
      runs,
    );
  });

  it('of an instant is that of London, whatever its offset', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: -720, max: 840 }), (at, offset) => {
        const local = new Date(Date.parse(at) + offset * 60_000).toISOString().slice(0, 19);
        const size = Math.abs(offset);
        const zone = `${offset < 0 ? '-' : '+'}${pad(Math.trunc(size / 60))}:${pad(size % 60)}`;
        expect(readWrittenDay(local + zone, 'dmy')).toBe(londonDay(at));
        expect(readWrittenDay(at, 'dmy')).toBe(londonDay(at));
      }),
      runs,
    );
  });
});

describe('the end of the day in a cell', () => {
  const cut = (text: string): string => {
    const bytes = Buffer.from(`"${text}"9`);
    return bytes.toString('utf8', 1, endOfDay(bytes, 1, bytes.length - 2));
  };

  it.each([
    ['2026-11-21 10:15', '2026-11-21'],
    ['2026-11-21T10:15:30', '2026-11-21'],
    ['2026-11-21 10:15:30.123', '2026-11-21'],
    ['21/11/2026 10:15', '21/11/2026'],
    ['1/2/26 10:15:30', '1/2/26'],
    ['2026-11-21 10:15:30Z', '2026-11-21 10:15:30Z'],
    ['2026-11-21 10:15:30+01:00', '2026-11-21 10:15:30+01:00'],
    ['21/11/2026T10:15', '21/11/2026T10:15'],
    ['2026-11-21 24:15', '2026-11-21 24:15'],
    ['2026-11-21 10:15:30.', '2026-11-21 10:15:30.'],
    ['46347 10:15', '46347 10:15'],
    ['2026-11-21', '2026-11-21'],
    ['', ''],
  ])('of %j is after %j', (text, wanted) => {
    expect(cut(text)).toBe(wanted);
  });

  it('makes no difference to the day that is read', () => {
    const piece = fc.constantFrom(
      ...['2026-11-21', '21/11/2026', '1.2.26', '46347', '20261121', '2026-02-30', '/', '-', '.'],
      ...[' ', 'T', ' 10:15', ' 10:15:30', ':', '23', '24', '59', '60', '1', '.5', 'Z', '+01:00'],
    );
    const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, fc.constantFrom(...ORDERS), (written, order) => {
        const [whole, part] = [written, cut(written)].map((each) => readWrittenDay(each, order));
        expect(part).toBe(whole);
      }),
      { ...runs, numRuns: 20_000 },
    );
  });
});
