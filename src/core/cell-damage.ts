import { flagBit } from './flags.js';
import { POWERS_OF_TEN } from './numbering-plan.js';
import { ambiguous, readNumber, restoreZero, type ReadItem } from './read-number.js';

/** Digits of a full UK number that lost its 0. */
const SPREADSHEET_DIGITS = 10;

/** Fewer digits are no number by themselves. */
const LEAST_NUMBER = 9;

/** A number in a spreadsheet's cell is short; longer text is no such number. */
const LONGEST_DAMAGED = 40;

/**
 * What may end or begin a figure that is not alone in its cell: marks that stand in no number, words
 * and letters other than an exponent's, and a blank beside an exponent. A comma may be a decimal one
 * after a single digit; brackets and other blanks stand within numbers.
 */
const BORDER =
  /([\r\n]|[^\p{L}\p{N}\s.,+'"=:()\-\ufffe\uffff]|,(?!\d)|(?<=\d\d|[eE]\+?\d),|\p{L}{2,}[.:]?|(?<!\d)\p{L}|(?![eE])\p{L}|(?<=\d[eE]\+?\d{1,2}) |(?<= )(?=\d[.,]\d+[eE]\+?\d))/u;

/** Beside something else an exponent needs a fraction or a +, and a decimal as many digits. */
const FIGURE_BESIDE =
  /^\+?\d(?:[.,]\d{1,20}[eE]\+?|[eE]\+)\d{1,2}$|^\+?(?:\d\.\d{7,}|(?=[\d.]{10,})\d+\.\d+)$/;

/**
 * Text in parts: as it stands, or what a figure was read as that a spreadsheet made of a number,
 * so that its digits are no longer certain (exponents, decimals). Most text is one part.
 */
export function damagedParts(folded: string): readonly (string | ReadItem)[] {
  if (!/\d[.,eE]\+?\d/.test(folded)) return [folded];
  const whole = readFigure(folded);
  if (whole) return [whole];
  const parts: (string | ReadItem)[] = [];
  let text = '';
  for (const piece of folded.split(BORDER)) {
    const figure = isFigureBeside(piece) ? readFigure(piece) : undefined;
    if (figure) parts.push(text, figure);
    text = figure ? '' : text + piece;
  }
  return [...parts, text];
}

/** The length first: to look for blanks at the end of a long text takes time by its square. */
function isFigureBeside(piece: string): boolean {
  return piece.length <= LONGEST_DAMAGED && FIGURE_BESIDE.test(bareFigure(piece));
}

function readFigure(text: string): ReadItem | undefined {
  if (text.length > LONGEST_DAMAGED) return undefined;
  const bare = bareFigure(text);
  return floatingZero(bare) ?? exponent(bare) ?? decimal(bare);
}

function bareFigure(text: string): string {
  return text.replace(/^[\s'"=:()-]+/, '').replace(/(?<![\s'"=:().,+-])[\s'"=:().,+-]+$/, '');
}

/** `07700900123.0`: a number that passed through a floating-point column, whole. */
function floatingZero(bare: string): ReadItem | undefined {
  const [, plus, digits] = /^(\+?)(\d+)\.0+$/.exec(bare) ?? [];
  if (digits === undefined) return undefined;
  const item = readNumber(digits, plus === '+') ?? restoreZero(digits);
  if (item?.kind === 'number') return { ...item, flags: item.flags | flagBit('zero-restored') };
  return item;
}

/**
 * `4.4770090012E+11`: Excel rounds to the digits that it shows, so the lost ones lie half a unit
 * either side.
 */
function exponent(bare: string): ReadItem | undefined {
  const [, whole, fraction = '', power] =
    /^\+?(\d)(?:[.,](\d{1,20}))?[eE]\+?(\d{1,2})$/.exec(bare) ?? [];
  if (whole === undefined) return undefined;
  const lost = Number(power) - fraction.length;
  if (lost < 0 || Number(power) > 15) return { kind: 'invalid' };
  const shown = Number(whole + fraction);
  if (lost === 0) return ambiguousOrInvalid(readingsOfInteger(shown));
  if (lost > 1) return lost > 9 ? { kind: 'ambiguous', readings: [] } : beyondCount(shown, lost);
  const unit = POWERS_OF_TEN[lost] ?? 0;
  const first = shown * unit - unit / 2;
  const readings = Array.from({ length: unit }, (_, step) =>
    readingsOfInteger(first + step),
  ).flat();
  return ambiguousOrInvalid(readings);
}

/** Too many readings to look up, if a number of this size is a phone number at all. */
function beyondCount(shown: number, lost: number): ReadItem {
  const digits = String(shown).length + lost;
  return digits >= 9 && digits <= 15 ? { kind: 'ambiguous', readings: [] } : { kind: 'invalid' };
}

/**
 * `1.142894268`, `7700900123.5`: a decimal point that no phone number has. `44.7700900123` and
 * `01632.960123` are spellings with a dot; a trailing nought that the decimal lost is put back.
 * `.0` is no spelling of a last digit: `0770090012.0` is a number cut short, and maybe this one.
 */
function decimal(bare: string): ReadItem | undefined {
  const [, sign, whole, fraction] = /^(\+?)(\d+)\.(\d+)$/.exec(bare) ?? [];
  if (whole === undefined || fraction === undefined) return undefined;
  const digits = whole + fraction;
  const plus = sign === '+';
  const floating = /^00?$/.test(fraction);
  const spelled = plus || whole.startsWith('44') || (whole.startsWith('0') && whole !== '0');
  if (!floating && spelled && (plus || readNumber(digits, false))) return undefined;
  // Two numbers with a dot between them: both have the digits of one.
  const isTwo = whole.length >= LEAST_NUMBER && fraction.length >= LEAST_NUMBER;
  const parts = isTwo ? [whole, fraction] : [whole];
  const readings = [digits, digits.padEnd(SPREADSHEET_DIGITS, '0'), ...parts].flatMap(
    readingsOfDigits,
  );
  return ambiguousOrInvalid(readings);
}

function readingsOfInteger(value: number): number[] {
  return readingsOfDigits(String(value));
}

function readingsOfDigits(digits: string): number[] {
  // A second 0 in front would spell another country.
  const restored = digits.startsWith('0') ? undefined : readNumber(`0${digits}`, false);
  const item = readNumber(digits, false) ?? restored;
  return item ? [item.e164] : [];
}

function ambiguousOrInvalid(readings: number[]): ReadItem {
  return readings.length === 0 ? { kind: 'invalid' } : ambiguous(readings);
}
