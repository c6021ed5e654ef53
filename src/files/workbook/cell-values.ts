import type { NumberFormat } from './number-formats.js';
import { XmlFault } from './xml-scanner.js';

const DAY = 86_400_000;
/** Day 0 of the two systems, and of the one from 1900 before the day that it has too many. */
const FROM_1904 = Date.UTC(1904, 0, 1);
const FROM_1900 = Date.UTC(1899, 11, 30);
const BEFORE_MARCH_1900 = Date.UTC(1899, 11, 31);
/** 29 February 1900, which never was: Excel keeps an error of Lotus 1-2-3. */
const NO_DAY = 60;
/** 1 January 10000. */
const PAST_ALL_DAYS = 2_958_466;
const LARGEST_WHOLE = 1e21;

/** A cell's value as it stands in CSV. */
export interface CellValue {
  readonly text: string;
  /** Whether it stands between quotes: it is text and no number, day or truth. */
  readonly isText: boolean;
}

/**
 * A number as CSV has it: all its digits and no exponent where it is whole, since the workbook holds
 * them though Excel may show 4.477E+11; a day or time by its format.
 *
 * @param written as the workbook writes it
 * @throws XmlFault when it is no number
 */
export function numberValue(
  written: string,
  format: NumberFormat | undefined,
  from1904: boolean,
): CellValue {
  const plain = plainNumber(written);
  switch (format?.is) {
    case 'digits':
      if (!/^\d+$/.test(plain)) return bare(plain);
      return {
        text: format.before + plain.padStart(format.least, '0'),
        isText: format.before !== '',
      };
    case 'date':
    case 'time':
    case 'date-time':
      return bare(dayOrTime(Number(plain), format.is, from1904) ?? plain);
    default:
      return bare(plain);
  }
}

function bare(text: string): CellValue {
  return { text, isText: false };
}

function plainNumber(written: string): string {
  const text = written.trim();
  if (/^-?\d+$/.test(text)) return text;
  const [, whole] = /^(-?\d+)\.0+$/.exec(text) ?? [];
  if (whole !== undefined) return whole;
  if (/^-?\d+\.\d+$/.test(text)) return text;
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) throw new XmlFault('a number is none');
  const isWhole = Number.isInteger(value) && Math.abs(value) < LARGEST_WHOLE;
  return isWhole ? BigInt(value).toString() : String(value);
}

/** Undefined for a number that is no day of the calendar. */
function dayOrTime(
  serial: number,
  is: 'date' | 'time' | 'date-time',
  from1904: boolean,
): string | undefined {
  const isTime = is === 'time' && serial < 1;
  const first = isTime || from1904 ? 0 : 1;
  if (serial < first || serial >= PAST_ALL_DAYS) return undefined;
  if (!isTime && !from1904 && Math.floor(serial) === NO_DAY) return undefined;
  const before = serial < NO_DAY ? BEFORE_MARCH_1900 : FROM_1900;
  const start = from1904 ? FROM_1904 : before;
  const [day = '', clock = ''] = new Date(start + Math.round(serial * DAY))
    .toISOString()
    .replace(/\.000Z$|Z$/, '')
    .split('T');
  if (isTime) return clock;
  return is === 'date' && clock === '00:00:00' ? day : `${day} ${clock}`;
}
