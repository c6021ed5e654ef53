import { describe, expect, it } from 'vitest';
import {
  DigitsReader,
  FOREIGN_NUMBER,
  NOT_COMPLETE,
  UK_NUMBER,
} from '../../src/core/read-digits.js';

/** What a run of digits is, as the reader finds it: its E.164 number, or nothing. */
function read(text: string): string {
  const reader = new DigitsReader();
  const digits = text.replace('+', '');
  const found = reader.read(Number(digits), digits.length, text.startsWith('+'));
  if (found === NOT_COMPLETE) return 'nothing';
  const kind = found === UK_NUMBER ? 'uk' : 'foreign';
  expect([UK_NUMBER, FOREIGN_NUMBER]).toContain(found);
  expect(reader.numberClass === 0).toBe(kind === 'foreign');
  return `${kind} ${String(reader.e164)}`;
}

describe('a run of digits', () => {
  it.each([
    ['national', '07700900123', 'uk 447700900123'],
    ['national, nine digits', '0120400012', 'uk 44120400012'],
    ['national, seven digits', '08001111', 'uk 448001111'],
    ['national, the lowest of all', '01000000000', 'uk 441000000000'],
    ['national, a digit short', '0770090012', 'nothing'],
    ['national, in no range', '04000000012', 'nothing'],
    ['after +44', '+447700900123', 'uk 447700900123'],
    ['after +44 and 0', '+4407700900123', 'uk 447700900123'],
    ['after +44 and 0 twice', '+44007700900123', 'uk 447700900123'],
    ['after +44 and 0, the lowest of all', '+4401000000000', 'uk 441000000000'],
    ['after +44, the lowest of all', '+441000000000', 'uk 441000000000'],
    ['after 44', '447700900123', 'uk 447700900123'],
    ['after 44 and 0', '4407700900123', 'uk 447700900123'],
    ['after 0044', '00447700900123', 'uk 447700900123'],
    ['after 44, a digit short', '44770090012', 'nothing'],
    ['after 43', '437700900123', 'nothing'],
    ['after 45', '457700900123', 'nothing'],
    ['after 44, nothing but noughts', '440000000000', 'nothing'],
    ['foreign', '+12025550123', 'foreign 12025550123'],
    ['foreign, after 00', '0012025550123', 'foreign 12025550123'],
    ['foreign, noughts after its first digit', '+1000000000', 'foreign 1000000000'],
    ['foreign, the shortest', '+2900012', 'foreign 2900012'],
    ['foreign, too short', '+290001', 'nothing'],
    ['foreign, the longest', '+999999999999999', 'foreign 999999999999999'],
    ['foreign, a 0 first', '+0202555012', 'nothing'],
    ['foreign, without its +', '12025550123', 'nothing'],
    ['three noughts first', '00012025550123', 'nothing'],
    ['one digit', '7', 'nothing'],
    ['a nought', '0', 'nothing'],
    ['two noughts', '00', 'nothing'],
    ['two digits', '44', 'nothing'],
    ['three digits', '+44', 'nothing'],
  ])('%s', (_shows, text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it('leaves no class of the number before it', () => {
    const reader = new DigitsReader();
    expect(reader.read(447700900123, 12, true)).toBe(UK_NUMBER);
    expect(reader.numberClass).not.toBe(0);
    expect(reader.read(12025550123, 11, true)).toBe(FOREIGN_NUMBER);
    expect([reader.e164, reader.numberClass]).toEqual([12025550123, 0]);
  });
});
