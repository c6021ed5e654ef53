import { readCellItems } from '../core/read-cell.js';
import { readingsOf } from '../core/read-number.js';

/** Whether an unread line has a number, however it is written, or may have it. */
export function mayHold(text: string, e164: number): boolean {
  const whole = String(e164);
  const digits = text.replace(/[\s().+-]/g, '');
  if (digits.includes(whole.startsWith('44') ? whole.slice(2) : whole)) return true;
  return text
    .split(/[,;|\t"]/)
    .some((cell) => readCellItems(cell).flatMap(readingsOf).includes(e164));
}
