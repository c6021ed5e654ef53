const HOUR = 3_600_000;
const DAY = 86_400_000;
const MARCH = 2;
const OCTOBER = 9;
/** The first year whose summer time begins and ends as it does now. */
const FIRST_YEAR = 1996;

/** By year, when summer time begins and when it ends, in milliseconds since 1970. */
const known = new Map<number, readonly [from: number, to: number]>();

/**
 * Milliseconds by which clocks in the United Kingdom are ahead of UTC at an instant: an hour from 01:00 UTC
 * on the last Sunday of March to 01:00 UTC on the last Sunday of October (Summer Time Act 1972, as
 * the Summer Time Order 2002, SI 2002/262, left it). Intl knows it too and is asked by a test, but to make
 * its clock takes every command 10 ms.
 *
 * @param at milliseconds since 1970
 * @returns undefined before 1996, when other rules held
 */
export function ukOffset(at: number): number | undefined {
  const year = new Date(at).getUTCFullYear();
  if (!(year >= FIRST_YEAR)) return undefined;
  let summer = known.get(year);
  if (summer === undefined) {
    summer = [lastSunday(year, MARCH) + HOUR, lastSunday(year, OCTOBER) + HOUR];
    known.set(year, summer);
  }
  return at >= summer[0] && at < summer[1] ? HOUR : 0;
}

/** Midnight UTC of the last Sunday of a month of 31 days. */
function lastSunday(year: number, month: number): number {
  const last = Date.UTC(year, month, 31);
  return last - new Date(last).getUTCDay() * DAY;
}
