import { describe, expect, it } from 'vitest';
import { FACT_NAMES, type Fact } from '../../src/policy/facts.js';
import { contradiction, inFactOrder } from '../../src/policy/own-policy.js';

/** Of these a number has one at most; written out again, since a rule that asks for two is refused. */
const ONE_AT_MOST: readonly string[] = [
  'read invalid ambiguous absent malformed',
  'not-uk not-diallable geographic mobile uk-wide corporate-or-voip freephone service-charge',
  'not-uk territory-je territory-gg territory-im',
  'screened:tps not-covered:tps',
  'screened:ctps not-covered:ctps',
  'consent-older-than-listing order-unknown',
];

function excludeOneAnother(one: Fact, other: Fact): boolean {
  return ONE_AT_MOST.map((row) => row.split(' ')).some(
    (row) => row.includes(one) && row.includes(other),
  );
}

describe('two facts of a rule', () => {
  it.each(FACT_NAMES)('contradict one another or not: %s and each other', (one) => {
    for (const other of FACT_NAMES) {
      if (other === one) continue;
      const pair = excludeOneAnother(one, other) ? inFactOrder([one, other]) : undefined;
      expect(contradiction([one, other]), `${one} ${other}`).toEqual(pair);
    }
  });

  it('contradict one another among others, and the first two are named', () => {
    expect(contradiction(['mobile', 'in-grace', 'absent', 'read', 'consent', 'malformed'])).toEqual(
      ['read', 'absent'],
    );
  });

  it('are no two when it is one, or the same twice', () => {
    expect(contradiction([])).toBeUndefined();
    expect(contradiction(['mobile'])).toBeUndefined();
    expect(contradiction(['mobile', 'mobile'])).toBeUndefined();
  });
});
