import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CallStarts } from '../../src/audit/calls/call-starts.js';
import { readHead } from '../../src/audit/kept-head.js';
import { nearest } from '../../src/core/nearest.js';
import { readCellText } from '../../src/core/read-cell.js';
import { readWrittenDay } from '../../src/files/written-day.js';
import { asEvidence } from '../../src/policy/evidence.js';
import { notation } from './cell-notation.js';

const MEGABYTE = 1_000_000;
const whole = (piece: string): string => piece.repeat(MEGABYTE / piece.length);

// A reader that takes time by the square of a text's length does not come back from these within the
// suite's limit, and one that recurses runs out of stack. Times are compared in test/bench/linear.js.
describe('a long text is read to its end', () => {
  it.each([
    ['digits', whole('0'), ['invalid']],
    ['plus signs', whole('+'), []],
    ['brackets', whole('('), []],
    ['letters O', `0${whole('O')}`, ['invalid']],
    ['words', `1${whole(' or ')}`, ['invalid']],
    ['combining accents', `07700 900123${whole('\u0301')}`, ['mobile +447700900123']],
    ['blanks between a figure and a mark', `1.1${whole(' ')}!`, ['invalid']],
    ['quotes behind a figure', `1.1${whole('"')}x`, ['invalid']],
    ['remarks', `07700 900123${' 1'.repeat(50_000)}`, ['mobile +447700900123']],
  ])('of a phone cell: %s', (_what, cell, items) => {
    expect(readCellText(cell).items.map(notation)).toEqual(items);
  });

  it('of a day', () => {
    expect(readWrittenDay(`1${whole(' ')}May`, 'dmy')).toBeUndefined();
    expect(readWrittenDay(`${whole(' ')}2026-11-22${whole(' ')}`, 'dmy')).toBe('2026-11-22');
  });

  it('of evidence', () => {
    expect(asEvidence(`${whole(' ')}by${whole(' ')}post${whole(' ')}`)).toMatch(
      /^by {1000000}post$/,
    );
    expect(asEvidence(whole(' '))).toBe('');
  });

  it('of the start of a call', () => {
    const form = { timezone: 'Europe/London', stamps: 'text', days: 'dmy' } as const;
    const starts = new CallStarts('calls.csv', form, Date.UTC(2026, 10, 22));
    expect(starts.read(`1${whole(' ')}x`, 1)).toBe('start-unread');
  });

  it('of a name that is in no table', () => {
    expect(nearest(whole('a'), [whole('b'), 'Telephone'])).toBeUndefined();
    expect(nearest(whole('a'), [`${whole('a')}b`])).toBe(`${whole('a')}b`);
  });

  it('of a page that is to hold a ledger head, whatever its brackets', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tps-scrub-long-'));
    const file = join(folder, 'page.html');
    const head = 'a1'.repeat(32);
    try {
      writeFileSync(file, `ledger head${'<>'.repeat(900)}z`);
      expect(() => readHead(file)).toThrow(/holds no ledger head/);
      writeFileSync(
        file,
        `${head} <dt>Ledger head</dt> <dd class="hash-1"><code>${'b2'.repeat(32)}`,
      );
      expect(readHead(file)).toBe('b2'.repeat(32));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
