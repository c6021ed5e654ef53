import { clockFormat, type Day, type Instant } from './day.js';

const QUARTER = 900_000;
const DAY = 86_400_000;

/** The zone in which days are counted. */
export const LONDON = 'Europe/London';

/** What the name of a time zone must be. */
export const ZONE_RULE = 'a time zone is written like Europe/London, or UTC';

/** Whether a text names a time zone of the IANA database; an offset is none, it knows no summer. */
export function isZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/**
 * The clock of a time zone, for millions of questions: Intl takes some microseconds for each, so a
 * UTC day on which the clock was not changed is asked about twice and any other by quarters of an
 * hour (no zone changes at any other minute). What is remembered grows with the days asked about.
 */
export class ZoneClock {
  readonly #format: Intl.DateTimeFormat;
  /** By day since 1970: the offset of all of it, or NaN where the clock is changed. */
  readonly #days = new Map<number, number>();
  /** By quarter of an hour since 1970, of days on which the clock is changed. */
  readonly #quarters = new Map<number, number>();

  /** @param zone one that {@link isZone} knows */
  constructor(zone: string) {
    this.#format = clockFormat(zone);
  }

  /** Milliseconds by which the clock is ahead of UTC at an instant, in milliseconds since 1970. */
  offset(at: number): number {
    const day = Math.floor(at / DAY);
    let known = this.#days.get(day);
    if (known === undefined) {
      const first = this.#ask(day * DAY);
      known = first === this.#ask((day + 1) * DAY - 1) ? first : NaN;
      this.#days.set(day, known);
    }
    return Number.isNaN(known) ? this.#ofQuarter(Math.floor(at / QUARTER)) : known;
  }

  /** What the clock shows at an instant, as if it were UTC. */
  shows(at: number): number {
    return at + this.offset(at);
  }

  /**
   * The instant at which the clock showed something, in milliseconds since 1970. Of an hour that it
   * showed twice, the first; in an hour that it left out, the instant by the clock as it went before.
   *
   * @param shown as if it were UTC
   */
  instant(shown: number): number {
    const before = this.offset(shown - DAY);
    const after = this.offset(shown + DAY);
    const early = shown - Math.max(before, after);
    if (early + this.offset(early) === shown) return early;
    const late = shown - Math.min(before, after);
    return late + this.offset(late) === shown ? late : shown - before;
  }

  #ofQuarter(quarter: number): number {
    let known = this.#quarters.get(quarter);
    if (known === undefined) {
      this.#quarters.set(quarter, (known = this.#ask(quarter * QUARTER)));
    }
    return known;
  }

  #ask(at: number): number {
    const parts = this.#format.formatToParts(at);
    const of = (type: string): number =>
      Number(parts.find((part) => part.type === type)?.value ?? 'NaN');
    const shown = Date.UTC(
      of('year'),
      of('month') - 1,
      of('day'),
      of('hour'),
      of('minute'),
      of('second'),
    );
    return shown - Math.floor(at / 1000) * 1000;
  }
}

/** London's days of instants; few days occur, and each is put into words once. */
export class LondonDays {
  readonly #clock = new ZoneClock(LONDON);
  readonly #words = new Map<number, Day>();

  /** The London day of an instant in milliseconds since 1970. */
  of(at: number): Day {
    const number = Math.floor(this.#clock.shows(at) / DAY);
    let day = this.#words.get(number);
    if (day === undefined) {
      day = new Date(number * DAY).toISOString().slice(0, 10) as Day;
      this.#words.set(number, day);
    }
    return day;
  }

  /** The first instant of a day. */
  start(day: Day): number {
    return this.#clock.instant(Date.parse(`${day}T00:00:00Z`));
  }
}

/** Instants in words, for millions of them: their days are put into words once. */
export class InstantWords {
  readonly #days = new Map<number, string>();

  /** ISO 8601 UTC with milliseconds, of an instant in milliseconds since 1970. */
  of(at: number): Instant {
    const number = Math.floor(at / DAY);
    let day = this.#days.get(number);
    if (day === undefined) {
      day = new Date(number * DAY).toISOString().slice(0, 11);
      this.#days.set(number, day);
    }
    const rest = at - number * DAY;
    const seconds = Math.floor(rest / 1000);
    const minutes = Math.floor(seconds / 60);
    const clock = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}`;
    return `${day}${clock}.${String(1000 + (rest % 1000)).slice(1)}Z` as Instant;
  }
}

function two(value: number): string {
  return value < 10 ? `0${String(value)}` : String(value);
}
