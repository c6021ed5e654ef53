import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NumberSetBuilder } from '../../src/core/number-set-builder.js';
import { RegisterLines } from '../../src/files/register-lines.js';
import type { RegisterTally } from '../../src/files/register-tally.js';

interface Read {
  readonly numbers: string;
  readonly removed: string;
  readonly count: number;
  readonly tally: RegisterTally;
}

/** Reads a file whose bytes come so many at a time; 0 for all at once. */
function read(text: string, chunk = 0): Read {
  const numbers = new NumberSetBuilder();
  const removed = new NumberSetBuilder();
  const lines = new RegisterLines(numbers, removed);
  const bytes = Buffer.from(text, 'latin1');
  const step = chunk === 0 ? Math.max(1, bytes.length) : chunk;
  let start = 0;
  for (let end = Math.min(step, bytes.length); ; end = Math.min(end + step, bytes.length)) {
    const isLast = end === bytes.length;
    start = lines.read(bytes, start, end, isLast);
    if (isLast) break;
  }
  const packed = numbers.build();
  return {
    numbers: packed.sha256,
    removed: removed.build().sha256,
    count: packed.count,
    tally: lines.tally,
  };
}

/** Numbers in national spelling: usual ones, short ones, and some that are none. */
const digits = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^0(?:1[0-9]|2[0-9]|3[0-9]|7[1-57-9]|8[0])\d{8}$/) },
  { weight: 2, arbitrary: fc.stringMatching(/^0(?:1204|1635|16977|500|800)\d{5}$/) },
  { weight: 1, arbitrary: fc.constantFrom('08001111', '08454647') },
  { weight: 1, arbitrary: fc.stringMatching(/^[0-9]{1,12}$/) },
);

/** A number in the layout with spaces: code of 4 or 5 in 5, left-justified; the rest in 7, right. */
function withSpaces(number: string, code: number): string {
  const rest = number.slice(code);
  return rest.length > 7 ? number.padEnd(12) : number.slice(0, code).padEnd(5) + rest.padStart(7);
}

const LAYOUTS: Readonly<Record<string, (number: string, index: number) => string>> = {
  'no spaces': (number) => number.padEnd(12),
  'with spaces': (number, index) => withSpaces(number, 4 + (index % 2)),
  trimmed: (number) => number,
  'blanks before': (number) => ` \t${number} `,
};

describe('lines of a register', () => {
  it('hold the same numbers in every layout, with every line end', () => {
    let rejected = 0;
    fc.assert(
      fc.property(fc.array(digits, { minLength: 1, maxLength: 30 }), (numbers) => {
        const plain = read(numbers.map((number) => `${number.padEnd(12)}\r\n`).join(''));
        rejected += plain.tally.rejected;
        for (const [name, layout] of Object.entries(LAYOUTS)) {
          for (const end of ['\r\n', '\n', '\r']) {
            const {
              numbers: hash,
              count,
              tally,
            } = read(numbers.map((number, index) => layout(number, index) + end).join(''));
            const words = `${name} ${JSON.stringify(end)} ${numbers.join(' ')}`;
            expect([hash, count], words).toEqual([plain.numbers, plain.count]);
            expect([tally.lines, tally.rejected], words).toEqual([
              numbers.length,
              plain.tally.rejected,
            ]);
          }
        }
      }),
      { seed: 20261121, numRuns: 150 },
    );
    expect(rejected).toBeGreaterThan(0);
  });

  it('are the same wherever the file is cut into pieces', () => {
    const line = fc
      .tuple(digits, fc.constantFrom('', 'A', 'D', ' D'), fc.constantFrom(...Object.keys(LAYOUTS)))
      .map(([number, mark, layout]) => (LAYOUTS[layout]?.(number, 0) ?? '') + mark);
    const end = fc.constantFrom('\r\n', '\r\n', '\n', '\r', '\r\n\r\n');
    const file = fc
      .tuple(
        fc.array(
          fc.tuple(line, end).map((parts) => parts.join('')),
          { maxLength: 8 },
        ),
        line,
      )
      .map(([lines, last]) => lines.join('') + last);
    fc.assert(
      fc.property(file, (text) => {
        const whole = read(text);
        for (const chunk of [1, 2, 3, 5, 7, 12, 13, 14, 15, 29]) {
          expect(read(text, chunk), JSON.stringify(text)).toEqual(whole);
        }
      }),
      { seed: 20261121, numRuns: 150 },
    );
  });

  it('are read the same with any byte anywhere, four bytes at a time or one by one', () => {
    for (const line of [
      '01632960123 \r\n',
      '0163 2960123\r\n',
      '01632 960123\r\n',
      '012046234567\r\n',
    ]) {
      for (let place = 0; place < line.length; place++) {
        const changed = Array.from(
          { length: 256 },
          (_, byte) =>
            line.slice(0, place) + String.fromCharCode(byte) + line.slice(place + 1) + line,
        );
        const { numbers, count, tally } = read(changed.join(''));
        // A blank before it, and a line is at none of the usual places.
        const singly = read(changed.map((text) => ` ${text}`).join(''));
        const words = `${JSON.stringify(line)} ${String(place)}`;
        expect([numbers, count, tally.rejected, tally.lines], words).toEqual([
          singly.numbers,
          singly.count,
          singly.tally.rejected,
          singly.tally.lines,
        ]);
      }
    }
  });

  it('are cut at every byte of an official file', () => {
    const text = ['01632960123', '07700900123', '01204 00000', '08001111']
      .map((n) => `${n.padEnd(12)}\r\n`)
      .join('');
    const whole = read(text);
    expect(whole.count).toBe(4);
    for (let chunk = 1; chunk < text.length; chunk++) expect(read(text, chunk)).toEqual(whole);
  });
});

describe('letters of a changes file', () => {
  it.each([
    'A07700900123',
    'A 07700900123 ',
    '07700900123 A',
    '07700 900123A',
    'a07700900123',
    '07700900123a ',
  ])('add: %s', (line) => {
    const { numbers, count, tally } = read(`${line}\r\n`);
    expect([count, tally.marked, tally.unmarked]).toEqual([1, 1, 0]);
    expect(numbers).toBe(read('07700900123\r\n').numbers);
  });

  it.each(['D07700900123', 'D 07700900123', '07700900123 D', '07700 900123D', 'd07700900123'])(
    'remove: %s',
    (line) => {
      const { removed, count, tally } = read(`${line}\r\n`);
      expect([count, tally.marked, tally.rejected]).toEqual([0, 1, 0]);
      expect(removed).toBe(read('07700900123\r\n').numbers);
    },
  );

  it.each(['AD07700900123', 'A07700900123D', 'B07700900123', 'A', '07700900123 X', 'A 0770'])(
    'are no others: %s',
    (line) => {
      const { count, tally } = read(`${line}\r\n`);
      expect([count, tally.rejected]).toEqual([0, 1]);
    },
  );
});

describe('the tally', () => {
  it('counts blank lines apart and shows the first rejected lines without their digits', () => {
    const { tally } = read(
      '07700900123 \r\n\r\n   \r\nnot a number\r\n07700900123456\r\n\x01bell\r\n',
    );
    expect(tally).toMatchObject({ lines: 4, blankLines: 2, rejected: 3 });
    expect(tally.firstRejected).toEqual([
      { line: 4, text: 'not a number' },
      { line: 5, text: '***********456' },
      { line: 6, text: '.bell' },
    ]);
  });

  it('shows five rejected lines at most', () => {
    expect(read('nothing\n'.repeat(9)).tally).toMatchObject({
      rejected: 9,
      firstRejected: Array.from({ length: 5 }, (_, index) => ({
        line: index + 1,
        text: 'nothing',
      })),
    });
  });

  it('knows a last line without its end', () => {
    expect(read('07700900123 \r\n01632960123 \r\n').tally.unended).toBeUndefined();
    expect(read('07700900123 \r\n01632960123').tally.unended).toEqual({
      length: 11,
      digits: 11,
      hasLongerForm: false,
    });
    expect(read('07700900123 \r\n0163296').tally.unended).toEqual({
      length: 7,
      digits: 0,
      hasLongerForm: false,
    });
  });

  it('takes a file without line ends for one line, however long', () => {
    const { tally, count } = read('7'.repeat(5000), 100);
    expect([count, tally.rejected]).toEqual([0, tally.lines]);
  });
});
