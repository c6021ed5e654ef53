/**
 * What can be known of one number when a verdict is asked for. A fact is a bit; what is not
 * known is not set, so that an empty sum says nothing and can never be clean. Append only.
 */
export const FACTS = [
  'read',
  'not-uk',
  'not-diallable',
  'invalid',
  'ambiguous',
  'absent',
  'malformed',
  'screened:tps',
  'listed:tps',
  'not-covered:tps',
  'screened:ctps',
  'listed:ctps',
  'not-covered:ctps',
  'objected',
] as const;

/** A row of {@link FACTS}. */
export type Fact = (typeof FACTS)[number];

/** The sum of the bits of some facts. */
export function factBits(...facts: readonly Fact[]): number {
  return facts.reduce((bits, fact) => bits | (1 << FACTS.indexOf(fact)), 0);
}
