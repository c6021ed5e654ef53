import fc from 'fast-check';
import { PLAN_RANGES } from '../../src/core/numbering-plan.js';

/** A national significant number as digits, drawn from the numbering plan. */
export const planNumber: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...PLAN_RANGES).chain(numberOfRange) },
  { weight: 1, arbitrary: fc.constantFrom('8001111', '8454640', '8454647', '8454649') },
);

function numberOfRange({ prefixes, lengths }: (typeof PLAN_RANGES)[number]): fc.Arbitrary<string> {
  return fc
    .record({
      prefix: fc.constantFrom(...prefixes.split(' ')),
      length: fc.constantFrom(...lengths),
      rest: fc.stringMatching(/^\d{10}$/),
    })
    .map(({ prefix, length, rest }) => (prefix + rest).slice(0, length));
}

/** The E.164 integer of a national significant number. */
export function e164Of(nsn: string): number {
  return Number(`44${nsn}`);
}

const separator = fc.constantFrom(
  ...[' ', '  ', '-', ' - ', '.', '\u00a0', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014'],
  ...['\u2015', '\u200b', ' \u2013 '],
);

/**
 * Digits cut into groups at any place. The last group has at least two digits: one digit alone
 * may be a stray one, and after a dot it may be a spreadsheet's `.0`.
 */
export function grouped(digits: string): fc.Arbitrary<string> {
  return fc
    .record({
      borders: fc.uniqueArray(fc.integer({ min: 1, max: digits.length - 2 }), { maxLength: 4 }),
      between: fc.array(separator, { minLength: 4, maxLength: 4 }),
      bracketed: fc.boolean(),
    })
    .map(({ borders, between, bracketed }) => {
      const cuts = [0, ...borders.sort((a, b) => a - b), digits.length];
      const groups = cuts.slice(1).map((cut, place) => digits.slice(cuts[place], cut));
      const first = groups[0] ?? '';
      if (bracketed && groups.length > 1 && first.length < 7) groups[0] = `(${first})`;
      return groups
        .map((group, place) => group + (place < borders.length ? (between[place] ?? '') : ''))
        .join('');
    });
}

const beforeCountry = fc.constantFrom(
  ...['+44', '+44 ', '+44-', '+44.', '+44(0)', '+44 (0)', '+44 (0) ', '+440', '+44 0', '(+44) '],
  ...[
    '0044',
    '0044 ',
    '0044(0)',
    '0044 (0)',
    '00 44 ',
    '00 44 (0)',
    '00440',
    '44',
    '44 ',
    '44 (0)',
  ],
  ...['tel:+44', 'tel:+44-', 'Tel: +44 (0)', '\ufeff+44 ', '\uff0b44'],
);

const wrapping = fc.constantFrom(
  ...[['', ''] as const, ["'", ''] as const, ['"', '"'] as const, ['="', '"'] as const],
  ...[[' ', '   '] as const, ['tel:', ''] as const, ['\u00a0', '\u00a0'] as const],
  ...[['\ufeff', ''] as const, ['\u200b', '\u200b'] as const, ['', ' (call after 3pm)'] as const],
  ...[['Telephone: ', ''] as const, ['', ' - option 3'] as const],
);

/** A number in national spelling or after 44, in any of the ways in which one number is written. */
export function spelled(nsn: string): fc.Arbitrary<string> {
  const national = fc
    .tuple(grouped(`0${nsn}`), wrapping)
    .map(([digits, [before, after]]) => before + digits + after);
  const international = fc
    .tuple(beforeCountry, grouped(nsn))
    .map(([country, digits]) => country + digits);
  return fc
    .tuple(fc.oneof(national, international), fc.boolean())
    .map(([text, wide]) => (wide ? fullWidth(text) : text));
}

function fullWidth(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
}
