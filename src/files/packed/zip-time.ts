import { instantOf, type Instant } from '../../core/day.js';
import { LONDON, ZoneClock } from '../../core/zone-clock.js';

/** What an entry of a zip archive says of when it was last changed. */
export interface EntryTimes {
  /** Date and time in the form of DOS, the date in the upper half. */
  readonly rawLastModDate: number | bigint;
  /** The same with a zone, where the program that packed it added that. */
  readonly extraFieldExtendedTimestamp?: { readonly lastModDate?: Date };
  readonly extraFieldNTFS?: { readonly lastModDate?: Date };
}

/** No archive is older than the first day of DOS, which also stands where no time is said. */
const FIRST = Date.UTC(1980, 0, 2);
/** DOS counts to 2107. */
const LAST = Date.UTC(2108, 0, 1);

/**
 * When an entry was last changed. An instant where the archive has one; else by the DOS time, which
 * has no zone: it is taken for London's, where the registers are cut. Empty where nothing is said.
 */
export function zipEntryTime(entry: EntryTimes): Instant | '' {
  const exact = entry.extraFieldNTFS?.lastModDate ?? entry.extraFieldExtendedTimestamp?.lastModDate;
  const at = exact?.getTime() ?? dosTime(Number(entry.rawLastModDate));
  return at >= FIRST && at < LAST ? instantOf(at) : '';
}

/** Milliseconds since 1970; NaN of what is no day. */
function dosTime(raw: number): number {
  const [date, time] = [raw >>> 16, raw & 0xffff];
  const [month, day] = [(date >>> 5) & 15, date & 31];
  const shown = Date.UTC(
    1980 + (date >>> 9),
    month - 1,
    day,
    time >>> 11,
    (time >>> 5) & 63,
    (time & 31) * 2,
  );
  const read = new Date(shown);
  const isDay = read.getUTCMonth() === month - 1 && read.getUTCDate() === day;
  return isDay ? new ZoneClock(LONDON).instant(shown) : NaN;
}
