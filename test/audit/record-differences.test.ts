import { describe, expect, it } from 'vitest';
import { RecordDifferences, type RecordedVerdict } from '../../src/audit/record-differences.js';
import { notSafe } from '../../src/core/errors.js';
import { reasonBit } from '../../src/policy/reasons.js';

const CLEAN = { reason: 'CLEAN', lines: 0 } as const;
const HELD = { reason: 'TPS', lines: 77 } as const;
const TPS = reasonBit('TPS');

/** What is told of a clean record and one on the TPS, of which this was recorded. */
function told(recorded: Iterable<RecordedVerdict>): unknown {
  const differences = new RecordDifferences(recorded);
  differences.record(0, 0, 2);
  differences.record(TPS, 77, 3);
  return differences.result();
}

describe('records held against what was recorded of them', () => {
  it('are none when all is as it was', () => {
    expect(told([CLEAN, HELD])).toEqual({ count: 0, listed: [] });
  });

  it('are listed by reason, and where only the report says something else', () => {
    expect(told([HELD, { ...HELD, lines: 78 }])).toEqual({
      count: 2,
      listed: [
        { record: 1, line: 2, was: 'TPS', now: 'CLEAN' },
        { record: 2, line: 3, was: 'TPS', now: 'TPS' },
      ],
    });
  });

  it('cannot be told when the run had fewer or more', () => {
    expect(told([CLEAN])).toBe('the run had fewer records');
    expect(told([CLEAN, HELD, CLEAN])).toBe('the run had more records');
  });

  it('cannot be told when what was recorded is damaged, at its end too', () => {
    function* damaged(): Generator<RecordedVerdict> {
      yield CLEAN;
      yield HELD;
      throw notSafe({ summary: 'its verdicts do not add up' });
    }
    expect(told(damaged())).toBe('its verdicts do not add up');
  });
});
