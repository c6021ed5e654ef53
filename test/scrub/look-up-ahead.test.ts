import { describe, expect, it } from 'vitest';
import { LookUpAhead } from '../../src/scrub/rows/look-up-ahead.js';
import type { Screener } from '../../src/scrub/screener.js';

const LISTED = 1;
const COVERED = 2;

/** Knows one number, and that registers cover all. */
const screener: Pick<Screener, 'lookUp' | 'complete' | 'share'> = {
  lookUp: (numbers, count, into) => {
    for (let at = 0; at < count; at++) into[at] = COVERED | (numbers[at] === 7 ? LISTED : 0);
  },
  complete: (_, count, into) => {
    for (let at = 0; at < count; at++) into[at] = (into[at] as number) | COVERED;
  },
  share: () => [],
};

describe('numbers looked up in another thread', () => {
  const ahead = new LookUpAhead(screener as Screener, [7, 8]);

  it('are believed while it finds the controls that this one finds', () => {
    expect([...ahead.share().controls]).toEqual([7, 8]);
    expect(() => {
      ahead.hold(Int32Array.of(LISTED, 0));
    }).not.toThrow();
  });

  it.each([
    ['the first number is not found', Int32Array.of(0, 0)],
    ['a number is found that cannot exist', Int32Array.of(LISTED, LISTED)],
    ['controls are missing', Int32Array.of(LISTED)],
    ['nothing was asked', undefined],
  ])('stop the run when %s', (_, found) => {
    expect(() => {
      ahead.hold(found);
    }).toThrow(/registers do not answer/);
  });
});
