import { describe, expect, it } from 'vitest';
import { reasonBit } from '../../src/policy/reasons.js';
import { emptyingOf } from '../../src/scrub/emptied-cells.js';
import { found, reasonsOf } from './found-number.js';

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
