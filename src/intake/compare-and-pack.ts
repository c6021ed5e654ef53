import type { PackedNumbers } from '../core/numbers-packer.js';
import type { EditionNumbers } from '../store/edition-numbers.js';
import type { Edition, PackedDifference } from '../store/editions.js';
import { difference, packChanges, type ChangesOfBlock } from './edition-changes.js';

/** Differences from one key may take so large a part of it; then a new key is due. */
const SHARE_OF_KEY = 4;
/** A page of the database, which they may take in any case. */
const PAGE = 4096;

/** What a changes file changed, and in which edition. */
export interface MadeByChanges {
  readonly base: number;
  readonly changes: readonly ChangesOfBlock[];
}

/** What a new edition is compared with, and kept as. */
export interface Compared {
  /** Numbers that the edition before it lacked, and that it lacks. */
  readonly added: number;
  readonly removed: number;
  /** Of the removed ones, those behind its last number and before its first; 0 of a changes file. */
  readonly behind: number;
  readonly ahead: number;
  /** Why there is nothing to count from, though an edition stands before it; empty mostly. */
  readonly notCompared: '' | 'gone' | 'damaged';
  /** Undefined when the edition is kept whole. */
  readonly from: PackedDifference | undefined;
}

/**
 * Compares a new edition with those beside it in time, and settles how it is packed: as what changed
 * since the one before it, or since the one after it when it is the first, while all such changes
 * take a quarter of the key that they lead back to. An edition that was recorded never changes, so an
 * entry of history rests on what is there, and what is there does not rest on it.
 *
 * @param mayDiffer false to keep it whole in any case
 * @param made what a changes file made of an edition
 */
export function compareAndPack(
  held: EditionNumbers,
  beside: { readonly before: Edition | undefined; readonly after: Edition | undefined },
  numbers: PackedNumbers,
  mayDiffer: boolean,
  made?: MadeByChanges,
): Compared {
  const { before, after } = beside;
  const holding = before && held.holding(before.id);
  const base = holding === undefined ? after : holding === 'whole' ? before : undefined;
  const notCompared: Compared['notCompared'] =
    holding === undefined || holding === 'whole' ? '' : holding;
  const isBase = base !== undefined && held.holding(base.id) === 'whole';
  const counts = { added: before ? 0 : numbers.count, removed: 0, behind: 0, ahead: 0 };
  const none = { ...counts, notCompared, from: undefined };
  if (!isBase) return none;
  const mostBytes = mayDiffer ? room(held, base) : -1;
  const { changes, ...differing } =
    made?.base === base.id
      ? packChanges(made.changes, mostBytes)
      : difference(held.blocks(base.id), numbers, mostBytes);
  const from = changes && { base: base.id, changes };
  return base === before ? { ...differing, notCompared, from } : { ...none, from };
}

function room(held: EditionNumbers, base: Edition): number {
  const { key, differences } = held.bytes(base.id);
  return Math.max(PAGE, Math.floor(key / SHARE_OF_KEY)) - differences;
}
