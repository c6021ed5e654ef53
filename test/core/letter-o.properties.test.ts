import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCellText } from '../../src/core/read-cell.js';
import { e164Of, grouped } from './written-numbers.js';

const runs = { seed: 20261122, numRuns: 1500 };

/** Numbers for drama without their 0 and their last three digits. */
const drama = fc.constantFrom(
  ...['1632960', '7700900', '8081570', '3069990', '2079460', '1614960', '1914980'],
  ...['2920180', '9098790', '2896496'],
);

const dramaNumber = fc
  .tuple(drama, fc.stringMatching(/^\d{3}$/))
  .map(([start, end]) => start + end);

/** A number for drama with its 0, in groups: the national significant number and the text. */
const written = dramaNumber.chain((nsn) => fc.tuple(fc.constant(nsn), grouped(`0${nsn}`)));

/**
 * Where an O is no word: it touches a digit, and is no `o2`, the network. The others are cases of
 * the table, not of these properties.
 */
const NO_WORD = /^(?!.*[^\d]o2(?!\d)).*(?:\dO|O\d|\do|o\d)/;

/** The text with a letter O in place of one of its noughts. */
function damaged(text: string, which: number, letter: string): string {
  const noughts = [...text.matchAll(/0/g)].map(({ index }) => index);
  const at = noughts[which % noughts.length] ?? 0;
  return text.slice(0, at) + letter + text.slice(at + 1);
}

function readingsOf(text: string): { all: Set<number>; certain: Set<number> } {
  const all = new Set<number>();
  const certain = new Set<number>();
  for (const item of readCellText(text).items) {
    if (item.kind === 'ambiguous') for (const reading of item.readings) all.add(reading);
    if (item.kind !== 'number' && item.kind !== 'foreign') continue;
    all.add(item.e164);
    certain.add(item.e164);
  }
  return { all, certain };
}

const between = fc.constantFrom(
  ...[' ', ' / ', '/', ', ', ' or ', ' & ', '; ', '\n', ' - ', ' fax '],
);

describe('a letter O for a nought', () => {
  it('hides neither its own number nor the one beside it, and clears neither', () => {
    fc.assert(
      fc.property(
        written,
        written,
        between,
        fc.nat(),
        fc.boolean(),
        ([nsn, text], [other, beside], mark, which, first) => {
          const typed = damaged(text, which, 'O');
          fc.pre(nsn !== other && NO_WORD.test(typed));
          const cell = first ? typed + mark + beside : beside + mark + typed;
          const { all, certain } = readingsOf(cell);
          expect([...all], cell).toEqual(expect.arrayContaining([e164Of(nsn), e164Of(other)]));
          expect([...certain], cell).not.toContain(e164Of(nsn));
        },
      ),
      runs,
    );
  });

  it('hides no number when it is small', () => {
    fc.assert(
      fc.property(written, written, between, fc.nat(), ([nsn, text], [other, beside], mark, at) => {
        const typed = damaged(text, at, 'o');
        fc.pre(NO_WORD.test(typed));
        const cell = beside + mark + typed;
        expect([...readingsOf(cell).all], cell).toEqual(
          expect.arrayContaining([e164Of(nsn), e164Of(other)]),
        );
      }),
      runs,
    );
  });

  it('hides no number when it stands in a remark', () => {
    const remark = fc.constantFrom(
      ...['L1 0O1', 'room 0O1', '1O:30', '2O26', 'Rm 1O1', '0O44', '0O', 'O2', '1O', 'x4O'],
    );
    fc.assert(
      fc.property(
        written,
        remark,
        fc.constantFrom(' ', ': ', ' / ', ' - '),
        ([nsn, text], o, mark) => {
          expect([...readingsOf(o + mark + text).all]).toContain(e164Of(nsn));
          expect([...readingsOf(`${text} ${o}`).all]).toContain(e164Of(nsn));
        },
      ),
      runs,
    );
  });

  it('is read in a cell as long as a book', () => {
    expect(readCellText('0O 1 '.repeat(20_000)).items).toHaveLength(1);
    expect(readCellText('O'.repeat(50_000) + '1').items).toEqual([{ kind: 'invalid' }]);
  });
});
