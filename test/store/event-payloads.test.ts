import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ConsentTerms } from '../../src/policy/consents.js';
import type { ObjectionTerms } from '../../src/policy/objections.js';
import { canonicalEntries, canonicalJson } from '../../src/store/ledger.js';
import { eventPayloads } from '../../src/store/own-event-payloads.js';

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"', '\\', 'x', '\ud800', ''));
const bit = fc.constantFrom(0, 1);

const consents = fc.record({
  ...{ caller: text, given: text, undated: bit, given_text: text, until: text, purposes: text },
  ...{ kind: text, obtained: text, method: text, wording: text },
}) as unknown as fc.Arbitrary<ConsentTerms>;

const objections = fc.record({
  ...{ list: text, class: text, reason: text, source: text, told: text, undated: bit },
  ...{ told_text: text, until: text, caller: text, campaign: text },
}) as unknown as fc.Arbitrary<ObjectionTerms>;

it('entries are what canonical JSON has between its braces', () => {
  fc.assert(
    fc.property(fc.oneof(consents, objections), (terms) => {
      const keys = Object.keys(terms).sort();
      expect(`{${canonicalEntries({ ...terms }, keys)}}`).toBe(canonicalJson(terms));
    }),
    { seed: 20261122 },
  );
});

it('what the ledger lines of events say is canonical JSON of each', () => {
  const events = fc.array(fc.tuple(fc.nat(999_999), fc.nat(), text), { minLength: 1 });
  const all = fc.oneof(
    fc.array(consents, { minLength: 1, maxLength: 5 }),
    fc.array(objections, { minLength: 1, maxLength: 5 }),
  );
  fc.assert(
    fc.property(all, events, (terms, said) => {
      const draft = {
        ...{ block: 447700, kind: 'event' as const, layer: 0 },
        offsets: Uint32Array.from(said, ([offset]) => offset),
        terms: Uint32Array.from(said, ([, place]) => place % terms.length),
        references: said.map(([, , reference]) => reference),
      };
      expect([...eventPayloads('import-7', [draft], terms)]).toEqual(
        said.map(([offset, place, reference]) =>
          canonicalJson({
            ...terms[place % terms.length],
            ...{ batch: 'import-7', number: 447700 * 1_000_000 + offset, reference },
          }),
        ),
      );
    }),
    { seed: 20261122 },
  );
});
