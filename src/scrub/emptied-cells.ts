import { isHeldBack, reasonBit } from '../policy/reasons.js';
import type { FoundNumber } from './phone-cells.js';
import type { CurrentRecord } from './rows/record-rows.js';

const OBJECTION = reasonBit('OBJECTION');

/** Cells to empty, and the numbers that are left then. */
export interface Emptying {
  /** Columns, ascending. */
  readonly slots: readonly number[];
  /** At least one. */
  readonly left: readonly FoundNumber[];
}

/**
 * Which cells of a record that is held back are to be emptied whole so that it may stay
 * (`--rows blank`): every one with a number that may not be called or was not read. Undefined when
 * the record cannot stay: somebody objected, whose other phone is no way round that, or no number
 * would be left.
 *
 * @param reasons sum of the record's reasons
 */
export function emptyingOf(reasons: number, found: readonly FoundNumber[]): Emptying | undefined {
  if ((reasons & OBJECTION) !== 0) return undefined;
  const held = found.filter(({ decision }) => isHeldBack(decision.reasons));
  const slots = [...new Set(held.map(({ slot }) => slot))];
  const left = found.filter(({ slot }) => !slots.includes(slot));
  return left.length === 0 ? undefined : { slots, left };
}

/**
 * The bytes of cells in the current record, as pairs of start and end. The outer quotes of
 * a quoted cell are no part of it: they stay, and `""` is an empty field.
 */
export function cellBytes(
  record: CurrentRecord,
  slots: readonly number[],
): [start: number, end: number][] {
  return slots.map((slot) => [record.start(slot), record.end(slot)]);
}
