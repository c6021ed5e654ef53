import { describe, expect, it } from 'vitest';
import { flagBit } from '../../src/core/flags.js';
import { reasonBit } from '../../src/policy/reasons.js';
import { Tally } from '../../src/scrub/tally.js';

const TPS = reasonBit('TPS');
const INVALID = reasonBit('NUMBER_INVALID');
const CONSENT = reasonBit('CONSENT');

function tallyOf(records: readonly number[]): Tally {
  const tally = new Tally();
  for (const reasons of records) {
    tally.recordRead();
    tally.record(reasons);
  }
  return tally;
}

describe('numbers that lost their leading 0', () => {
  it('are to be mended where they may be called, and not where they are held back', () => {
    const tally = new Tally();
    const zero = flagBit('zero-restored');
    for (const reasons of [0, CONSENT, TPS, TPS | CONSENT, INVALID]) tally.number(reasons, zero);
    tally.number(0, 0);
    expect(tally.numbersToMend).toBe(2);
    expect(tally.flags()).toEqual({ 'zero-restored': 5 });
  });
});

describe('the account of a run', () => {
  it('counts each record once, by the reason that decides', () => {
    const tally = tallyOf([0, TPS, TPS | INVALID, INVALID, 0]);
    expect(tally.records()).toEqual({ read: 5, clean: 2, excluded: 2, unscreened: 1 });
    expect(tally.reasons()).toEqual({ TPS: 2, NUMBER_INVALID: 1, CLEAN: 2 });
    expect(() => tally.balance({ written: 2, blanked: 0 }, 'drop')).not.toThrow();
  });

  it('counts numbers and their flags apart from records', () => {
    const tally = new Tally();
    tally.number(TPS, flagBit('freephone') | flagBit('second-number'));
    tally.number(0, flagBit('freephone'));
    expect(tally.numbers()).toEqual({ read: 2, clean: 1, excluded: 1, unscreened: 0 });
    expect(tally.flags()).toEqual({ 'second-number': 1, freephone: 2 });
    expect(tally.records()).toEqual({ read: 0, clean: 0, excluded: 0, unscreened: 0 });
  });

  it('counts a record that consent alone speaks of as clean, under CONSENT', () => {
    const tally = tallyOf([0, CONSENT, CONSENT | TPS]);
    expect(tally.records()).toEqual({ read: 3, clean: 2, excluded: 1, unscreened: 0 });
    expect(tally.reasons()).toEqual({ CLEAN: 1, CONSENT: 1, TPS: 1 });
    expect(() => tally.balance({ written: 2, blanked: 0 }, 'drop')).not.toThrow();
  });

  it.each([
    ['drop', 2, 0],
    ['blank', 3, 1],
    ['flag', 4, 0],
  ] as const)(
    'adds up in mode %s with %i written, %i with emptied cells',
    (mode, written, blanked) => {
      const tally = tallyOf([0, 0, TPS, INVALID]);
      for (const other of [written - 1, written + 1]) {
        expect(() => tally.balance({ written: other, blanked }, mode)).toThrow('do not add up');
      }
      expect(() => tally.balance({ written, blanked }, mode)).not.toThrow();
    },
  );

  it.each([
    ['a clean record was not written', 'drop', [0, 0], 1, 0],
    ['a record held back was written', 'drop', [0, TPS], 2, 0],
    ['nothing was read and something written', 'drop', [], 1, 0],
    ['cells were emptied in more records than were held back', 'blank', [0, TPS], 3, 2],
    ['a record was not flagged', 'flag', [0, TPS], 1, 0],
  ] as const)('is refused when %s', (_, mode, records, written, blanked) => {
    expect(() => tallyOf(records).balance({ written, blanked }, mode)).toThrow('do not add up');
  });

  it('is refused when a record was read and not decided', () => {
    const tally = tallyOf([0]);
    tally.recordRead();
    expect(() => tally.balance({ written: 1, blanked: 0 }, 'drop')).toThrow('2 read, 1 clean');
  });
});
