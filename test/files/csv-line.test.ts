import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, guardFormula } from '../../src/files/csv-line.js';

const runs = { seed: 20261121, numRuns: 1000 };
const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', ';', "'", ' ', 'a', 'é', '😀', '\0') }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', '+447700900123', '020 7946 0123', 'TPS;CTPS', '\r\n', '""'),
);
/** Characters that decide whether a cell is guarded. */
const SIGNS = ['=', '+', '-', '@', '\t', '\r', ' ', '0', '(', '9', ')', '.', 'a', '\n', "'"];
/** What the contract does not name, and a spreadsheet or a program before it may still run. */
const HIDDEN = [
  ...[' =1', '  @x', '\u00a0=1', '\u3000+a', '\n=1', '\r\n=1', ' \t=1', '\u200b=1', '\ufeff=1'],
  ...['\0=1', '\x1b-a', '\u2028=1', '\u00ad@a', '\u2060=1', '\u202e=1', '＝1', '＋a', '－a', '＠a'],
  ...[' ＝1', '﹦1', '\n＝1', '＋447700900123'],
];
const cells = fc.array(cell, { minLength: 1, maxLength: 8 });

describe('a line of a report', () => {
  it('is, to the byte, what csv-stringify writes', () => {
    fc.assert(
      fc.property(cells, (row) => {
        const options = { record_delimiter: 'windows', quoted_match: /[\r\n]/ } as const;
        expect(csvLine(row)).toBe(stringify([row], options));
      }),
      runs,
    );
  });

  it('is read back as the same cells', () => {
    fc.assert(
      fc.property(cells, cells, (first, second) => {
        fc.pre(first.join() !== '' && second.join() !== '');
        const text = csvLine(first) + csvLine(second);
        const options = { relax_column_count: true, bom: false, record_delimiter: '\r\n' };
        expect(parse(text, options)).toEqual([first, second]);
      }),
      runs,
    );
  });

  it.each([
    [['a', 'b'], 'a,b\r\n'],
    [['a,b', 'say "x"', 'c\r', 'd\n', ''], '"a,b","say ""x""","c\r","d\n",\r\n'],
    [['', ''], ',\r\n'],
    [[' a ', "'=1", 'a;b\tc'], " a ,'=1,a;b\tc\r\n"],
  ])('of %j is %j', (row, line) => {
    expect(csvLine(row)).toBe(line);
  });
});

describe('a cell that a spreadsheet would run', () => {
  it.each([
    '=1+1',
    '+SUM(A1)',
    '-2+cmd',
    '@x',
    '\tx',
    '\r=1',
    '=',
    '+44/7700',
    '+',
    '-+1',
    '+-a',
    ...HIDDEN,
  ])('gets an apostrophe: %j', (text) => {
    expect(guardFormula(text)).toBe(`'${text}`);
  });

  it.each([
    '+447700900123',
    '+44 (0)20 7946 0123',
    '-5',
    '-',
    '+ 1.5',
    '020 7946 0123',
    '(01632) 960123',
    '',
    'Smith',
    "'=1",
    '07700 900123 / 4',
    ' +447700900123',
    ' -5\u00a0',
    'a\n=1',
    ' a=1',
    '\u200b07700 900123',
    '０７７００ ９００１２３',
  ])('and no other does: %j', (text) => {
    expect(guardFormula(text)).toBe(text);
  });

  it('is told by the rule of the contract, for any text that begins with a character of it', () => {
    const text = fc.string({ unit: fc.constantFrom(...SIGNS) });
    fc.assert(
      fc.property(text, (each) => {
        const plain = /^\+?[0-9 ().-]+$/;
        const guarded = !plain.test(each) && /^[=+\-@\t\r]/.test(each);
        const trimmed = each.trim();
        const ahead = /^[=+\-@]/.test(trimmed) && !plain.test(trimmed);
        expect(guardFormula(each)).toBe(guarded || ahead ? `'${each}` : each);
      }),
      runs,
    );
  });

  it('is not guarded twice', () => {
    for (const each of HIDDEN) expect(guardFormula(guardFormula(each))).toBe(guardFormula(each));
  });
});
