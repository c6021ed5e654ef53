import { wrongUse, type ScreeningError } from '../core/errors.js';
import { readCellItems } from '../core/read-cell.js';
import { rangeIn } from '../core/number-range.js';
import type { ReadItem } from '../core/read-segments.js';

/** A number that a person typed on the command line. */
export interface TypedNumber {
  /** As it was typed. */
  readonly value: string;
  readonly e164: number;
  readonly item: Extract<ReadItem, { kind: 'number' | 'foreign' }>;
}

/**
 * Reads numbers that a person typed. All or none: an opt-out of which only a part was recorded would
 * pass for recorded.
 *
 * @throws ScreeningError wrong-use when one of them is no complete number; the shell may have split it
 */
export function readTypedNumbers(values: readonly string[]): TypedNumber[] {
  const read = values.map((value) => ({ value, items: readCellItems(value) }));
  const unread = read.find(({ items }) => items.length === 0 || !items.every(isNumber));
  if (unread !== undefined) throw unreadable(values, unread.value, unread.items);
  refuseRange(values);
  return read.flatMap(({ value, items }) =>
    items.filter(isNumber).map((item) => ({ value, e164: item.e164, item })),
  );
}

/** The first of a range is not the range; which of them was meant, who types can say. */
function refuseRange(values: readonly string[]): void {
  const value = values.find((one) => rangeIn(one) !== undefined);
  if (value === undefined) return;
  throw wrongUse({
    summary: `'${value}' may be a range of numbers; nothing was recorded`,
    why: 'only the first would be read',
    fix: 'write each number of it out, or leave out what stands behind the number',
    where: value,
  });
}

function isNumber(item: ReadItem): item is TypedNumber['item'] {
  return item.kind === 'number' || item.kind === 'foreign';
}

function unreadable(
  values: readonly string[],
  value: string,
  items: readonly ReadItem[],
): ScreeningError {
  const readings = items.flatMap((item) => (item.kind === 'ambiguous' ? item.readings : []));
  return wrongUse({
    summary: `'${value}' is no complete telephone number; nothing was recorded`,
    ...(readings.length > 0
      ? { why: `it could be ${readings.map((e164) => `+${String(e164)}`).join(' or ')}` }
      : {}),
    fix: wasSplit(values)
      ? 'the shell split the number at its blanks: put the whole number in quotes'
      : items.some(({ kind }) => kind === 'short-code')
        ? 'it is a short code, which nobody markets to: check the digits'
        : 'write the whole number with its area code, or with + and the country',
    where: value,
  });
}

/** Whether the words, put together, make whole numbers, and fewer. */
function wasSplit(values: readonly string[]): boolean {
  let numbers = 0;
  let words: string[] = [];
  for (const value of values) {
    words.push(value);
    const items = readCellItems(words.join(' '));
    if (items.length !== 1 || !items.every(isNumber)) continue;
    numbers++;
    words = [];
  }
  return words.length === 0 && numbers < values.length;
}
