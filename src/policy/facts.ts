import { REGISTER_NAMES } from '../registers/registers.js';

/**
 * What can be known of one number, or of a record as a whole, when a verdict is asked for. A fact is
 * a bit; what is not known is not set, so that an empty sum says nothing and can never be clean.
 * `means` is a clause that `policy` puts after "if": it names what it speaks of, since a reader of
 * one rule has not read the others. Append only, and at most 31: the last bit of 32 is kept for what is no
 * fact (scrub/number-facts.ts).
 */
export const FACTS = [
  { name: 'read', means: 'the number was read in full' },
  { name: 'not-uk', means: 'the number is one of another country' },
  {
    name: 'not-diallable',
    means: 'the number is a personal number (070), a pager, a premium rate number or a short code',
  },
  { name: 'invalid', means: 'the digits in the cell make no complete number' },
  { name: 'ambiguous', means: 'the number is damaged, or can be read in more than one way' },
  { name: 'absent', means: 'no phone column of the record holds a number' },
  { name: 'malformed', means: 'the record has more or fewer fields than the list has columns' },
  {
    name: 'screened:tps',
    means: 'the number was looked up in a file of the TPS register that is in date',
  },
  { name: 'listed:tps', means: 'the number is listed on the TPS register' },
  {
    name: 'not-covered:tps',
    means: 'the licence for the TPS register does not extend to the number',
  },
  {
    name: 'screened:ctps',
    means: 'the number was looked up in a file of the CTPS register that is in date',
  },
  { name: 'listed:ctps', means: 'the number is listed on the CTPS register' },
  {
    name: 'not-covered:ctps',
    means: 'the licence for the CTPS register does not extend to the number',
  },
  { name: 'objected', means: 'an objection that binds the caller stands against the number' },
  { name: 'consent', means: 'the caller has a usable consent for the number' },
  {
    name: 'consent-older-than-listing',
    means: 'the consent was given before the number came onto a register',
  },
  {
    name: 'order-unknown',
    means: 'it cannot be told whether the consent was given before the number came onto a register',
  },
  {
    name: 'in-grace',
    means: 'the number will have been listed for less than 28 days on every day of the calls',
  },
  { name: 'geographic', means: 'the number is a geographic number (01, 02)' },
  { name: 'mobile', means: 'the number is a mobile number' },
  { name: 'uk-wide', means: 'the number is a UK-wide number (03)' },
  { name: 'corporate-or-voip', means: 'the number is a corporate or VoIP number (055, 056)' },
  { name: 'freephone', means: 'the number is a freephone number (080, 0500)' },
  { name: 'service-charge', means: 'the number is a service charge number (084, 087)' },
  { name: 'territory-je', means: 'the number is one of Jersey' },
  { name: 'territory-gg', means: 'the number is one of Guernsey' },
  { name: 'territory-im', means: 'the number is one of the Isle of Man' },
  { name: 'zero-restored', means: 'the number had lost its leading 0, which was put back' },
] as const satisfies readonly { name: string; means: string }[];

/** The name of a row of {@link FACTS}. */
export type Fact = (typeof FACTS)[number]['name'];

/** Every fact's name, in the order of the bits. */
export const FACT_NAMES: readonly Fact[] = FACTS.map(({ name }) => name);

/** Sets of facts that exclude one another: what is true of a number has at most one of each set. */
export const EXCLUSIVE_FACTS: readonly (readonly Fact[])[] = [
  ['read', 'invalid', 'ambiguous', 'absent', 'malformed'],
  [
    'not-uk',
    'not-diallable',
    'geographic',
    'mobile',
    'uk-wide',
    'corporate-or-voip',
    'freephone',
    'service-charge',
  ],
  ['not-uk', 'territory-je', 'territory-gg', 'territory-im'],
  ...REGISTER_NAMES.map((name) => [`screened:${name}`, `not-covered:${name}`] as const),
  ['consent-older-than-listing', 'order-unknown'],
];

/** The sum of the bits of some facts. */
export function factBits(...facts: readonly Fact[]): number {
  return facts.reduce((bits, fact) => bits | (1 << FACT_NAMES.indexOf(fact)), 0);
}

/** The facts in a sum of bits, in the order of the bits. */
export function factsOf(bits: number): Fact[] {
  return FACT_NAMES.filter((_, index) => (bits & (1 << index)) !== 0);
}
