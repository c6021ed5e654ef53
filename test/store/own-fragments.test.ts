import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fragment, packFragment } from '../../src/store/own-fragments.js';

function fragmentOf(references: readonly string[]): Fragment {
  const draft = {
    block: 447700,
    kind: 'event',
    layer: 0,
    offsets: Uint32Array.from(references, (_, place) => 7 * place),
    terms: new Uint32Array(references.length),
    references,
  } as const;
  return new Fragment(packFragment(draft, 1, 1), 'test.db');
}

/** Texts that could be taken for the marks between references, beside any others. */
const reference = fc.oneof(
  fc.constantFrom('', '"', ',', '","', '","",', '\\', '\\"', '[', ']', 'R 1', '""'),
  fc.string(),
);

describe('the references of a fragment', () => {
  it('are found at their places, whichever are asked for and however often', () => {
    const asked = fc.array(reference, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(asked, fc.array(fc.nat(11), { maxLength: 20 }), (references, places) => {
        const fragment = fragmentOf(references);
        for (const place of [...places, ...references.keys()]) {
          const at = place % references.length;
          expect(fragment.reference(at)).toBe(references[at]);
          expect(fragment.hasReference(at)).toBe(references[at] !== '');
        }
      }),
      { seed: 20261122 },
    );
  });

  it('are empty where none was given', () => {
    const fragment = fragmentOf([]);
    expect([fragment.reference(0), fragment.hasReference(0)]).toEqual(['', false]);
  });
});
