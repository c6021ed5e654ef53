import type { Edition } from '../../store/editions.js';

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
