import { describe, expect, it } from 'vitest';
import { signOf } from '../../src/core/cell-signs.js';
import { rangeIn } from '../../src/core/number-range.js';

describe('what a phone cell says beside its numbers', () => {
  it.each([
    ['DO NOT CALL', 'no call'],
    ["don't ring", 'no call'],
    ['opted_out', 'no call'],
    ['Unsubscribed', 'no call'],
    ['TPS', 'no call'],
    ['STOP', 'no call'],
    ['########', 'overwritten'],
    ['#REF!', 'overwritten'],
    ['#N/A', 'overwritten'],
    ['#VALUE!', 'overwritten'],
    ['#NAME?', 'overwritten'],
    ['020 7946 0120-2', 'range'],
    ['020 7946 0120 \u2013 22', 'range'],
    ['0101 to 3', undefined],
    ['0161 496 0101 to 3', 'range'],
    ['n/a', undefined],
    ['', undefined],
    ['none', undefined],
    ['-', undefined],
    ['Mrs Stopford', undefined],
    ['#', 'overwritten'],
    ['07700 900123', undefined],
    ['07700 900123 opted out', undefined],
    ['020 7946 0123 x 2', undefined],
    ['020 7946 0123-1', undefined],
  ])('%s', (text, sign) => {
    expect(signOf(text)).toBe(sign);
  });
});

describe('a range of numbers', () => {
  it.each([
    ['020 7946 0120-2', [442079460121, 442079460122]],
    ['+44 20 7946 0120 to 21', [442079460121]],
    ['(020 7946 0120-2)', [442079460121, 442079460122]],
    ['07700 900100-50', []],
    ['01632 96012-3', undefined],
    ['020 7946 0129-1', undefined],
    ['020 7946 0120/2', undefined],
    ['020 7946 0120 2', undefined],
    ['2026-11-21', undefined],
  ])('%s', (text, others) => {
    expect(rangeIn(text)?.others).toEqual(others);
  });
});
