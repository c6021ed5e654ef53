import { DOUBTFUL_ZERO } from './fold-text.js';
import { POWERS_OF_TEN } from './numbering-plan.js';
import { ambiguous, readNumber, restoreZero, type ReadItem } from './read-segments.js';
import { flagBit } from './flags.js';

/** Digits of a full UK number that lost its 0. */
const SPREADSHEET_DIGITS = 10;

/** A number in a spreadsheet's cell is short; longer text is no such number. */
const LONGEST_DAMAGED = 40;

/**
 * What a spreadsheet or a typist did to a number so that its digits are no longer certain:
 * exponents, decimals, the letter O for 0. Undefined when the cell shows none of these.
 *
 * @param read reads text without looking for damage
 */
export function readDamage(
  folded: string,
  read: (text: string) => readonly ReadItem[],
): readonly ReadItem[] | undefined {
  const marked = markLetterO(folded);
  if (marked !== folded) return read(marked);
  if (folded.length > LONGEST_DAMAGED) return undefined;
  const bare = folded.replace(/^[\s'"=]+/, '').replace(/[\s'"]+$/, '');
  return floatingZero(bare) ?? exponent(bare) ?? decimal(bare);
}

/** `07700900123.0`: a number that passed through a floating-point column, whole. */
function floatingZero(bare: string): readonly ReadItem[] | undefined {
  const [, plus, digits] = /^(\+?)(\d+)\.0+$/.exec(bare) ?? [];
  if (digits === undefined) return undefined;
  const item = readNumber(digits, plus === '+') ?? restoreZero(digits);
  if (item?.kind === 'number') return [{ ...item, flags: item.flags | flagBit('zero-restored') }];
  return item && [item];
}

/**
 * `4.4770090012E+11`: Excel rounds to the digits that it shows, so the lost ones lie half a unit
 * either side.
 */
function exponent(bare: string): readonly ReadItem[] | undefined {
  const [, whole, fraction = '', power] =
    /^\+?(\d)(?:[.,](\d{1,20}))?[eE]\+?(\d{1,2})$/.exec(bare) ?? [];
  if (whole === undefined) return undefined;
  const lost = Number(power) - fraction.length;
  if (lost < 0 || Number(power) > 15) return [{ kind: 'invalid' }];
  const shown = Number(whole + fraction);
  if (lost === 0) return [ambiguousOrInvalid(readingsOfInteger(shown))];
  if (lost > 1) return [lost > 9 ? { kind: 'ambiguous', readings: [] } : beyondCount(shown, lost)];
  const unit = POWERS_OF_TEN[lost] ?? 0;
  const first = shown * unit - unit / 2;
  const readings = Array.from({ length: unit }, (_, step) =>
    readingsOfInteger(first + step),
  ).flat();
  return [ambiguousOrInvalid(readings)];
}

/** Too many readings to look up, if a number of this size is a phone number at all. */
function beyondCount(shown: number, lost: number): ReadItem {
  const digits = String(shown).length + lost;
  return digits >= 9 && digits <= 15 ? { kind: 'ambiguous', readings: [] } : { kind: 'invalid' };
}

/**
 * `1.142894268`, `7700900123.5`: a decimal point that no phone number has. `44.7700900123` and
 * `01632.960123` are spellings with a dot; a trailing nought that the decimal lost is put back.
 */
function decimal(bare: string): readonly ReadItem[] | undefined {
  const [, whole, fraction] = /^(\d+)\.(\d+)$/.exec(bare) ?? [];
  if (whole === undefined || fraction === undefined) return undefined;
  const spelled = whole.startsWith('44') || (whole.startsWith('0') && whole !== '0');
  if (spelled && readNumber(whole + fraction, false)) return undefined;
  const digits = whole + fraction;
  const readings = [digits, digits.padEnd(SPREADSHEET_DIGITS, '0'), whole].flatMap(
    readingsOfDigits,
  );
  return [ambiguousOrInvalid(readings)];
}

function readingsOfInteger(value: number): number[] {
  return readingsOfDigits(String(value));
}

function readingsOfDigits(digits: string): number[] {
  const item = readNumber(digits, false) ?? readNumber(`0${digits}`, false);
  return item ? [item.e164] : [];
}

function ambiguousOrInvalid(readings: number[]): ReadItem {
  return readings.length === 0 ? { kind: 'invalid' } : ambiguous(readings);
}

/**
 * The text with each letter O that stands for a nought marked: it touches a digit and belongs to
 * no word; a small o only between two digits.
 */
function markLetterO(text: string): string {
  if (!/[Oo]/.test(text)) return text;
  return text.replace(/\p{L}+/gu, (word, at: number) => {
    if (!/^[Oo]+$/.test(word)) return word;
    const before = /\d/.test(text[at - 1] ?? '');
    const after = /\d/.test(text[at + word.length] ?? '');
    const damaged = word.includes('o') ? before && after : before || after;
    return damaged ? DOUBTFUL_ZERO.repeat(word.length) : word;
  });
}
