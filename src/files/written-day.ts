import type { DayOrder } from '../config/settings.js';
import { instantOf, londonDay, type Day } from '../core/day.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

const CLOCK = String.raw`(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?`;
const ZONE = String.raw`(?:\s?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?))?`;
const ISO = new RegExp(String.raw`^(\d{4})-(\d\d)-(\d\d)(?:[T\s]\s*${CLOCK}${ZONE})?$`, 'i');
/** YYYYMMDD, and ISO 8601's basic form with a time. */
const COMPACT = new RegExp(
  String.raw`^(\d{4})(\d\d)(\d\d)(?:(?:T|\s+)(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?${ZONE})?$`,
  'i',
);
const TIME_AFTER = String.raw`(?:(?:,\s*|\s+)\d{1,2}[:.]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?(?:\s?[ap]\.?m\.?)?)?`;
const NUMBERS = new RegExp(String.raw`^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})${TIME_AFTER}$`, 'i');
const DAY_MONTH = new RegExp(
  String.raw`^(\d{1,2})(?:st|nd|rd|th)?[-/.\s]\s*([a-z]{3,9})\.?[-/.,\s]\s*(\d{4}|\d\d)${TIME_AFTER}$`,
  'i',
);
const MONTH_DAY = new RegExp(
  String.raw`^([a-z]{3,9})\.?[-\s]\s*(\d{1,2})(?:st|nd|rd|th)?(?:,\s*|[-\s]\s*)(\d{4}|\d\d)${TIME_AFTER}$`,
  'i',
);
/** A spreadsheet's count of days; its decimals are the time of day. */
const SERIAL = /^(\d{5})(?:[.,]\d+)?$/;
const FIRST_SERIAL = 30_000;
const LAST_SERIAL = 60_000;
/** Day 0 of Excel's 1900 system, as it counts from March 1900 on. */
const SERIAL_ZERO = Date.UTC(1899, 11, 30);

/** Two-digit years below this are of this century: 2000–2079 and 1980–1999. */
const CENTURY_PIVOT = 80;
/** The last hour of a UTC day: in summer it belongs to London's next day. */
const LAST_HOUR = 23;

const MONTHS =
  'january february march april may june july august september october november december'.split(
    ' ',
  );

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Reads a day as files from anywhere write it.
 *
 * YYYY-MM-DD and ISO 8601 date-times are read whatever the order asked; a time with Z or an offset
 * is an instant, of which London's day is given, and one without is the day as written. Further:
 * numbers between `/`, `-` or `.` in the order asked, months in English words, YYYYMMDD, and Excel's
 * serial numbers from 30000 (1982) to 60000 (2064). A time after the day is passed over.
 *
 * Not Date.parse, which takes 11/12/2026 for the 12th of November, and makes days that do not exist
 * the next that does. A day is never shifted, nor tried in another order than the one asked.
 *
 * @returns undefined when it is no day: an objection without one still stands
 */
export function readWrittenDay(text: string, order: DayOrder): Day | undefined {
  const bare = text
    .replace(/^[\s']+/, '')
    .trimEnd()
    .replace(/\s+/g, ' ');
  const instant = ISO.exec(bare) ?? COMPACT.exec(bare);
  if (instant) return dayOfInstant(instant);
  const numbers = NUMBERS.exec(bare);
  if (numbers) {
    const [, first = '', , second = '', third = ''] = numbers;
    if (order === 'ymd') return dayOf(first, second, third);
    return order === 'dmy' ? dayOf(third, second, first) : dayOf(third, first, second);
  }
  const serial = SERIAL.exec(bare);
  if (serial) return dayOfSerial(Number(serial[1]));
  const [, day, monthAfter = '', year = ''] = DAY_MONTH.exec(bare) ?? [];
  if (day !== undefined) return dayOf(year, monthNumber(monthAfter), day);
  const [, monthBefore, dayAfter = '', yearAfter = ''] = MONTH_DAY.exec(bare) ?? [];
  return monthBefore === undefined
    ? undefined
    : dayOf(yearAfter, monthNumber(monthBefore), dayAfter);
}

function dayOfInstant(match: RegExpExecArray): Day | undefined {
  const [, year = '', month = '', date = '', hour, minute = '0', second = '0', zone] = match;
  const day = dayOf(year, month, date);
  if (day === undefined || hour === undefined) return day;
  if (Number(hour) > LAST_HOUR || Number(minute) > 59 || Number(second) > 60) return undefined;
  if (zone === undefined) return day;
  const minutes = Number(hour) * 60 + Number(minute) - offsetMinutes(zone);
  // London keeps UTC or an hour more: only the last hour of a UTC day is in doubt. Intl is slow.
  if (minutes >= 0 && minutes < LAST_HOUR * 60) return day;
  return londonDay(instantOf(Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE));
}

/** Minutes that a zone is ahead of UTC. */
function offsetMinutes(zone: string): number {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  const size = Number(hours ?? '0') * 60 + Number(minutes);
  return sign === '-' ? -size : size;
}

function dayOfSerial(serial: number): Day | undefined {
  if (serial < FIRST_SERIAL || serial > LAST_SERIAL) return undefined;
  return new Date(SERIAL_ZERO + serial * DAY).toISOString().slice(0, 10) as Day;
}

/** The number of an English month, whole or cut to three letters (or `Sept`); empty when it is none. */
function monthNumber(word: string): string {
  const name = word.toLowerCase();
  const index = MONTHS.findIndex(
    (month) =>
      month === name || month.slice(0, 3) === name || (name === 'sept' && month[0] === 's'),
  );
  return index < 0 ? '' : String(index + 1);
}

function dayOf(year: string, month: string, date: string): Day | undefined {
  if (date.length > 2 || month === '' || (year.length !== 4 && year.length !== 2)) return undefined;
  const short = Number(year);
  const full = year.length === 4 ? year : String(short + (short < CENTURY_PIVOT ? 2000 : 1900));
  const day = Number(date);
  if (day < 1 || day > lastOfMonth(Number(full), Number(month))) return undefined;
  return `${full}-${month.padStart(2, '0')}-${date.padStart(2, '0')}` as Day;
}

/** The last day of a month; 0 when there is no such month. */
function lastOfMonth(year: number, month: number): number {
  const leaps = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leaps ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

const BLANK = 0x20;
const LETTER_T = 0x54;
const HYPHEN = 0x2d;
const POINT = 0x2e;
const SLASH = 0x2f;
const COLON = 0x3a;
const ISO_DAY_BYTES = 10;

/**
 * Where the day ends in a cell that holds a day in numbers and a time without a zone, for readers of
 * a million such cells: {@link readWrittenDay} reads the cell and its cut alike. `end` for all else.
 *
 * @param start first byte of the cell
 * @param end after its last byte
 */
export function endOfDay(bytes: Buffer, start: number, end: number): number {
  let separators = 0;
  let at = start;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === HYPHEN || byte === POINT || byte === SLASH) separators++;
    else if (!isDigit(byte)) break;
  }
  const isIso = at - start === ISO_DAY_BYTES && bytes[start + 4] === HYPHEN;
  const parts = bytes[at] === BLANK || (bytes[at] === LETTER_T && isIso);
  return separators === 2 && parts && isClock(bytes, at + 1, end) ? at : end;
}

/** `hh:mm`, `hh:mm:ss`, `hh:mm:ss.fff`, and nothing after it. */
function isClock(bytes: Buffer, start: number, end: number): boolean {
  const hasSeconds = end - start > 5;
  if (!isSixtieth(bytes, start) || twoDigits(bytes, start) > LAST_HOUR) return false;
  if (bytes[start + 2] !== COLON || !isSixtieth(bytes, start + 3)) return false;
  if (!hasSeconds) return end - start === 5;
  if (bytes[start + 5] !== COLON || !isSixtieth(bytes, start + 6)) return false;
  if (end - start === 8) return true;
  if (bytes[start + 8] !== POINT || end - start === 9) return false;
  return bytes.subarray(start + 9, end).every(isDigit);
}

function isSixtieth(bytes: Buffer, at: number): boolean {
  return isDigit(bytes[at]) && isDigit(bytes[at + 1]) && twoDigits(bytes, at) < 60;
}

function twoDigits(bytes: Buffer, at: number): number {
  return ((bytes[at] as number) - 0x30) * 10 + (bytes[at + 1] as number) - 0x30;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
