import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Pairs } from '../../../src/intake/passed-on/sayings.js';

it('numbers pairs from 0 as they are met, whatever else has their place in the table', () => {
  // Multiples of the table's size come to stand in the same places.
  const member = fc
    .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }))
    .map(([low, high]) => low + high * 32_768);
  fc.assert(
    fc.property(fc.array(fc.tuple(member, member), { maxLength: 60 }), (pairs) => {
      const numbered = new Pairs();
      const model = new Map<string, number>();
      for (const [first, second] of pairs) {
        const name = `${String(first)} ${String(second)}`;
        if (!model.has(name)) model.set(name, model.size);
        expect(numbered.of(first, second)).toBe(model.get(name));
      }
    }),
    { seed: 20261121, numRuns: 500 },
  );
});
