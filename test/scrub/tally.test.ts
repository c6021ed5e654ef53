import { describe, expect, it } from 'vitest';
import { flagBit } from '../../src/core/flags.js';
import { reasonBit } from '../../src/policy/reasons.js';
import { Tally } from '../../src/scrub/tally.js';

const TPS = reasonBit('TPS');
const INVALID = reasonBit('NUMBER_INVALID');

function tallyOf(records: readonly number[]): Tally {
  const tally = new Tally();
  for (const reasons of records) {
    tally.recordRead();
    tally.record(reasons);
  }
  return tally;
}

describe('the account of a run', () => {
  it('counts each record once, by the reason that decides', () => {
    const tally = tallyOf([0, TPS, TPS | INVALID, INVALID, 0]);
    expect(tally.records()).toEqual({ read: 5, clean: 2, excluded: 2, unscreened: 1 });
    expect(tally.reasons()).toEqual({ TPS: 2, NUMBER_INVALID: 1, CLEAN: 2 });
    expect(() => tally.balance(2)).not.toThrow();
  });

  it('counts numbers and their flags apart from records', () => {
    const tally = new Tally();
    tally.number(TPS, flagBit('freephone') | flagBit('second-number'));
    tally.number(0, flagBit('freephone'));
    expect(tally.numbers()).toEqual({ read: 2, clean: 1, excluded: 1, unscreened: 0 });
    expect(tally.flags()).toEqual({ 'second-number': 1, freephone: 2 });
    expect(tally.records()).toEqual({ read: 0, clean: 0, excluded: 0, unscreened: 0 });
  });

  it.each([
    ['a clean record was not written', [0, 0], 1],
    ['a record held back was written', [0, TPS], 2],
    ['nothing was read and something written', [], 1],
  ])('is refused when %s', (_, records, written) => {
    expect(() => tallyOf(records).balance(written)).toThrow('the records do not add up');
  });

  it('is refused when a record was read and not decided', () => {
    const tally = tallyOf([0]);
    tally.recordRead();
    expect(() => tally.balance(1)).toThrow('2 read, 1 clean');
  });
});
