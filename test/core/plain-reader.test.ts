import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flagsOf } from '../../src/core/flags.js';
import { useOfClass } from '../../src/core/numbering-plan.js';
import { flagBitsOfClass, PlainReader } from '../../src/core/plain-reader.js';
import { NOT_COMPLETE, UK_NUMBER } from '../../src/core/read-digits.js';
import { readCellText, type CellItem } from '../../src/core/read-cell.js';
import { cellCases } from './cell-cases.js';
import { spelled, planNumber } from './written-numbers.js';

/** The cell as the plain reader alone reads it; undefined where it leaves the cell to the other. */
function plainly(text: string): readonly CellItem[] | undefined {
  const bytes = Buffer.from(`9${text}9`);
  const reader = new PlainReader();
  const found = reader.readCell(bytes, 1, bytes.length - 1);
  if (found === NOT_COMPLETE) return reader.hasDigit ? undefined : [];
  const { e164, numberClass } = reader;
  return found === UK_NUMBER
    ? [
        {
          kind: 'number',
          e164,
          flags: flagsOf(flagBitsOfClass(numberClass)),
          use: useOfClass(numberClass),
        },
      ]
    : [{ kind: 'foreign', e164, flags: [] }];
}

const all = Object.values(cellCases).flat();

/** A spelling with one character taken out, put in, or doubled. */
const nearlyPlain = planNumber
  .chain(spelled)
  .chain((text) =>
    fc
      .tuple(
        fc.nat(text.length),
        fc.nat(1),
        fc.constantFrom('', ' ', '0', '7', '(', ')', '-', '+', '44'),
      )
      .map(([at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut)),
  );
const plainSigns = fc.stringMatching(/^[0-9 ()+-]{0,18}$/);

describe('the plain reader', () => {
  it('reads each case of the table as the full reader does, or leaves it', () => {
    const differing = all.filter(({ cell }) => {
      const plain = plainly(cell);
      return plain && JSON.stringify(plain) !== JSON.stringify(readCellText(cell).items);
    });
    expect(differing).toEqual([]);
  });

  it('settles most plain spellings itself', () => {
    const spellings = cellCases['national spellings'] ?? [];
    const settled = spellings.filter(({ cell }) => plainly(cell) !== undefined);
    expect(settled.length).toBeGreaterThan(spellings.length * 0.9);
  });

  it('agrees with the full reader on whatever it accepts', () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.oneof(planNumber.chain(spelled), nearlyPlain, plainSigns), (text) => {
        const plain = plainly(text);
        if (plain === undefined) return;
        accepted += 1;
        expect(plain).toEqual(readCellText(text).items);
      }),
      { seed: 20261121, numRuns: 2000, examples: [['4(4 7700 900123'], ['4 4(7700 900123)']] },
    );
    expect(accepted).toBeGreaterThan(300);
  });

  it.each<[shows: string, cell: string, e164: number | 'left' | 'empty']>([
    ['glued', '07700900123', 447700900123],
    ['blanks and hyphens', '07700 900-123', 447700900123],
    ['brackets', '(07700) 900123', 447700900123],
    ['+44', '+447700900123', 447700900123],
    ['+44 (0)', '+44 (0)7700 900123', 447700900123],
    ['44 and a bracket', '44 (0)7700 900123', 447700900123],
    ['440 and a bracket', '440 (7700) 900123', 447700900123],
    ['0044 and a bracket', '0044 (0)7700 900123', 447700900123],
    ['foreign', '+1-202-555-5123', 12025555123],
    ['foreign, after 00', '0012025555123', 12025555123],
    ['foreign, fifteen digits', '+331990012345678', 331990012345678],
    ['foreign, a nought within a group', '+1 202 505 5123', 12025055123],
    ['nine digits', '01204 00012', 44120400012],
    ['nine digits, two of them apart', '01204 000 12', 44120400012],
    ['ten digits where nine would do', '01204 000123', 441204000123],
    ['one digit apart where nine would not do', '01632 96012 3', 441632960123],
    ['blanks around', '  07700 900123  ', 447700900123],
    ['nothing', '', 'empty'],
    ['no digit', ' +(-) ', 'empty'],
    ['sixteen digits', '+3319900123456789', 'left'],
    ['a bracket behind nine digits', '016329601(23)', 'left'],
    ['a bracket behind eight', '01632960(123)', 441632960123],
    ['digits of their own before a bracket', '24 (07700 900123', 'left'],
    ['one digit of its own before a bracket', '1 (07700 900123', 'left'],
    ['a nought before a bracket', '0 (7700) 900123', 447700900123],
    ['a bracket behind a + and digits', '+1 (202) 555 5123', 12025555123],
    ['a + within', '07700+900123', 'left'],
    ['a + behind 44', '44+7700900123', 'left'],
    ['two of them', '++447700900123', 'left'],
    ['a digit apart', '01204 00012 3', 'left'],
    ['foreign, and a 0 opens a group', '+1 202 555 0123 07700', 'left'],
    ['foreign, and a 0 opens a group behind a bracket', '+49 (0)30 231250', 'left'],
    ['a letter', '07700 90012O', 'left'],
    ['a dot', '07700.900123', 'left'],
    ['what stands after 9', '07700 90012:', 'left'],
    ['what stands before 0', '07700/900123', 'left'],
    ['a tab', '07700\t900123', 'left'],
    ['a digit short', '07700 90012', 'left'],
  ])('settles or leaves: %s', (_shows, cell, e164) => {
    const items = plainly(cell);
    if (e164 === 'empty') expect(items).toEqual([]);
    else if (e164 === 'left') expect(items).toBeUndefined();
    else expect(items?.map((item) => 'e164' in item && item.e164)).toEqual([e164]);
  });
});
