import { describe, expect, it } from 'vitest';
import type { RegisterLimits } from '../../../src/config/config.js';
import { addDays, type Day } from '../../../src/core/day.js';
import type { RegisterName } from '../../../src/registers/registers.js';
import { edition, objecting, undoubted } from './proposed.js';

const GONE = ['too many numbers gone'];
const COME = ['too many numbers come'];
const NOT_SET: RegisterLimits = { minimumNumbers: 0 };

/** What is asked of a register that held so many numbers, so many days and numbers later. */
function asked(
  register: RegisterName,
  held: number,
  change: number,
  days = 1,
  limits: RegisterLimits = NOT_SET,
): string[] {
  const before = edition(register, '2025-01-12', held);
  const dated = addDays('2025-01-12' as Day, days);
  const numbers = held + change;
  const more = { register, before, inForce: before, dated, numbers, limits };
  return objecting(undoubted({ ...more, differing: undefined, ofFile: numbers }));
}

describe('the size of a register', () => {
  it.each<readonly [RegisterName, number, number, number, readonly string[], string]>([
    ['tps', 23_600_000, -125_810, 1, GONE, 'one day of 2018'],
    ['tps', 17_000_000, -14_300, 1, GONE, 'each day of summer 2023'],
    ['tps', 17_000_000, -14_300 * 28, 28, GONE, 'four weeks of it'],
    ['ctps', 2_600_000, -182_252, 1, GONE, 'one day of 2017'],
    ['ctps', 2_400_000, 163_801, 1, COME, 'one day of 2018'],
    ['ctps', 1_100_000, -182_252, 28, GONE, 'such a purge within a month'],
    ['tps', 13_500_000, 5000, 1, [], 'a working day'],
    ['tps', 13_500_000, 200, 1, [], 'a quiet day'],
    ['tps', 13_500_000, -10, 1, [], 'a day on which few come'],
    ['tps', 13_500_000, 5000 * 28, 28, [], 'a month'],
    ['tps', 13_500_000, 5000 * 365, 365, [], 'a year'],
    ['ctps', 1_100_000, 4230, 1, [], 'a working day'],
    ['ctps', 1_100_000, -3357, 1, [], 'a working day on which more go'],
    ['ctps', 1_100_000, -30_000, 28, [], 'a month on which more go'],
    ['tps', 13_500_000, 0, 3, [], 'a weekend'],
    ['tps', 13_500_000, 25_000, 0, [], 'the most of a day, on the same day'],
  ])(
    '%s of %i, %i numbers in %i days: asks about %j (%s)',
    (register, held, change, days, expected) => {
      const names = asked(register, held, change, days);
      expect(names.filter((name) => !name.includes('same day'))).toEqual(expected);
    },
  );

  it.each([
    ['tps', 13_500_000, -10_000, -10_001, GONE],
    ['ctps', 1_100_000, -50_000, -50_001, GONE],
    ['tps', 13_500_000, 25_000, 25_001, COME],
    ['ctps', 1_100_000, 50_000, 50_001, COME],
    ['tps', 100_000, -5000, -5001, GONE],
    ['tps', 100_000, 5000, 5001, COME],
    ['ctps', 100_000, -5000, -5001, GONE],
    ['tps', 12_000, -999, -1000, GONE],
    ['tps', 12_000, 999, 1000, COME],
    ['tps', 10, 999, 1000, COME],
  ] as const)('%s of %i: not about %i, but about %i', (register, held, most, more, expected) => {
    expect(asked(register, held, most)).toEqual([]);
    expect(asked(register, held, more)).toEqual(expected);
  });

  it('grows by the days between, and shrinks as little in a month as in a day', () => {
    expect(asked('tps', 100_000, 5000 * 7, 7)).toEqual([]);
    expect(asked('tps', 100_000, 5000 * 7 + 1, 7)).toEqual(COME);
    expect(asked('tps', 100_000, -5001, 28)).toEqual(GONE);
  });

  it('is measured by what is configured, and by nothing else then', () => {
    const limits = { minimumNumbers: 0, maxShrink: 200_000, maxGrowth: 100 };
    expect(asked('ctps', 1_100_000, -182_252, 1, limits)).toEqual([]);
    expect(asked('ctps', 1_100_000, -200_001, 1, limits)).toEqual(GONE);
    expect(asked('tps', 100, 101, 1, limits)).toEqual(COME);
    expect(asked('tps', 100, 200, 2, limits)).toEqual([]);
    expect(asked('tps', 100, -1, 1, { minimumNumbers: 0, maxShrink: 0 })).toEqual(GONE);
  });

  it('is not asked about on a first import, nor after an edition of another coverage', () => {
    const none = { inForce: undefined, before: undefined, differing: undefined };
    expect(objecting(undoubted({ ...none, numbers: 5, ofFile: 5 }))).toEqual([]);
    expect(objecting(undoubted({ before: undefined, numbers: 5, ofFile: 5 }))).toEqual([]);
  });
});

describe('unreadable lines', () => {
  it.each([
    [1, 100, undefined, []],
    [2, 2000, undefined, []],
    [2, 1999, undefined, ['unreadable lines']],
    [2, 99, undefined, []],
    [2, 99, 0.01, ['unreadable lines']],
    [1, 99, 0.01, []],
    [1, 1_000_000, 0, ['unreadable lines']],
    [0, 1_000_000, 0, []],
    [400, 1000, 0.4, []],
  ])('%i of %i, at a share of %d: %j', (rejected, lines, badLines, expected) => {
    const limits = { minimumNumbers: 0, badLines };
    expect(objecting(undoubted({ rejected, lines, limits }))).toEqual(expected);
  });
});
