import { FIRST_UK_BLOCK } from '../../core/packed-block.js';
import type { PackedNumbers } from '../../core/numbers-packer.js';
import { classOfFullNsn, isInUse } from '../../core/numbering-plan.js';

/** A block holds the numbers of four national digits; of its class five are asked. */
const OF_FIVE_DIGITS = 10;

/**
 * How many numbers stand in blocks of which no part is in use: area codes that nobody has. Numbers of
 * nine digits were read only where such numbers are, so they do not count.
 */
export function outOfUse({ blocks }: Pick<PackedNumbers, 'blocks'>): number {
  let found = 0;
  for (const { block, count } of blocks) {
    if (block >= FIRST_UK_BLOCK && !isAnyInUse(block - FIRST_UK_BLOCK)) found += count;
  }
  return found;
}

function isAnyInUse(firstFour: number): boolean {
  return Array.from({ length: OF_FIVE_DIGITS }, (_, fifth) =>
    classOfFullNsn(firstFour * OF_FIVE_DIGITS + fifth),
  ).some(isInUse);
}
