/**
 * What can be known of one number, or of a record as a whole, when a verdict is asked for. A fact is
 * a bit; what is not known is not set, so that an empty sum says nothing and can never be clean.
 * `means` is how `policy` puts it. Append only, and at most 31.
 */
export const FACTS = [
  { name: 'read', means: 'the number was read' },
  { name: 'not-uk', means: 'it is a number of another country' },
  { name: 'not-diallable', means: 'it is a personal number, pager, premium rate or short code' },
  { name: 'invalid', means: 'its digits make no complete number' },
  { name: 'ambiguous', means: 'it is damaged, or has more than one reading' },
  { name: 'absent', means: 'no phone column holds a number' },
  { name: 'malformed', means: 'the record has another number of fields than the header' },
  { name: 'screened:tps', means: 'it was looked up in a TPS file in date' },
  { name: 'listed:tps', means: 'it is on the TPS file' },
  { name: 'not-covered:tps', means: 'the licence for the TPS file leaves its area out' },
  { name: 'screened:ctps', means: 'it was looked up in a CTPS file in date' },
  { name: 'listed:ctps', means: 'it is on the CTPS file' },
  { name: 'not-covered:ctps', means: 'the licence for the CTPS file leaves its area out' },
  { name: 'objected', means: 'an objection that binds the caller stands against it' },
  { name: 'consent', means: 'the caller has a usable consent for calls of this kind to it' },
  {
    name: 'consent-older-than-listing',
    means: 'that consent is older than the listing on a register',
  },
  {
    name: 'order-unknown',
    means: 'whether that consent is older than the listing cannot be told',
  },
  { name: 'in-grace', means: 'it has been listed for less than 28 days on every day of the calls' },
  { name: 'geographic', means: 'it is a geographic number (01, 02)' },
  { name: 'mobile', means: 'it is a mobile number' },
  { name: 'uk-wide', means: 'it is a UK-wide number (03)' },
  { name: 'corporate-or-voip', means: 'it is a corporate or VoIP number (055, 056)' },
  { name: 'freephone', means: 'it is a freephone number (080, 0500)' },
  { name: 'service-charge', means: 'it is a service charge number (084, 087)' },
  { name: 'territory-je', means: 'it is a number of Jersey' },
  { name: 'territory-gg', means: 'it is a number of Guernsey' },
  { name: 'territory-im', means: 'it is a number of the Isle of Man' },
  { name: 'zero-restored', means: 'its leading 0 was lost and put back' },
] as const satisfies readonly { name: string; means: string }[];

/** The name of a row of {@link FACTS}. */
export type Fact = (typeof FACTS)[number]['name'];

/** Every fact's name, in the order of the bits. */
export const FACT_NAMES: readonly Fact[] = FACTS.map(({ name }) => name);

/** The sum of the bits of some facts. */
export function factBits(...facts: readonly Fact[]): number {
  return facts.reduce((bits, fact) => bits | (1 << FACT_NAMES.indexOf(fact)), 0);
}

/** The facts in a sum of bits, in the order of the bits. */
export function factsOf(bits: number): Fact[] {
  return FACT_NAMES.filter((_, index) => (bits & (1 << index)) !== 0);
}
