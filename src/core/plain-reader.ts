import {
  CLASS_LIMIT,
  hasBothLengths,
  useOfClass,
  territoryOfClass,
  type Use,
} from './numbering-plan.js';
import { DigitsReader, FOREIGN_NUMBER, NOT_COMPLETE, UK_CALLING_CODE } from './read-digits.js';
import { flagBit, type Flag } from './flags.js';

const ZERO = 0x30;
const SPACE = 0x20;
const OPEN = 0x28;
const CLOSE = 0x29;
const PLUS = 0x2b;
const HYPHEN = 0x2d;
const MOST_DIGITS = 15;

/**
 * From this many digits on an opening bracket begins a remark, not a part of the number:
 * `01384 440182 (4 July)`.
 */
export const DIGITS_BEFORE_REMARK = 9;

/**
 * The straight way through a cell: one number in digits, blanks, hyphens and brackets, read from
 * bytes without making text. It settles about nineteen cells in twenty; whatever it does not
 * accept whole goes to readCellText, which must agree on all that this accepts (a property test
 * holds them together).
 */
export class PlainReader extends DigitsReader {
  /** Whether the cell held a digit; a cell without one holds no number. */
  hasDigit = false;

  /** UK_NUMBER, FOREIGN_NUMBER, or NOT_COMPLETE: not a plain cell, or no number in it. */
  readCell(bytes: Buffer, start: number, end: number): number {
    let value = 0;
    let digits = 0;
    let sinceGap = 0;
    let plus = false;
    let opensAgain = false;
    this.hasDigit = true;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      const digit = byte - ZERO;
      if (digit >= 0 && digit <= 9) {
        if (digit === 0 && sinceGap === 0 && digits > 0) opensAgain = true;
        value = value * 10 + digit;
        if (++digits > MOST_DIGITS) return NOT_COMPLETE;
        sinceGap++;
      } else if (byte === SPACE || byte === HYPHEN || byte === CLOSE) {
        sinceGap = 0;
      } else if (byte === OPEN) {
        if (digits >= DIGITS_BEFORE_REMARK || isLone(value, digits, plus)) return NOT_COMPLETE;
        sinceGap = 0;
      } else if (byte === PLUS && digits === 0 && !plus) {
        plus = true;
      } else {
        return NOT_COMPLETE;
      }
    }
    if (digits === 0) {
      this.hasDigit = false;
      return NOT_COMPLETE;
    }
    const found = this.read(value, digits, plus);
    // 01204 62345 6: the last digit may be a stray one; readCellText weighs both readings.
    if (found !== NOT_COMPLETE && sinceGap < 2 && hasBothLengths(this.numberClass)) {
      return NOT_COMPLETE;
    }
    // +1 202 555 0123 07700 900123: a UK number may begin at that 0; readCellText looks.
    return found === FOREIGN_NUMBER && opensAgain ? NOT_COMPLETE : found;
  }
}

/** Digits that open no number, before a bracket: they are a remark of their own. */
function isLone(value: number, digits: number, plus: boolean): boolean {
  if (digits === 0 || plus || value < 10 ** (digits - 1)) return false;
  return value !== UK_CALLING_CODE && value !== UK_CALLING_CODE * 10;
}

const FLAG_OF_USE: Partial<Record<Use, Flag>> = {
  'uk-wide': 'uk-wide',
  'corporate-or-voip': 'corporate-or-voip',
  freephone: 'freephone',
  'service-charge': 'service-charge',
};

/** By number class; -1 where they are not known yet. */
const flagsKnown = new Int32Array(CLASS_LIMIT).fill(-1);

/** Flag bits that the number's own prefix gives: its kind of service and its territory. */
export function flagBitsOfClass(numberClass: number): number {
  const known = flagsKnown[numberClass] as number;
  return known >= 0 ? known : (flagsKnown[numberClass] = flagBitsOf(numberClass));
}

function flagBitsOf(numberClass: number): number {
  const flag = FLAG_OF_USE[useOfClass(numberClass)];
  const territory = territoryOfClass(numberClass);
  const bits = flag === undefined ? 0 : flagBit(flag);
  return territory === undefined ? bits : bits | flagBit(`territory-${territory}`);
}
