import { describe, expect, it } from 'vitest';
import type { Day } from '../../src/core/day.js';
import { repeatsConsent, type ConsentTerms } from '../../src/policy/consents.js';
import { FAR_DAY, type ObjectionTerms } from '../../src/policy/objections.js';
import { repeats, sameEntry } from '../../src/policy/standing.js';

const day = (text: string): Day => text as Day;

const TOLD: ObjectionTerms = {
  list: 'internal',
  class: 'other',
  reason: 'asked at the door',
  source: 'dealer',
  told: day('2026-11-02'),
  undated: 0,
  told_text: '',
  until: FAR_DAY,
  caller: 'Acme',
  campaign: 'spring',
};

const GIVEN: ConsentTerms = {
  caller: 'Acme',
  given: day('2026-11-02'),
  undated: 0,
  given_text: '',
  until: FAR_DAY,
  purposes: 'live',
  kind: 'opt-in',
  obtained: 'own',
  method: 'web form',
  wording: 'call me',
};

describe('a row of a file repeats an objection', () => {
  const repeated = (now: Partial<ObjectionTerms>, before: Partial<ObjectionTerms> = {}): boolean =>
    repeats(
      { terms: { ...TOLD, ...now }, reference: 'r1' },
      { terms: { ...TOLD, ...before }, reference: 'r1' },
    );

  it('when it says the same', () => {
    expect(repeated({})).toBe(true);
  });

  it.each<Partial<ObjectionTerms>>([
    { list: 'dealers' },
    { class: 'abandoned-call' },
    { source: '' },
    { caller: '' },
    { campaign: '' },
    { reason: '' },
    { until: day('2026-12-31') },
    { told: day('2026-11-03') },
    { told_text: 'yesterday' },
  ])('and not with another %o', (changed) => {
    expect(repeated(changed)).toBe(false);
    expect(repeated({}, changed)).toBe(false);
  });

  it('and not with another reference', () => {
    const before = { terms: TOLD, reference: 'r1' };
    expect(repeats({ terms: TOLD, reference: 'r2' }, before)).toBe(false);
  });

  it('without a day, of whatever day that one is', () => {
    const undated = { undated: 1, told: day('2026-11-20') } as const;
    expect(repeated(undated)).toBe(true);
    expect(repeated(undated, { undated: 1 })).toBe(true);
    expect(repeated({}, { undated: 1 })).toBe(false);
    expect(repeated({ told: day('2026-11-20') }, undated)).toBe(false);
  });

  it('with a day that could not be read only when it is written alike', () => {
    const unread = { undated: 1, told_text: '31 June' } as const;
    expect(repeated({ ...unread, told: day('2026-11-20') }, unread)).toBe(true);
    expect(repeated(unread, { undated: 1, told_text: '31.6.' })).toBe(false);
    expect(repeated(unread, { undated: 1 })).toBe(false);
    expect(repeated({ undated: 1 }, unread)).toBe(false);
  });

  it('and is of its entry when list, class, source and scope agree, whatever else it says', () => {
    const other = { reason: '', until: day('2026-12-31'), told: day('2026-11-03') };
    expect(sameEntry({ ...TOLD, ...other }, TOLD)).toBe(true);
    expect(sameEntry({ ...TOLD, source: '' }, TOLD)).toBe(false);
  });
});

describe('a row of a file repeats a consent', () => {
  const repeated = (now: Partial<ConsentTerms>, before: Partial<ConsentTerms> = {}): boolean =>
    repeatsConsent(
      { terms: { ...GIVEN, ...now }, reference: 'r1' },
      { terms: { ...GIVEN, ...before }, reference: 'r1' },
    );

  it('when it says the same', () => {
    expect(repeated({})).toBe(true);
  });

  it.each<Partial<ConsentTerms>>([
    { caller: 'Borough' },
    { given: day('2026-11-03') },
    { undated: 1 },
    { given_text: 'yesterday' },
    { until: day('2026-12-31') },
    { purposes: 'live claims' },
    { kind: 'requested-call' },
    { obtained: 'third-party' },
    { method: '' },
    { wording: '' },
  ])('and not with another %o', (changed) => {
    expect(repeated(changed)).toBe(false);
    expect(repeated({}, changed)).toBe(false);
  });

  it('and not with another reference', () => {
    const before = { terms: GIVEN, reference: 'r1' };
    expect(repeatsConsent({ terms: GIVEN, reference: 'r2' }, before)).toBe(false);
  });

  it('without a day, of whatever days that one is recorded with', () => {
    const undated = { undated: 1, given: day('2026-11-20'), until: day('2026-12-20') } as const;
    expect(repeated(undated, { undated: 1 })).toBe(true);
    expect(repeated({ ...undated, method: '' }, { undated: 1 })).toBe(false);
    expect(repeated({ ...undated, given_text: 'once' }, { undated: 1 })).toBe(false);
  });
});
