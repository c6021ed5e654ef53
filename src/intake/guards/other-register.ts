import { ScreeningError } from '../../core/errors.js';
import type { NumberSet } from '../../core/number-set.js';
import type { PackedBlock, PackedNumbers } from '../../core/numbers-packer.js';
import { BLOCK_SIZE, unpackBlock } from '../../core/packed-block.js';
import { REGISTER_NAMES, type RegisterName } from '../../registers/registers.js';
import type { Store } from '../../store/database.js';
import type { EditionNumbers } from '../../store/edition-numbers.js';
import { editionsOf } from '../../store/editions.js';
import { FAR_INSTANT } from '../../store/ledger.js';
import { FEWEST_TO_COMPARE, type InOtherRegister } from './guard.js';

/** More than nine tenths are nearly all: the files of two days have more in common than that. */
const [TENTHS, OF_TEN] = [9, 10];
/** Of larger files a sample is looked at first; so much in common, and then every number. */
const LARGE_FILE = 10_000;
const SAMPLE_TENTHS = 8;
const SAMPLED_BLOCKS = 64;
const SAMPLED_OF_BLOCK = 32;

/**
 * Finds the register that a file seems to be of, when it is another one: more than nine tenths of its
 * numbers stand in that one's edition in force, and fewer in this one's. An edition that is damaged or
 * no longer held is passed over: what has become of one register must not keep the other's file out.
 *
 * @param file the numbers of a full file, or those marked A of a changes file
 * @param here how many of them stand in this register already
 */
export function inOtherRegister(
  store: Store,
  editions: EditionNumbers,
  register: RegisterName,
  file: PackedNumbers,
  here: number,
): InOtherRegister | undefined {
  if (file.count < FEWEST_TO_COMPARE || isNearlyAll(here, file.count)) return undefined;
  for (const other of REGISTER_NAMES.filter((name) => name !== register)) {
    const inForce = editionsOf(store, other, FAR_INSTANT).at(-1);
    if (inForce === undefined || editions.holding(inForce.id) !== 'whole') continue;
    try {
      const common = nearlyAllIn(editions.set(inForce.id), file);
      if (common > 0) return { register: other, dated: inForce.dated, common };
    } catch (error) {
      if (!(error instanceof ScreeningError)) throw error;
    }
  }
  return undefined;
}

function isNearlyAll(part: number, whole: number): boolean {
  return part * OF_TEN > whole * TENTHS;
}

/** How many of a file's numbers a set has; 0 when they are not nearly all. */
function nearlyAllIn(set: NumberSet, { blocks, count }: PackedNumbers): number {
  if (count > LARGE_FILE) {
    let [asked, found] = [0, 0];
    for (const e164 of sample(blocks, count)) {
      asked++;
      if (set.has(e164)) found++;
    }
    if (found * OF_TEN < asked * SAMPLE_TENTHS) return 0;
  }
  let common = 0;
  for (const { block, count: held, bytes } of blocks) {
    for (const offset of unpackBlock(bytes, held)) {
      if (set.has(block * BLOCK_SIZE + offset)) common++;
    }
  }
  return isNearlyAll(common, count) ? common : 0;
}

/**
 * Numbers from few blocks, since each that is asked has to be read: those in which the middles of equal
 * parts of the file lie, so that an area counts by its numbers.
 */
function* sample(blocks: readonly PackedBlock[], count: number): Generator<number> {
  let at = 0;
  let end = blocks[0]?.count ?? 0;
  for (let part = 0; part < SAMPLED_BLOCKS; part++) {
    const middle = Math.floor(((part + 0.5) * count) / SAMPLED_BLOCKS);
    while (middle >= end) end += blocks[++at]?.count ?? Infinity;
    const { block, count: held, bytes } = blocks[at] as PackedBlock;
    const offsets = unpackBlock(bytes, held);
    const step = Math.max(1, Math.floor(held / SAMPLED_OF_BLOCK));
    for (let place = 0; place < held; place += step) {
      yield block * BLOCK_SIZE + (offsets[place] as number);
    }
  }
}
