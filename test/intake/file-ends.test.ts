import { describe, expect, it } from 'vitest';
import { NumberSetBuilder } from '../../src/core/number-set-builder.js';
import type { PackedNumbers } from '../../src/core/numbers-packer.js';
import { difference } from '../../src/intake/edition-changes.js';
import { endsOf, placeInFile } from '../../src/intake/file-ends.js';

/** National numbers as they stand in a register file; `01204 00000` has nine digits after its 0. */
const FILE = [
  '01134960123',
  '01204000000',
  '0120400001',
  '0120400002',
  '01204000030',
  '02079460123',
  '07700900123',
  '08001111',
  '08081570123',
];

function packed(numbers: readonly string[]): PackedNumbers {
  const builder = new NumberSetBuilder();
  for (const number of numbers) builder.add(Number(`44${number.slice(1)}`));
  return builder.build();
}

describe('the ends of a register file', () => {
  it('are its first and its last line, though short numbers are small integers', () => {
    FILE.forEach((first, from) => {
      FILE.slice(from).forEach((last, more) => {
        const [least, greatest] = [first, last].map((number) => Number(`44${number.slice(1)}`));
        expect(endsOf(packed(FILE.slice(from, from + more + 1)))).toEqual({
          first: placeInFile(least ?? 0),
          last: placeInFile(greatest ?? 0),
        });
      });
    });
  });

  it('tell what was cut away at either of them', () => {
    const earlier = packed(FILE).blocks;
    for (let from = 0; from < FILE.length; from++) {
      for (let to = from + 1; to <= FILE.length; to++) {
        const { removed, behind, ahead } = difference(earlier, packed(FILE.slice(from, to)), -1);
        const cut = { removed: from + FILE.length - to, behind: FILE.length - to, ahead: from };
        expect({ removed, behind, ahead }).toEqual(cut);
      }
    }
  });

  it('are none of an empty file', () => {
    expect(endsOf({ blocks: [] })).toEqual({ first: Infinity, last: -Infinity });
  });
});
