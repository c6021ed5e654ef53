import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classOfNsn, useOfClass } from '../../src/core/numbering-plan.js';
import { readCellText, type CellItem } from '../../src/core/read-cell.js';

/** Pieces of cells, so that whatever is put together often holds numbers and damage. */
const pieces = [
  ...['07700 900123', '01632 960123', '2079460123', '01204 00012', '+44', '(0)', '0044', '0', '00'],
  ...[
    '+1 202 555 0123',
    '44',
    '24',
    '0124',
    '960124',
    '999',
    'O',
    'o',
    '0O',
    '.0',
    'E+11',
    '4.477',
  ],
  ...[
    ' ',
    ' ',
    ' ',
    '-',
    '.',
    '(',
    ')',
    '/',
    ',',
    ',,',
    ';',
    '|',
    '\n',
    '&',
    '+',
    '#',
    '"',
    "'",
    '=',
  ],
  ...[
    ' or ',
    ' and ',
    'x',
    'ext',
    ';ext=',
    'fax',
    'tel:',
    '3pm',
    '\u00a0',
    '\u200b',
    '\u2011',
    '\uff10',
  ],
  ...['\u0663', '\u{1f4de}', '\u0000', '\ud800'],
];
const cell = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.stringMatching(/^[0-9 ()+./,-]{0,30}$/),
);

/** What must hold of the reading of any text whatever; the name of a rule that does not. */
function brokenRules(text: string): string[] {
  const { items } = readCellText(text);
  const numbers = items.filter((item) => item.kind === 'number' || item.kind === 'foreign');
  const seconds = numbers.map((item) => item.flags.includes('second-number'));
  const rules: Record<string, boolean> = {
    'a cell with a digit is never passed over':
      !/[0-9\uff10-\uff19]/.test(text) || items.length > 0,
    'a cell without a digit of any script holds no number':
      /\p{N}/u.test(text) || items.length === 0,
    'one invalid at most': items.filter((item) => item.kind === 'invalid').length <= 1,
    'every number is complete': items.every(isComplete),
    'readings are ten at most, and differ': items.every(hasFewReadings),
    'every number but the first is a second number': seconds.every((flag, at) => flag === at > 0),
    'no flag twice': numbers.every(({ flags }) => new Set(flags).size === flags.length),
    'a short code stands alone': items.length <= 1 || items.every((i) => i.kind !== 'short-code'),
  };
  return Object.keys(rules).filter((rule) => rules[rule] === false);
}

function isComplete(item: CellItem): boolean {
  if (item.kind === 'foreign') return isForeign(item.e164);
  return item.kind !== 'number' || isUk(item.e164, item.use);
}

function isForeign(e164: number): boolean {
  const digits = String(e164);
  return digits.length >= 7 && digits.length <= 15 && !digits.startsWith('44');
}

function isUk(e164: number, use?: string): boolean {
  const nsn = String(e164).slice(2);
  const numberClass = classOfNsn(Number(nsn), nsn.length);
  if (!String(e164).startsWith('44') || numberClass === 0) return false;
  return use === undefined || useOfClass(numberClass) === use;
}

function hasFewReadings(item: CellItem): boolean {
  if (item.kind !== 'ambiguous') return true;
  const { readings } = item;
  const complete = readings.every((reading) => isUk(reading) || isForeign(reading));
  return complete && readings.length <= 10 && new Set(readings).size === readings.length;
}

describe('whatever stands in a cell', () => {
  it('is read by the rules that hold of every reading', () => {
    fc.assert(
      fc.property(cell, (text) => {
        expect(brokenRules(text)).toEqual([]);
      }),
      { seed: 20261121, numRuns: 2000 },
    );
  });

  it('may be as long as a book', () => {
    expect(readCellText('1 '.repeat(50_000)).items).toEqual([{ kind: 'invalid' }]);
    expect(readCellText('7'.repeat(100_000)).items).toEqual([{ kind: 'invalid' }]);
    expect(readCellText('('.repeat(100_000)).items).toEqual([]);
  });
});
