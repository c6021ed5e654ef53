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
});
