import { describe, expect, it } from 'vitest';
import {
  errorSummary,
  EXIT_STATUS,
  guardRefused,
  notSafe,
  ScreeningError,
  wrongUse,
} from '../../src/core/errors.js';

const explanation = {
  summary: 'no edition of tps is held',
  why: 'none was imported',
  where: 'tps',
};

describe('an error that a person can act on', () => {
  it.each([
    { made: wrongUse, code: 'wrong-use', status: 2 },
    { made: notSafe, code: 'not-safe', status: 4 },
    { made: guardRefused, code: 'guard-refused', status: 5 },
  ] as const)('has its code and what it tells: $code', ({ made, code, status }) => {
    const error = made(explanation);
    expect(error).toBeInstanceOf(ScreeningError);
    expect([error.code, EXIT_STATUS[error.code]]).toEqual([code, status]);
    expect(error.explanation).toBe(explanation);
  });

  it('is known by its name, and its message is the summary', () => {
    const error = new ScreeningError('in-use', explanation);
    expect(String(error)).toBe('ScreeningError: no edition of tps is held');
  });

  it('ends in a status of its own', () => {
    const statuses = Object.values(EXIT_STATUS);
    expect(statuses).toEqual([2, 3, 4, 5, 6]);
  });
});

describe('the summary of whatever was thrown', () => {
  it.each<[shows: string, thrown: unknown, summary: string]>([
    ['an error with an explanation', wrongUse(explanation), explanation.summary],
    ['a fault', new RangeError('out of range'), 'out of range'],
    ['a text', 'disk full', 'disk full'],
    ['nothing', undefined, 'undefined'],
  ])('%s', (_shows, thrown, summary) => {
    expect(errorSummary(thrown)).toBe(summary);
  });

  it('is the one explained, whatever became of the message', () => {
    const error = wrongUse(explanation);
    error.message = 'changed on the way';
    expect(errorSummary(error)).toBe(explanation.summary);
  });
});
