import { wrongUse } from '../core/errors.js';
import { readCellItems } from '../core/read-cell.js';
import { readingsOf } from '../core/read-number.js';

/** A number that a question is about. */
export interface AskedNumber {
  /** As it was typed. */
  readonly value: string;
  readonly e164: number;
}

/**
 * Reads the one number that a question is about, as every cell is read.
 *
 * @param where the option or argument that is named in messages
 * @throws ScreeningError wrong-use unless it is exactly one whole number
 */
export function readAskedNumber(value: string, where: string): AskedNumber {
  const items = readCellItems(value);
  const [item] = items;
  if (items.length === 1 && (item?.kind === 'number' || item?.kind === 'foreign')) {
    return { value, e164: item.e164 };
  }
  const readings = items.flatMap(readingsOf).map((e164) => `+${String(e164)}`);
  throw wrongUse({
    summary: `${where}: '${value}' is not exactly one whole telephone number`,
    ...(readings.length > 0 ? { why: `it could be read as ${readings.join(' or ')}` } : {}),
    fix: 'write one number with its area code, or with + and the country, in quotes if it has blanks',
    where,
  });
}
