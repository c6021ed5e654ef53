/** What a verdict means for the record: callable, held back for cause, or not known. */
export type Outcome = 'clean' | 'excluded' | 'unscreened';

/**
 * Every reason for which a number or a record can be held back, in the order in which they
 * decide: the first one that holds is the verdict's. The order is part of the contract
 * (cli.md section 3). `letter` is the code that diallers know from DNC.com.
 */
export const REASONS = [
  { name: 'MALFORMED_RECORD', outcome: 'unscreened', letter: 'M' },
  { name: 'OBJECTION', outcome: 'excluded', letter: 'P' },
  { name: 'TPS', outcome: 'excluded', letter: 'D' },
  { name: 'CTPS', outcome: 'excluded', letter: 'D' },
  { name: 'CONSENT_REQUIRED', outcome: 'excluded', letter: 'B' },
  { name: 'NOT_DIALLABLE', outcome: 'excluded', letter: 'I' },
  { name: 'DUPLICATE', outcome: 'excluded', letter: '' },
  { name: 'NOT_COVERED', outcome: 'unscreened', letter: 'B' },
  { name: 'NUMBER_INVALID', outcome: 'unscreened', letter: 'M' },
  { name: 'NUMBER_AMBIGUOUS', outcome: 'unscreened', letter: 'M' },
  { name: 'NOT_UK', outcome: 'unscreened', letter: '' },
  { name: 'NO_NUMBER', outcome: 'unscreened', letter: '' },
  { name: 'NO_DATA', outcome: 'unscreened', letter: '' },
  { name: 'CONSENT', outcome: 'clean', letter: 'O' },
  { name: 'CLEAN', outcome: 'clean', letter: 'C' },
] as const satisfies readonly { name: string; outcome: Outcome; letter: string }[];

/** A row of {@link REASONS}. */
export type Reason = (typeof REASONS)[number];

/** The name of a reason, as it stands in reports. */
export type ReasonName = Reason['name'];

/** The bit of a reason: the lower the bit, the earlier it decides. */
export function reasonBit(name: ReasonName): number {
  return 1 << REASONS.findIndex((reason) => reason.name === name);
}

/** The reasons in a sum of bits, in deciding order. */
export function reasonsOf(bits: number): Reason[] {
  return REASONS.filter((_, index) => (bits & (1 << index)) !== 0);
}

/** The bits of every reason that holds a number or record back. */
export const HELD_BACK: number = REASONS.filter(({ outcome }) => outcome !== 'clean').reduce(
  (bits, { name }) => bits | reasonBit(name),
  0,
);

/** Whether a sum of reasons holds a number or record back: `CONSENT` alone does not. */
export function isHeldBack(reasons: number): boolean {
  return (reasons & HELD_BACK) !== 0;
}

const CLEAN_PLACE = REASONS.length - 1;

/** The place in {@link REASONS} of the reason that decides: the first of those that hold, else CLEAN. */
export function decidingPlace(bits: number): number {
  return bits === 0 ? CLEAN_PLACE : 31 - Math.clz32(bits & -bits);
}

/** The reason that decides (see {@link decidingPlace}). */
export function decidingReason(bits: number): Reason {
  return REASONS[decidingPlace(bits)] as Reason;
}
