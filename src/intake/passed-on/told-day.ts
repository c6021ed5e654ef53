import { DAY_ORDERS, type DayOrder } from '../../config/settings.js';
import type { Day } from '../../core/day.js';
import { readWrittenDay } from '../../files/written-day.js';

/** A day before it is another program's blank (1899, 1900, 1970, 1980) or a slip, not a day told. */
export const EARLIEST_TOLD = '1984-01-01' as Day;

/**
 * The day on which somebody said something, as a file writes it.
 *
 * @returns `ahead` for one that is still to come, `unread` for none and for one that is too early
 */
export function readToldDay(text: string, order: DayOrder, today: Day): Day | 'ahead' | 'unread' {
  const told = readWrittenDay(text, order);
  if (told === undefined || told < EARLIEST_TOLD) return 'unread';
  return told > today ? 'ahead' : told;
}

/**
 * The order in which a day can be read that cannot be read in the order asked: the file writes days
 * in another than was said.
 *
 * @returns undefined when it can be read as asked, or in no order
 */
export function otherOrder(text: string, order: DayOrder): DayOrder | undefined {
  if (readWrittenDay(text, order) !== undefined) return undefined;
  return DAY_ORDERS.find((other) => readWrittenDay(text, other) !== undefined);
}
