/**
 * The closed table of flags (cli.md section 3): what a reader of the report should know about a
 * number beside its verdict. The order is the bit order and the order of printing; append only.
 */
export const FLAGS = [
  'zero-restored',
  'extension-dropped',
  'second-number',
  'territory-je',
  'territory-gg',
  'territory-im',
  'service-charge',
  'freephone',
  'uk-wide',
  'corporate-or-voip',
  'consent-older-than-listing',
  'order-unknown',
] as const;

/** One row of {@link FLAGS}. */
export type Flag = (typeof FLAGS)[number];

/** The bit of a flag: flags of one number are kept as a sum of bits. */
export function flagBit(flag: Flag): number {
  return 1 << FLAGS.indexOf(flag);
}

/** The flags in a sum of bits, in table order. */
export function flagsOf(bits: number): Flag[] {
  return FLAGS.filter((_, index) => (bits & (1 << index)) !== 0);
}
