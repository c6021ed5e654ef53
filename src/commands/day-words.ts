import { londonDay, londonTime, type Day, type Instant } from '../core/day.js';

/** Made at the first day: making it takes 10 ms, and many who load this write none. */
let inLetters: Intl.DateTimeFormat | undefined;

/** A day as it is written in a letter: `21 November 2026`. */
export function dayWords(day: Day): string {
  inLetters ??= new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return inLetters.format(Date.parse(`${day}T00:00:00Z`));
}

const SHORT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** A day as it stands in a table: `21 Nov 2026`. */
export function shortDay(day: Day): string {
  return SHORT.format(Date.parse(`${day}T00:00:00Z`)).replace('Sept', 'Sep');
}

/** What a clock in London showed, as it is written in a letter: `21 November 2026 at 17:02`. */
export function instantWords(instant: Instant): string {
  return `${dayWords(londonDay(instant))} at ${londonTime(instant).slice(-5)}`;
}
