import { describe, expect, it } from 'vitest';
import { damagedParts } from '../../src/core/cell-damage.js';
import { flagsOf } from '../../src/core/flags.js';
import type { ReadItem } from '../../src/core/read-number.js';

/** A part as a row shows it: text in quotation marks, or what a figure was read as. */
function shown(part: string | ReadItem): string {
  if (typeof part === 'string') return JSON.stringify(part);
  if (part.kind === 'ambiguous') return ['ambiguous', ...part.readings].join(' ');
  if (part.kind === 'number' || part.kind === 'foreign') {
    return [part.kind, part.e164, ...flagsOf(part.flags)].join(' ');
  }
  return part.kind;
}

const mobile = 'ambiguous 447700900123';
const restored = 'number 447700900123 zero-restored';

/** Texts that are one figure, which no phone number is written as. */
const FIGURES: readonly (readonly [text: string, read: string])[] = [
  ['7700900123.0', restored],
  ['07700900123.0', restored],
  ['7700900123.00', restored],
  ['+447700900123.0', restored],
  ['+12025550123.0', 'foreign 12025550123'],
  [`="'7700900123.0'" `, restored],
  [`7700900123.${'0'.repeat(29)}`, restored],
  ['7.700900123E+9', mobile],
  ['7.700900123e9', mobile],
  ['7,700900123E+9', mobile],
  ['5E11', 'ambiguous'],
  ['1E+9', 'ambiguous'],
  ['1.2E+8', 'ambiguous'],
  ['1.2E+7', 'invalid'],
  ['1.23E+5', 'invalid'],
  ['2.5E+1', 'invalid'],
  ['1.2345678E+14', 'ambiguous'],
  ['1.2345678E+15', 'invalid'],
  ['1.2E+16', 'invalid'],
  ['4.4770090012345E+11', 'invalid'],
  ['7700900123.5', mobile],
  ['7700900123.8001111', mobile],
  ['0.7700900123', mobile],
  ['1.1349601', 'ambiguous 441134960100'],
  ['120400012.120400013', 'ambiguous 44120400012 44120400013'],
];

describe('a figure that a spreadsheet made of a number', () => {
  it.each(FIGURES)('alone: %s is %s', (text, read) => {
    expect(damagedParts(text).map(shown)).toEqual([read]);
  });

  it.each([
    ['a blank behind it', '7.700900123E9 01632 960123', ['""', mobile, '" 01632 960123"']],
    ['a blank before it', '01632 960123 7.700900123E9', ['"01632 960123 "', mobile, '""']],
    ['a comma behind it', '7.700900123E9,01632960123', ['""', mobile, '",01632960123"']],
    ['a comma behind it, +', '7.700900123E+9,01632960123', ['""', mobile, '",01632960123"']],
    ['a comma and blanks', '7700900123.5 , 01632 960123', ['""', mobile, '", 01632 960123"']],
    ['a slash', '7700900123.55 / 01632 960123', ['""', mobile, '"/ 01632 960123"']],
    ['a label', 'Tel. 7.700900123E+09', ['"Tel. "', mobile, '""']],
    ['a label and a decimal', 'Tel. 7700900123.5', ['"Tel."', mobile, '""']],
    [
      'seven decimals',
      '1.1349601 / 01632 960123',
      ['""', 'ambiguous 441134960100', '"/ 01632 960123"'],
    ],
    ['a letter', 'x7700900123.0', ['"x"', restored, '""']],
    ['a mark', '7700900123.5*', ['""', mobile, '"*"']],
    ['an e that is no exponent', 'e 7700900123.5', ['"e"', mobile, '""']],
    [
      'two of them, and a number',
      '01632 960123 / 7700900123.0 / 7700900123.5',
      ['"01632 960123 /"', restored, '"/"', mobile, '""'],
    ],
  ])('beside other text: %s', (_shows, text, parts) => {
    expect(damagedParts(text).map(shown)).toEqual(parts);
  });
});

describe('text that is no such figure', () => {
  it.each([
    ['a number', '07700 900123'],
    ['dots in a number', '01632.960123'],
    ['a dot behind 44', '44.7700900123'],
    ['a dot in a number behind 44', '447700.900123'],
    ['a blank within', '7700 900123.0'],
    ['more than 40 characters', `7700900123.${'0'.repeat(30)}`],
    ['a price', '1.5 / 01632 960123'],
    ['five digits and a dot', '12.345 / 01632 960123'],
    ['a flat', '3E10 / 01632 960123'],
  ])('stays as it is: %s', (_shows, text) => {
    expect(damagedParts(text)).toEqual([text]);
  });
});
