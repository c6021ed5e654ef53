// Days counted from 1970, as the model has them, and London's clock over one winter.

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Summer time ends on 25 October 2026 and begins on 28 March 2027; histories lie around that winter. */
const WINTER = [Date.parse('2026-10-25T01:00:00Z'), Date.parse('2027-03-28T01:00:00Z')];

/** The London day of an instant in milliseconds. */
export function londonDay(milliseconds) {
  const isWinter = milliseconds >= WINTER[0] && milliseconds < WINTER[1];
  return Math.floor((milliseconds + (isWinter ? 0 : HOUR)) / DAY);
}

/** A day as YYYY-MM-DD. */
export function isoDay(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The day that is written YYYY-MM-DD. */
export function dayOf(text) {
  return Date.parse(text) / DAY;
}
