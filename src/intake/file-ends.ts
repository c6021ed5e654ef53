import { LOWEST_FULL_LENGTH } from '../core/read-digits.js';
import type { PackedNumbers } from '../core/numbers-packer.js';
import { BLOCK_SIZE, unpackBlock } from '../core/packed-block.js';

/** Where a file begins and ends, in the order of register files. */
export interface Ends {
  readonly first: number;
  readonly last: number;
}

/** Nothing lies beyond it. */
export const ENDLESS: Ends = { first: -Infinity, last: Infinity };

/**
 * A number's place in a register file, whose lines ascend as text: `01204 62345` stands among the
 * numbers of its area, though as an integer it is less than every number of full length. In a file that
 * ascends as integers the few short ones stand elsewhere, which leaves nine tenths what they are.
 *
 * @param e164 digits as an integer
 */
export function placeInFile(e164: number): number {
  let place = e164;
  while (place < LOWEST_FULL_LENGTH) place *= 10;
  return place;
}

/** The ends of a file's numbers; they are looked for in its blocks, since what came first is not kept. */
export function endsOf({ blocks }: Pick<PackedNumbers, 'blocks'>): Ends {
  let [first, last] = [Infinity, -Infinity];
  blocks.forEach(({ block, count, bytes }, at) => {
    // Within numbers of one length places ascend with blocks.
    const [before, after] = [blocks[at - 1]?.block, blocks[at + 1]?.block];
    const isFirst = digits(before) !== digits(block);
    const isLast = digits(after) !== digits(block);
    if (!isFirst && !isLast) return;
    const offsets = unpackBlock(bytes, count);
    const place = (offset = 0) => placeInFile(block * BLOCK_SIZE + offset);
    first = Math.min(first, place(offsets[0]));
    last = Math.max(last, place(offsets.at(-1)));
  });
  return { first, last };
}

function digits(block: number | undefined): number {
  return block === undefined ? 0 : String(block).length;
}
