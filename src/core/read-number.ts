import { flagBit } from './flags.js';
import { isInUse } from './numbering-plan.js';
import { flagBitsOfClass } from './plain-reader.js';
import { DigitsReader, FOREIGN_NUMBER, NOT_COMPLETE } from './read-digits.js';

/** A cell item with flags as bits and the number's class (numbering-plan.ts). */
export type ReadItem =
  | { kind: 'number'; e164: number; flags: number; numberClass: number }
  | { kind: 'foreign'; e164: number; flags: number }
  | { kind: 'short-code'; digits: string }
  | { kind: 'invalid' }
  | { kind: 'ambiguous'; readings: readonly number[] };

/** An item that is a number for certain. */
export type NumberItem = Extract<ReadItem, { kind: 'number' | 'foreign' }>;

/** Digits of 00, a calling code and the longest national number: nothing longer is one number. */
export const MOST_DIGITS = 17;

const ZERO_RESTORED = flagBit('zero-restored');

/** Reads the digits of a segment as one number; undefined when they do not make one. */
export function readNumber(digits: string, plus: boolean): NumberItem | undefined {
  if (digits.length > MOST_DIGITS || !/^\d+$/.test(digits)) return undefined;
  const reader = new DigitsReader();
  const found = digits.startsWith('00')
    ? digits[2] === '0'
      ? NOT_COMPLETE
      : reader.read(Number(digits.slice(2)), digits.length - 2, true)
    : digits.length > 15
      ? NOT_COMPLETE
      : reader.read(Number(digits), digits.length, plus);
  if (found === NOT_COMPLETE) return undefined;
  const { e164, numberClass } = reader;
  if (found === FOREIGN_NUMBER) return { kind: 'foreign', e164, flags: 0 };
  return { kind: 'number', e164, flags: flagBitsOfClass(numberClass), numberClass };
}

/** More possible numbers than this and a damaged cell is not looked up at all (cli.md section 3). */
const MOST_READINGS = 10;

/** An ambiguous item; without readings when there are too many of them. */
export function ambiguous(readings: readonly number[]): ReadItem {
  const distinct = [...new Set(readings)];
  return { kind: 'ambiguous', readings: distinct.length > MOST_READINGS ? [] : distinct };
}

/**
 * Gives digits the 0 that a spreadsheet took. Nine or ten in an area code or range in use are
 * repaired; elsewhere it is only one reading, since it may as well be a foreign number, and seven
 * may be a local number.
 */
export function restoreZero(digits: string): ReadItem | undefined {
  if (!/^[1-9](?:\d{6}|\d{8,9})$/.test(digits)) return undefined;
  const item = readNumber(`0${digits}`, false);
  if (item?.kind !== 'number') return undefined;
  if (digits.length < 9 || !isInUse(item.numberClass)) return ambiguous([item.e164]);
  return { ...item, flags: item.flags | ZERO_RESTORED };
}

/** Whether the item is a number that was given back its 0. */
export function isRestored(item: ReadItem): boolean {
  return item.kind === 'number' && (item.flags & ZERO_RESTORED) !== 0;
}

/** The numbers that an item may be. */
export function readingsOf(item: ReadItem | undefined): readonly number[] {
  if (item === undefined) return [];
  if (item.kind === 'number' || item.kind === 'foreign') return [item.e164];
  return item.kind === 'ambiguous' ? item.readings : [];
}
