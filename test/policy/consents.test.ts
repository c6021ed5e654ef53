import { describe, expect, it } from 'vitest';
import type { Day } from '../../src/core/day.js';
import { CONSENT_FAULTS, defaultEnd, latestConsent } from '../../src/policy/consents.js';
import { eachDay, judge, LAST_DAY, readHistory, readQuestion } from '../own-lists/notation.js';
import { CALLINGS, TABLES } from './consent-histories.js';

/**
 * What a consent is worth on a day: `+` when it is usable, `-` when it is not on record, otherwise
 * why it is not usable. `doubtful` is the policy's doing: doubtful-consents.test.ts.
 */
const LETTERS: Readonly<Record<string, string>> = {
  '': '+',
  'nobody-calls': 'n',
  'no-caller': 'c',
  'another-caller': 'a',
  'another-purpose': 'p',
  'no-day': 'd',
  'no-method': 'm',
  'no-wording': 'w',
  'no-reference': 'r',
  'not-yet-given': '<',
  ended: '>',
  'ends-too-soon': ')',
  'too-old': 'o',
  withdrawn: 'W',
  'wrong-number': 'N',
  superseded: 's',
};
const ELSEWHERE = ['doubtful'];

const ROWS = Object.values(TABLES).flat();

/** What is found of a history, as a row has it. */
function found(history: string, question = ''): { days: string; consents: string[] } {
  const read = readHistory(history);
  const asked = questionOf(question);
  const verdicts = eachDay((day) => judge(read, asked, day));
  return {
    days: verdicts.map(({ stands }) => (stands ? 'X' : '.')).join(''),
    consents: read.consents.map((_, index) =>
      verdicts.map(({ faults }) => letter(faults[index])).join(''),
    ),
  };
}

function letter(fault: string | undefined): string {
  return fault === undefined ? '-' : (LETTERS[fault] ?? '?');
}

/** Acme asks; `caller nobody` is nobody. */
function questionOf(text: string) {
  const asked = readQuestion(text);
  if (asked.caller === 'nobody') return { ...asked, caller: '' };
  return asked.caller === '' ? { ...asked, caller: 'Acme' } : asked;
}

describe.each(Object.entries(TABLES))('%s', (_, rows) => {
  const asked = rows.map(([shows, history, days, consents, question = '']) => {
    return { shows, history, days, consents, question };
  });
  it.each(asked)('$shows: $history $question', ({ history, days, consents, question }) => {
    expect(found(history, question)).toEqual({ days, consents });
  });
});

describe('calls on several days', () => {
  const asked = CALLINGS.map(([history, from, to, consents, stands, question = '']) => {
    return { history, from, to, consents, stands, question };
  });
  it.each(asked)('$history $question, $from to $to', (row) => {
    const { history, from, to, consents, stands, question } = row;
    const verdict = judge(readHistory(history), questionOf(question), from, to);
    expect(verdict.faults.map(letter).join('')).toBe(consents);
    expect(verdict.stands).toBe(stands);
  });

  it('need a consent that is usable on each of them, and no objection on any', () => {
    for (const [, history, , , text = ''] of ROWS) {
      const read = readHistory(history);
      const question = questionOf(text);
      const single = eachDay((day) => judge(read, question, day));
      for (let from = 1; from <= LAST_DAY; from++) {
        for (let to = from; to <= LAST_DAY; to++) {
          const words = `${history} (${text}), ${String(from)} to ${String(to)}`;
          const all = judge(read, question, from, to);
          const days = single.slice(from - 1, to);
          const usable = read.consents.map((_, at) =>
            days.every(({ faults }) => faults[at] === ''),
          );
          expect(
            all.faults.map((fault) => fault === ''),
            words,
          ).toEqual(usable);
          if (days.some(({ stands }) => stands)) expect(all.stands, words).toBe(true);
        }
      }
    }
  });
});

describe('of several consents', () => {
  /** The place of the latest, counted from 1. */
  function latest(history: string): number {
    const consents = readHistory(history).consents.map(({ what }) => what);
    const backwards = [...consents].reverse();
    expect(latestConsent(backwards)).toBe(latestConsent(consents));
    return consents.findIndex((consent) => consent === latestConsent(consents)) + 1;
  }

  it.each([
    ['', 0],
    ['consent 3', 1],
    ['consent 3, consent 5', 2],
    ['consent 5, consent 3 @6', 1],
    ['consent 3, consent 3', 2],
    ['consent 3, consent 4, consent 4, consent 2 @6', 3],
  ])('%s: the latest is %i', (history, place) => {
    expect(latest(history)).toBe(place);
  });
});

describe('an end that nobody named', () => {
  it.each([
    ['requested-call', '2026-03-01', 30, '2026-03-31'],
    ['requested-call', '2028-02-28', 1, '2028-02-29'],
    ['requested-call', '2026-03-28', 2, '2026-03-30'],
    ['opt-in', '2026-03-01', 30, '9999-12-31'],
  ] as const)('of a %s given on %s, for %i days: %s', (kind, given, days, end) => {
    expect(defaultEnd(kind, given as Day, days)).toBe(end);
  });
});

describe('the table of histories', () => {
  it('has a history for every reason why a consent is not usable', () => {
    const seen = new Set([
      ...ROWS.flatMap(([, , , consents]) => consents.join('').split('')),
      ...CALLINGS.flatMap(([, , , consents]) => consents.split('')),
    ]);
    const without = CONSENT_FAULTS.map(({ name }) => name).filter(
      (name) => !ELSEWHERE.includes(name) && !seen.has(LETTERS[name] ?? 'none'),
    );
    expect(without).toEqual([]);
    expect(new Set(Object.values(LETTERS)).size).toBe(Object.keys(LETTERS).length);
  });

  it('is as long as was promised', () => {
    const histories = ROWS.map(([, history, , , question = '']) => `${history}?${question}`);
    expect(new Set(histories).size).toBe(histories.length);
    expect(histories.length).toBeGreaterThanOrEqual(60);
  });
});
