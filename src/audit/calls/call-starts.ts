import type { CallStamps } from '../../config/call-log.js';
import type { DayOrder } from '../../config/settings.js';
import type { Day } from '../../core/day.js';
import { wrongUse, type ScreeningError } from '../../core/errors.js';
import { LONDON, LondonDays, ZoneClock } from '../../core/zone-clock.js';
import { readWrittenDay } from '../../files/written-day.js';
import type { Unread } from './call-reading.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Before it no dialler kept a log: an earlier start is a clock that was never set, or no start. */
const FIRST_START = Date.UTC(1990, 0, 1);
/** No zone is further ahead of UTC, or behind it. */
const LARGEST_OFFSET = 14 * 60;
const SUMMER_OFFSET = 60;
/** No start is longer; {@link DAY_AND_TIME} takes time by the square of a text's blanks. */
const LONGEST_START = 200;
/** A day, a time, and what may follow it: half of the day, zone. */
const DAY_AND_TIME =
  /^(.+?)(?:T|,?\s)\s*(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s?([ap])?(?:\.?m\.?)?\s*(Z|UTC|GMT|BST|[+-]\d\d(?::?\d\d)?)?$/i;
/** ISO 8601's basic form: 20260715T233000Z, and fourteen digits. */
const COMPACT =
  /^(\d{8})[T\s]?(\d\d):?(\d\d):?(\d\d)?(?:[.,]\d+)?\s?(Z|UTC|GMT|BST|[+-]\d\d(?::?\d\d)?)?$/i;
const SLASHED_YEAR = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/;
/** Two numbers that can both be a month. */
const TWO_MONTHS = /^(0?[1-9]|1[0-2])([-/.])(0?[1-9]|1[0-2])\2\d+$/;
const EPOCH = /^\d{9,13}(?:\.\d+)?$/;
/** So many digits count milliseconds: in seconds they would lie beyond the year 5000. */
const MILLISECOND_DIGITS = 12;
/** Days that stand in one log; further ones are read each time. */
const MOST_DAYS = 5000;

/** How the starts of a log are written. */
export interface StartForm {
  readonly timezone: string | undefined;
  readonly stamps: CallStamps;
  readonly days: DayOrder | undefined;
}

/**
 * Reads when calls started. A stamp with an offset is an instant; one without is what a clock showed
 * in the zone that was stated, and is refused when none was: half the logs of the world are in UTC,
 * and an hour moves a call to another day. Day first, unless something else was said; a log that
 * proves month first while nobody said anything is refused, since then its other days are wrong too.
 */
export class CallStarts {
  /** What the last stamp read came to. */
  at = 0;
  isTimed = true;
  day: Day | '' = '';
  /** Whether the zone was needed. */
  usedTimezone = false;
  /** Starts whose day was read day first because nobody said how days are written. */
  doubtfulDays = 0;
  readonly #latest: number;
  readonly #form: StartForm;
  readonly #path: string;
  readonly #london = new LondonDays();
  readonly #zone: ZoneClock | undefined;
  /** By text: midnight of the day as if in UTC; NaN for no day. */
  readonly #days = new Map<string, { readonly midnight: number; readonly isDoubtful: boolean }>();

  /** @param now in milliseconds since 1970: what starts more than a day after it is no start */
  constructor(path: string, form: StartForm, now: number) {
    this.#path = path;
    this.#form = form;
    this.#latest = now + DAY;
    this.#zone = form.timezone === undefined ? undefined : new ZoneClock(form.timezone);
  }

  /**
   * Reads one stamp into the fields.
   *
   * @param line names the place when it is refused
   * @returns why it was not read; empty when it was
   * @throws ScreeningError wrong-use when the zone, or the order of day and month, has to be said
   */
  read(text: string, line: number): Unread | '' {
    this.isTimed = true;
    this.day = '';
    this.at = this.#form.stamps === 'text' ? this.#instant(text, line) : this.#epoch(bared(text));
    if (Number.isNaN(this.at) || this.at < FIRST_START) return 'start-unread';
    if (this.at > this.#latest) return 'start-ahead';
    this.day = this.#london.of(this.at);
    return '';
  }

  #epoch(text: string): number {
    if (!EPOCH.test(text)) return NaN;
    const count = Number(text);
    return this.#form.stamps === 'epoch-seconds' ? Math.floor(count * 1000) : Math.floor(count);
  }

  #instant(text: string, line: number): number {
    if (isPlain(text)) {
      const midnight = this.#midnight(text.slice(0, 10), line);
      if (Number.isNaN(midnight)) return NaN;
      const seconds = twoDigits(text, 11) * 3600 + twoDigits(text, 14) * 60 + twoDigits(text, 17);
      return this.#stated(line).instant(midnight + seconds * 1000);
    }
    const bare = bared(text);
    const compact = COMPACT.exec(bare);
    if (compact) {
      const [, day = '', hour = '', minute = '', second, zone] = compact;
      return this.#of(day, hour, minute, second, undefined, zone, line);
    }
    const parts = DAY_AND_TIME.exec(bare);
    if (parts === null) return this.#dayOnly(bare, line);
    const [, day = '', hour = '', minute = '', second, half, zone] = parts;
    return this.#of(day, hour, minute, second, half, zone, line);
  }

  #of(
    day: string,
    hour: string,
    minute: string,
    second: string | undefined,
    half: string | undefined,
    zone: string | undefined,
    line: number,
  ): number {
    const midnight = this.#midnight(day, line);
    const hours = hoursOf(Number(hour), half);
    const seconds = Math.min(Number(second ?? 0), 59);
    if (hours > 23 || Number(minute) > 59 || Number(second ?? 0) > 60) return NaN;
    const shown = midnight + (hours * 60 + Number(minute)) * MINUTE + seconds * 1000;
    if (Number.isNaN(shown)) return NaN;
    if (zone !== undefined) return shown - offsetOf(zone);
    return this.#stated(line).instant(shown);
  }

  /** A day without a time says enough where days are London's, and nothing certain elsewhere. */
  #dayOnly(text: string, line: number): number {
    const midnight = this.#midnight(text, line);
    if (Number.isNaN(midnight)) return NaN;
    const zone = this.#stated(line);
    this.isTimed = false;
    return this.#form.timezone === LONDON ? zone.instant(midnight) : NaN;
  }

  #stated(line: number): ZoneClock {
    if (this.#zone === undefined) throw this.#noZone(line);
    this.usedTimezone = true;
    return this.#zone;
  }

  #midnight(text: string, line: number): number {
    let known = this.#days.get(text);
    if (known === undefined) {
      const day = this.#day(text.replace(SLASHED_YEAR, '$1-$2-$3'), line);
      const midnight = day === undefined ? NaN : Date.parse(`${day}T00:00:00Z`);
      known = { midnight, isDoubtful: this.#form.days === undefined && isTwoDays(text) };
      if (this.#days.size < MOST_DAYS) this.#days.set(text, known);
    }
    if (known.isDoubtful) this.doubtfulDays++;
    return known.midnight;
  }

  #day(text: string, line: number): Day | undefined {
    const { days } = this.#form;
    const isYearFirst = /^\d{4}-\d{1,2}-\d{1,2}$/.test(text);
    const day = readWrittenDay(text, isYearFirst ? 'ymd' : (days ?? 'dmy'));
    if (day !== undefined || days !== undefined) return day;
    if (readWrittenDay(text, 'mdy') === undefined) return undefined;
    throw wrongUse({
      summary: `${this.#path}, line ${String(line)}: '${text}' is no day when the day comes first`,
      why: 'if the month comes first here, it does so in every line, and most of them would be read as other days',
      fix: 'add --days mdy',
      where: `${this.#path}, line ${String(line)}`,
    });
  }

  #noZone(line: number): ScreeningError {
    return wrongUse({
      summary: `${this.#path}, line ${String(line)}: the start of the call says no offset, and no time zone was stated`,
      why: 'in summer an hour lies between UTC and London, and a late call belongs to another day',
      fix: `say what the log's clock shows: --timezone ${LONDON}, or --timezone UTC`,
      where: '--timezone',
    });
  }
}

/** How a start is written that looks like a count since 1970; undefined of any other text. */
export function countedStamps(text: string): CallStamps | undefined {
  const bare = bared(text);
  if (!EPOCH.test(bare)) return undefined;
  const digits = bare.replace(/\..*/, '').length;
  return digits < MILLISECOND_DIGITS ? 'epoch-seconds' : 'epoch-milliseconds';
}

/** `2026-07-15 23:30:00`, as most logs write it: for such no expression has to be matched. */
function isPlain(text: string): boolean {
  if (text.length !== LEAST.length) return false;
  for (let at = 0; at < LEAST.length; at++) {
    const code = text.charCodeAt(at);
    if (code < LEAST.charCodeAt(at) || code > MOST.charCodeAt(at)) return false;
  }
  return twoDigits(text, 11) < 24;
}

/** The least and the greatest character of each place of a plain stamp. */
const LEAST = '0000-00-00 00:00:00';
const MOST = '9999-99-99 29:59:59';

/** Without blanks around it, and without the apostrophe by which a spreadsheet keeps text. */
function bared(text: string): string {
  const bare = text.trim().replace(/^'/, '');
  return bare.length > LONGEST_START ? '' : bare;
}

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - 0x30) * 10 + text.charCodeAt(at + 1) - 0x30;
}

/** Of a clock of twelve hours when a half is said; 99 of an hour that it does not have. */
function hoursOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return 99;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

/** Whether a day is another one when the month comes first. */
function isTwoDays(text: string): boolean {
  const [, first, , second] = TWO_MONTHS.exec(text) ?? [];
  return first !== undefined && Number(first) !== Number(second);
}

/** Milliseconds by which a written offset is ahead of UTC; NaN of one that no zone has. */
function offsetOf(zone: string): number {
  if (zone.toUpperCase() === 'BST') return SUMMER_OFFSET * MINUTE;
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  const size = Number(hours) * 60 + Number(minutes);
  if (size > LARGEST_OFFSET || Number(minutes) > 59) return NaN;
  return (sign === '-' ? -size : size) * MINUTE;
}
