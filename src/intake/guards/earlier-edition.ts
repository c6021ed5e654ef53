import type { Day } from '../../core/day.js';
import { decidingEditions, type Edition } from '../../store/editions.js';

/**
 * An edition earlier than another, with the numbers of a file that are not that one's: what was the
 * register then is hardly what it is again.
 *
 * @param held all of the register, in the order in which they decide
 * @param sha256 over the file's numbers
 */
export function editionWithSame(
  held: readonly Edition[],
  before: Edition | undefined,
  sha256: string,
): Edition | undefined {
  if (before === undefined || before.numbers_sha256 === sha256) return undefined;
  return held.findLast(
    ({ dated, covers, numbers_sha256 }) =>
      dated < before.dated && covers === before.covers && numbers_sha256 === sha256,
  );
}

/**
 * Since when the register has held nothing but the numbers of a file: the day of the first of the
 * unbroken run of editions with just these numbers. Measured from the last edition alone, an old file
 * that is written anew each night would be taken for ever, a day at a time. An edition that somebody
 * let through (`--accept-change`) begins a run of its own: that person has looked.
 *
 * @param earlier all of the register up to the file's day, in the order in which they decide
 * @param sha256 over the file's numbers
 */
export function unchangedSince(earlier: readonly Edition[], sha256: string): Day | undefined {
  let since: Day | undefined;
  for (const { dated, numbers_sha256, accepted } of decidingEditions(earlier).reverse()) {
    if (numbers_sha256 !== sha256) break;
    since = dated;
    if (accepted !== '') break;
  }
  return since;
}
