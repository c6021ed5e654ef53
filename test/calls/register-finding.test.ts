import { describe, expect, it } from 'vitest';
import { hadLeft, registerFinding } from '../../src/audit/calls/register-finding.js';
import { CALL_REASONS } from '../../src/audit/calls/call-verdicts.js';
import { addDays, type Day } from '../../src/core/day.js';

const START = '2026-01-01' as Day;

/** Files on days after the first, `~` before one whose day is estimated; a call on another. */
function finding(days: string, marks: string, call: number, stoodBefore = false) {
  const files = days.split(' ').map((day) => ({
    dated: addDays(START, Number(day.replace('~', ''))),
    estimated: day.startsWith('~'),
  }));
  const found = registerFinding(files, marks, addDays(START, call), stoodBefore);
  return { ...found, bounds: [found.atLeast, found.atMost] };
}

const none = undefined;

/** Days of the files, marks in them, day of the call, what follows, days listed at least and at most. */
const CASES: readonly (readonly [
  string,
  string,
  number,
  string | undefined,
  readonly (number | undefined)[],
])[] = [
  // In date and without the number: nothing, to the last day.
  ['0', '0', 0, none, [none, none]],
  ['0', '0', 27, none, [none, none]],
  ['0', '0', 28, 'no-file-in-date', [none, none]],
  ['0', '-', 5, 'not-covered', [none, none]],
  ['0', '?', 5, 'file-not-held', [none, none]],
  // Before the first file: as before the end of any other gap.
  ['10', '1', 9, 'listed-beside-gap', [none, none]],
  ['10', '0', 9, 'no-file-in-date', [none, none]],
  ['10 20', '-1', 9, 'no-file-in-date', [none, none]],
  // Came between the files of day 0 and day 7.
  ['0 7 28', '011', 10, 'listed-under-28-days', [3, 10]],
  ['0 7 28', '011', 27, 'listed-under-28-days', [20, 27]],
  ['0 7 28', '011', 28, 'perhaps-28-days', [21, 28]],
  ['0 7 28', '011', 34, 'perhaps-28-days', [27, 34]],
  ['0 7 28', '011', 35, 'listed-28-days', [28, 35]],
  // On the first file held: since when is not known, until 28 days are certain.
  ['0 20', '11', 5, 'perhaps-28-days', [5, none]],
  ['0 20', '11', 28, 'listed-28-days', [28, none]],
  // A file of an estimated day may be older than it: that it lacked the number bounds nothing.
  ['~0 7 28', '011', 10, 'perhaps-28-days', [3, none]],
  ['0 ~7 9 28', '0011', 12, 'listed-under-28-days', [3, 12]],
  ['0 ~7 28', '011', 35, 'listed-28-days', [28, 35]],
  // Left the licence for a while: no absence.
  ['0 7 14 28', '01-1', 35, 'perhaps-28-days', [28, 35]],
  // Came back: the days are of the listing that goes on, and the first 28 are had once.
  ['0 7 14 21', '1011', 22, 'listed-before', [8, 15]],
  ['0 7 14 21', '0?01', 22, 'listed-under-28-days', [1, 8]],
  // The files with it do not follow one another within 28 days.
  ['0 40', '11', 41, 'perhaps-28-days', [41, none]],
  ['0 28', '11', 29, 'listed-28-days', [29, none]],
  // The next file lacks it: it left before the call, or after; days are certain to the file in date.
  ['0 20 40', '110', 35, 'perhaps-left', [20, none]],
  ['0 20 40', '110', 25, 'perhaps-28-days', [20, none]],
  ['0 7 28', '010', 25, 'listed-under-28-days', [0, 25]],
  ['0 20 40', '110', 20, 'perhaps-28-days', [20, none]],
  ['0 28 40', '110', 28, 'listed-28-days', [28, none]],
  ['0 28 40', '11-', 35, 'listed-28-days', [35, none]],
  // No file in date.
  ['0 60', '11', 30, 'listed-beside-gap', [0, none]],
  ['0 7 60', '110', 40, 'listed-beside-gap', [7, none]],
  ['0', '1', 30, 'listed-beside-gap', [0, none]],
  ['0 60', '01', 30, 'listed-beside-gap', [none, 30]],
  ['~0 60', '01', 30, 'listed-beside-gap', [none, none]],
  ['0 60', '00', 30, 'no-file-in-date', [none, none]],
  ['0 60', '-1', 30, 'listed-beside-gap', [none, none]],
  ['0 7 14', '0?1', 10, 'file-not-held', [none, none]],
  ['0 7 60', '0?1', 30, 'listed-beside-gap', [none, 30]],
];

describe('what a register says of a call', () => {
  it.each(CASES)('files %s, marks %s, call on day %i: %s', (days, marks, call, reason, bounds) => {
    expect(finding(days, marks, call)).toMatchObject({ reason, bounds });
  });

  it('gives the first 28 days once over all registers', () => {
    expect(finding('0 7', '01', 8, true).reason).toBe('listed-before');
    const files = [0, 7, 14].map((day) => ({ dated: addDays(START, day), estimated: false }));
    const had = (marks: string, day: number) => hadLeft(files, marks, addDays(START, day));
    expect([had('100', 8), had('100', 0), had('110', 8), had('001', 8), had('101', 20)]).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('is shown with each of its reasons', () => {
    const shown = new Set([...CASES.map(([, , , reason]) => reason), 'listed-before']);
    const ofRegisters = CALL_REASONS.map(({ name }) => name).filter(
      (name) => !/^(objection|withdrawal|consent|no-consent|one-of)/.test(name),
    );
    expect([...shown].filter((name) => name !== none).sort()).toEqual([...ofRegisters].sort());
  });
});
