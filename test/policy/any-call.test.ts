import { describe, expect, it } from 'vitest';
import type { Day } from '../../src/core/day.js';
import { FAR_DAY, type ObjectionTerms } from '../../src/policy/objections.js';
import { anyCall, standingObjections, type OwnEvent } from '../../src/policy/standing.js';

const day = (text: string): Day => text as Day;

const TOLD: ObjectionTerms = {
  list: 'internal',
  class: 'other',
  reason: '',
  source: '',
  told: day('2026-11-02'),
  undated: 0,
  told_text: '',
  until: FAR_DAY,
  caller: 'Acme',
  campaign: 'spring',
};

describe('objections against any call', () => {
  const objection = (sequence: number, terms: Partial<ObjectionTerms>): OwnEvent => ({
    kind: 'objection',
    manner: '',
    sequence,
    terms: { ...TOLD, ...terms },
    reference: '',
  });
  const events = [
    objection(5, { caller: 'Borough', campaign: 'autumn' }),
    objection(2, { caller: '', campaign: '' }),
    objection(9, { told: day('2026-11-30') }),
    objection(3, { until: day('2026-11-10') }),
  ];
  const standing = (on: string): number[] =>
    standingObjections(events, anyCall(day(on))).map(({ sequence }) => sequence);

  it('are all that are in force on its day, whomever they were told, as they were recorded', () => {
    expect(standing('2026-11-10')).toEqual([2, 3, 5]);
    expect(standing('2026-11-11')).toEqual([2, 5]);
    expect(standing('2026-11-30')).toEqual([2, 5, 9]);
    expect(standing('2026-11-01')).toEqual([]);
  });
});
