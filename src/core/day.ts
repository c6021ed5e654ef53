import { wrongUse } from './errors.js';
import { ukOffset } from './summer-time.js';

/** A calendar day in Europe/London as `YYYY-MM-DD`; days compare as text. */
export type Day = string & { readonly brand: 'day' };

/** An instant in ISO 8601 UTC with milliseconds, `2026-11-21T17:02:03.000Z`; compares as text. */
export type Instant = string & { readonly brand: 'instant' };

const MILLISECONDS_A_DAY = 86_400_000;
/** Made at the first question about years before the present rule: making it takes 10 ms, a tenth of a short command. */
let london: Intl.DateTimeFormat | undefined;

/**
 * Reads `YYYY-MM-DD` strictly: `2026-02-30` is no day, where Date would make it the 2nd of March.
 *
 * @param what names the value in the message: an option or a configuration key
 * @throws ScreeningError wrong-use
 */
export function parseDay(text: string, what: string): Day {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    const at = new Date(`${text}T00:00:00Z`);
    if (!Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)) return text as Day;
  }
  throw wrongUse({
    summary: `${what}: '${text}' is not a day`,
    fix: 'write it as YYYY-MM-DD, for example 2026-11-21',
    where: what,
  });
}

/** The day that lies so many days after (or, negative, before) another. */
export function addDays(day: Day, days: number): Day {
  const at = new Date(`${day}T00:00:00Z`).getTime() + days * MILLISECONDS_A_DAY;
  return new Date(at).toISOString().slice(0, 10) as Day;
}

/** How many days after `from` the day `to` lies. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MILLISECONDS_A_DAY;
}

/** The instant of a count of milliseconds since 1970. */
export function instantOf(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString() as Instant;
}

/** The London day of an instant: 2026-07-15T23:30Z is the 16th of July. */
export function londonDay(instant: Instant): Day {
  return shownInLondon(instant).slice(0, 10) as Day;
}

/** What a clock in London shows at an instant, to the minute: `2026-07-16 00:30`. */
export function londonTime(instant: Instant): string {
  return shownInLondon(instant).slice(0, 16).replace('T', ' ');
}

/** The last millisecond of a London day. */
export function endOfLondonDay(day: Day): Instant {
  const midnight = Date.parse(`${addDays(day, 1)}T00:00:00Z`);
  const offset = londonOffset(midnight);
  return instantOf(midnight - offset - 1);
}

/**
 * Reads an instant; a bare day means its end in London.
 *
 * @throws ScreeningError wrong-use
 */
export function parseInstant(text: string, what: string): Instant {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return endOfLondonDay(parseDay(text, what));
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) {
    parseDay(text.slice(0, 10), what);
    const at = Date.parse(text);
    if (!Number.isNaN(at)) return instantOf(at);
  }
  throw wrongUse({
    summary: `${what}: '${text}' is not an instant`,
    fix: 'write it as 2026-11-21T17:02:03Z, with an offset, or as a day',
    where: what,
  });
}

/** What a clock of a time zone shows, in parts of two digits, the year in four; the same in every locale. */
export function clockFormat(timeZone: string): Intl.DateTimeFormat {
  // The locale with which ICU is ready soonest; parts are the same in every one.
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
}

/** What a clock in London shows, as if it were UTC. */
function shownInLondon(instant: Instant): string {
  const at = Date.parse(instant);
  return instantOf(at + londonOffset(at));
}

function londonOffset(milliseconds: number): number {
  return ukOffset(milliseconds) ?? offsetByIntl(milliseconds);
}

function offsetByIntl(milliseconds: number): number {
  london ??= clockFormat('Europe/London');
  const parts = london.formatToParts(milliseconds);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  const local = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`;
  return Date.parse(local) - Math.trunc(milliseconds / 1000) * 1000;
}
