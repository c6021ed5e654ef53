import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../../src/core/day.js';
import { InstantWords } from '../../src/core/zone-clock.js';

describe('instants in words', () => {
  it('are those of every other place', () => {
    const words = new InstantWords();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) }), (at) => {
        expect(words.of(at)).toBe(instantOf(at));
      }),
    );
  });
});
