import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { classOfNsn, isInUse } from '../../src/core/numbering-plan.js';
import { readCellText, type CellItem } from '../../src/core/read-cell.js';
import { e164Of, grouped, planNumber, spelled } from './written-numbers.js';

const runs = { seed: 20261121, numRuns: 300 };

const numberAndSpelling = planNumber.chain((nsn) => fc.tuple(fc.constant(nsn), spelled(nsn)));
const numberAndGroups = planNumber.chain((nsn) => fc.tuple(fc.constant(nsn), grouped(`0${nsn}`)));

/** The E.164 integer of each number, the kind of whatever is none. */
function numbersOf(items: readonly CellItem[]): readonly (number | string)[] {
  return items.map((item) => (item.kind === 'number' ? item.e164 : item.kind));
}

function flagsOf(item: CellItem | undefined): readonly string[] {
  return item?.kind === 'number' ? item.flags : [];
}

describe('a number of the plan', () => {
  it('is read from each of its spellings, and nothing was repaired', () => {
    fc.assert(
      fc.property(numberAndSpelling, ([nsn, text]) => {
        const { items } = readCellText(text);
        expect(numbersOf(items)).toEqual([e164Of(nsn)]);
        expect(flagsOf(items[0])).not.toContain('zero-restored');
      }),
      runs,
    );
  });

  it('is what libphonenumber reads', () => {
    const spellings = planNumber.chain((nsn) =>
      fc.tuple(
        fc.constant(nsn),
        fc.constantFrom('0', '+44', '+44 (0)', '0044 ', '00 44 (0)', 'tel:0'),
      ),
    );
    fc.assert(
      fc.property(spellings, ([nsn, before]) => {
        const text = before + nsn;
        expect(parsePhoneNumberFromString(text, 'GB')?.number).toBe(`+44${nsn}`);
        expect(numbersOf(readCellText(text).items)).toEqual([e164Of(nsn)]);
      }),
      runs,
    );
  });

  it('loses its extension and says so', () => {
    const marks = ['x', ' x', ' x ', ' ext ', ' ext. ', ' Extension ', '#', ' #', ',,', ';ext='];
    const extension = fc.stringMatching(/^[1-9]\d{0,4}$/);
    fc.assert(
      fc.property(
        numberAndGroups,
        fc.constantFrom(...marks),
        extension,
        ([nsn, text], mark, digits) => {
          const { items } = readCellText(text + mark + digits);
          expect(numbersOf(items)).toEqual([e164Of(nsn)]);
          expect(flagsOf(items[0])).toContain('extension-dropped');
        },
      ),
      runs,
    );
  });

  it('without its 0 is repaired where the range is in use, else it is only a reading', () => {
    const nineOrTen = planNumber.filter((nsn) => nsn.length >= 9);
    fc.assert(
      fc.property(nineOrTen, fc.constantFrom('', '.0', ' '), (nsn, end) => {
        const { items } = readCellText(nsn + end);
        if (isInUse(classOfNsn(Number(nsn), nsn.length))) {
          expect(numbersOf(items)).toEqual([e164Of(nsn)]);
          expect(flagsOf(items[0])).toContain('zero-restored');
        } else {
          expect(items).toEqual([{ kind: 'ambiguous', readings: [e164Of(nsn)] }]);
        }
      }),
      runs,
    );
  });

  it('stands beside a second one, and only the second is flagged', () => {
    const marks = ['/', ' / ', ', ', ' & ', ' or ', ' and ', '\n', '; ', ' | '];
    fc.assert(
      fc.property(
        numberAndGroups,
        fc.constantFrom(...marks),
        numberAndGroups,
        ([nsn, one], mark, [next, two]) => {
          const { items } = readCellText(one + mark + two);
          expect(numbersOf(items)).toEqual([e164Of(nsn), e164Of(next)]);
          expect(flagsOf(items[0])).not.toContain('second-number');
          expect(flagsOf(items[1])).toContain('second-number');
        },
      ),
      runs,
    );
  });

  it('keeps its first digits when the last ones are changed after a slash', () => {
    const ending = fc.stringMatching(/^\d{2,4}$/);
    const full = numberAndGroups.filter(([nsn]) => nsn.length === 10);
    fc.assert(
      fc.property(
        full,
        fc.constantFrom('/', ' / ', ', ', ' or '),
        ending,
        ([nsn, text], mark, end) => {
          const changed = nsn.slice(0, -end.length) + end;
          const { items } = readCellText(text + mark + end);
          expect(numbersOf(items)).toEqual([e164Of(nsn), e164Of(changed)]);
        },
      ),
      runs,
    );
  });
});

describe('a number of another country', () => {
  it('is read with its + or 00, and is no UK number', () => {
    const foreign = fc
      .stringMatching(/^[1-9]\d{6,14}$/)
      .filter((digits) => !digits.startsWith('44'));
    fc.assert(
      fc.property(foreign, fc.constantFrom('+', '00', '+ ', 'tel:+'), (digits, before) => {
        const item = { kind: 'foreign', e164: Number(digits), flags: [] };
        expect(readCellText(before + digits).items).toEqual([item]);
      }),
      runs,
    );
  });
});
