import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flagBit } from '../../src/core/flags.js';
import { isHeldBack, type ReasonName } from '../../src/policy/reasons.js';
import { ScratchFile } from '../../src/files/scratch-file.js';
import { TracedNumbers } from '../../src/scrub/traced-numbers.js';
import type { FoundNumber } from '../../src/scrub/phone-cells.js';
import { unpackChunk } from '../../src/store/trace-chunk.js';
import { temporaryFolders } from '../store/temporary-folder.js';
import { found, reasonsOf } from './found-number.js';

const newFolder = temporaryFolders();

const as = {
  number: (one: FoundNumber): FoundNumber => one,
  'zero-restored': (one: FoundNumber): FoundNumber => ({
    ...one,
    flags: flagBit('zero-restored') | flagBit('uk-wide'),
  }),
  reading: (one: FoundNumber): FoundNumber => ({
    ...one,
    item: { kind: 'ambiguous', readings: [one.e164] },
  }),
};

/** `REASON kept|held READING`, and the numbers. */
type Sets = Record<string, number[]>;

function setsOf(numbers: TracedNumbers): Sets {
  return Object.fromEntries(
    numbers
      .sets()
      .map(({ reason, kept, reading, chunks }) => [
        `${reason} ${kept ? 'kept' : 'held'} ${reading}`,
        [...chunks].flatMap((chunk) => [...unpackChunk(chunk)]),
      ]),
  );
}

function collector(mostHeld?: number): TracedNumbers {
  return new TracedNumbers(new ScratchFile(join(newFolder(), 'report.csv')), mostHeld);
}

describe('traced numbers', () => {
  it('are in the set of their own reason, and left with their record or not', () => {
    const numbers = collector();
    const cleared = [found(1, 44_1, 'CONSENT', 'TPS'), found(2, 44_2, 'CONSENT'), found(2, 44_3)];
    numbers.record(reasonsOf(cleared), cleared, 3);
    numbers.record(reasonsOf(cleared.slice(1)), cleared.slice(1), 2);
    expect(setsOf(numbers)).toEqual({
      'TPS held number': [44_1],
      'CONSENT held number': [44_2],
      'CONSENT kept number': [44_2],
      'CLEAN held number': [44_3],
      'CLEAN kept number': [44_3],
    });
  });

  it('are only those of the record, where others were found before', () => {
    const numbers = collector();
    numbers.record(0, [found(1, 44_1), found(2, 44_2)], 1);
    expect(setsOf(numbers)).toEqual({ 'CLEAN kept number': [44_1] });
  });

  it('are told apart by how they were read; what is no number is left out', () => {
    const numbers = collector();
    const cells = [
      found(1, 0, 'NUMBER_AMBIGUOUS'),
      as['zero-restored'](found(1, 44_1)),
      as.reading(found(2, 44_1, 'TPS', 'NUMBER_AMBIGUOUS')),
      found(3, 44_1),
    ];
    numbers.record(reasonsOf(cells), cells, cells.length);
    expect(setsOf(numbers)).toEqual({
      'TPS held reading': [44_1],
      'CLEAN held number': [44_1],
      'CLEAN held zero-restored': [44_1],
    });
  });

  it('in an emptied cell did not leave, and those beside it did', () => {
    const numbers = collector();
    const cells = [found(1, 0, 'NUMBER_AMBIGUOUS'), found(1, 44_1), found(2, 44_2), found(3, 44_3)];
    numbers.emptied(cells, [1, 3]);
    expect(setsOf(numbers)).toEqual({
      'CLEAN held number': [44_1, 44_3],
      'CLEAN kept number': [44_2],
    });
  });

  const one = fc.record({
    e164: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 2 ** 53 - 1 })),
    reason: fc.constantFrom<ReasonName>('CLEAN', 'CONSENT', 'TPS', 'NUMBER_AMBIGUOUS'),
    reading: fc.constantFrom('number', 'zero-restored', 'reading'),
  });

  it('come out as they went in, each once and in order, however few fit in memory', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(one, { maxLength: 4 }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        (records, mostHeld) => {
          const numbers = collector(mostHeld);
          const wanted: Record<string, Set<number>> = {};
          for (const record of records) {
            const cells = record.map(({ e164, reason, reading }) =>
              as[reading](reason === 'CLEAN' ? found(1, e164) : found(1, e164, reason)),
            );
            const reasons = reasonsOf(cells);
            numbers.record(reasons, cells, cells.length);
            for (const { e164, reason, reading } of record) {
              const name = `${reason} ${isHeldBack(reasons) ? 'held' : 'kept'} ${reading}`;
              (wanted[name] ??= new Set()).add(e164);
            }
          }
          const sorted = Object.entries(wanted).map(([name, set]) => [
            name,
            [...set].sort((a, b) => a - b),
          ]);
          expect(setsOf(numbers)).toEqual(Object.fromEntries(sorted));
        },
      ),
    );
  });

  it('leave no file behind, whether they were asked for or not', () => {
    const folder = newFolder();
    const scratch = new ScratchFile(join(folder, 'report.csv'));
    const numbers = new TracedNumbers(scratch, 2);
    const cells = [1, 2, 3, 4, 5].map((e164) => found(1, e164));
    numbers.record(0, cells, cells.length);
    expect(scratch.length).toBe(32);
    expect(readdirSync(folder)).toEqual([]);
    scratch.close();
  });
});
