import { readCellItems } from './read-cell.js';
import { readingsOf } from './read-number.js';

/** Digits that are shown: two before those that are hidden, three after. */
const SHOWN_FIRST = 2;
const SHOWN_LAST = 3;
/** So many are hidden at least, of a short number in place of the last ones. */
const FEWEST_HIDDEN = 5;

/** What stands for a value in which no number was read. */
const UNREAD = 'unread';

/**
 * A number of which most digits are hidden: `+44*******123`. Who knows a number can tell whether it may
 * be the one (one in a thousand others looks the same); who does not is left with ten million of them.
 * Beginnings are not shown: an area and three digits more would leave a few hundred subscribers.
 *
 * @param e164 digits as an integer
 */
export function maskedNumber(e164: number): string {
  const digits = String(e164);
  const first = digits.slice(0, SHOWN_FIRST);
  const rest = digits.slice(SHOWN_FIRST);
  const shown = Math.min(SHOWN_LAST, Math.max(0, rest.length - FEWEST_HIDDEN));
  const hidden = rest.length - shown;
  return `+${first}${'*'.repeat(hidden)}${rest.slice(hidden)}`;
}

/** The numbers that values may be, masked, in their order; of a value without one `unread`. */
export function maskedValues(values: readonly string[]): string[] {
  return values.flatMap((value) => {
    const readings = readCellItems(value).flatMap((item) => [...readingsOf(item)]);
    return readings.length === 0 ? [UNREAD] : readings.map(maskedNumber);
  });
}
