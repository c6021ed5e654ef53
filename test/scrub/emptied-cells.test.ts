import { describe, expect, it } from 'vitest';
import { decidingReason, reasonBit, type ReasonName } from '../../src/policy/reasons.js';
import { emptyingOf } from '../../src/scrub/emptied-cells.js';
import { NumbersByOutcome } from '../../src/scrub/numbers-by-outcome.js';
import type { FoundNumber } from '../../src/scrub/phone-cells.js';

function found(slot: number, e164: number, ...names: readonly ReasonName[]): FoundNumber {
  const reasons = names.reduce((bits, name) => bits | reasonBit(name), 0);
  const decision = {
    reasons,
    reason: decidingReason(reasons),
    basis: '',
    flags: 0,
    isSpared: false,
  };
  return { slot, e164, flags: 0, decision, numberClass: -1, item: undefined };
}

const reasonsOf = (numbers: readonly FoundNumber[]): number =>
  numbers.reduce((bits, { decision }) => bits | decision.reasons, 0);

describe('cells to empty', () => {
  it('are not those of numbers that a consent clears', () => {
    const numbers = [found(1, 1, 'TPS'), found(3, 2, 'CONSENT'), found(4, 3, 'CONSENT', 'CTPS')];
    expect(emptyingOf(reasonsOf(numbers), numbers)).toEqual({ slots: [1, 4], left: [numbers[1]] });
  });

  it('are none when the record as a whole is objected to', () => {
    const numbers = [found(1, 1, 'TPS'), found(2, 2)];
    expect(emptyingOf(reasonsOf(numbers), numbers)?.slots).toEqual([1]);
    expect(emptyingOf(reasonsOf(numbers) | reasonBit('OBJECTION'), numbers)).toBeUndefined();
  });

  it('are none when no number would be left', () => {
    const numbers = [found(1, 1, 'TPS'), found(1, 2), found(2, 0, 'NUMBER_INVALID')];
    expect(emptyingOf(reasonsOf(numbers), numbers)).toBeUndefined();
  });
});

describe('numbers of a run', () => {
  it('let through by consent are clean', () => {
    const numbers = new NumbersByOutcome();
    const cleared = [found(1, 447700900123, 'CONSENT'), found(2, 447700900456)];
    numbers.record(reasonsOf(cleared), cleared, 2);
    const { clean, excluded, unscreened } = numbers.build();
    expect([clean.count, excluded.count, unscreened.count]).toEqual([2, 0, 0]);
  });

  it('in an emptied cell have the outcome of their record', () => {
    const numbers = new NumbersByOutcome();
    const cells = [found(1, 0, 'NUMBER_AMBIGUOUS'), found(1, 447700900123), found(2, 447700900456)];
    numbers.emptied(reasonsOf(cells), cells, [1]);
    const { clean, excluded, unscreened } = numbers.build();
    expect([clean.count, excluded.count, unscreened.count]).toEqual([1, 0, 1]);
  });
});
