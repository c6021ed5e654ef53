import type { NotRecalled } from '../audit/not-recalled.js';
import type { Instant } from '../core/day.js';
import { counted, grouped } from '../ui/tables.js';
import type { Paint } from '../ui/voice.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** So many lists are named of which nothing is known. */
const NAMED = 5;

/** How long something took, or lasts, in one unit: `25 min`, `3 h`, `12 days`. */
export function lengthWords(milliseconds: number): string {
  if (milliseconds < HOUR) return `${String(Math.floor(milliseconds / MINUTE))} min`;
  if (milliseconds < 2 * DAY) return `${String(Math.floor(milliseconds / HOUR))} h`;
  return counted(Math.floor(milliseconds / DAY), 'day');
}

/** Objections that lists in date have not heard of, in JSON. */
export function notRecalledJson({ objections, oldest, notKnown }: NotRecalled): object {
  return { objections, oldest: oldest ?? null, not_known: notKnown };
}

/** The same in lines of `status`; none when there is nothing to say. */
export function notRecalledLines(
  { objections, oldest, notKnown }: NotRecalled,
  now: Instant,
  paint: Paint,
): string[] {
  const lines: string[] = [];
  if (oldest !== undefined) {
    const age = lengthWords(Math.max(0, Date.parse(now) - Date.parse(oldest)));
    const what = counted(objections, 'objection');
    lines.push(paint('bad', `  ${what} not yet recalled, oldest ${age}: tps-scrub recall --all`));
  }
  if (notKnown.length > 0) {
    const what = counted(notKnown.length, 'list');
    lines.push(
      paint('doubt', `  of ${what} in date that is not known: recall it with the list itself`),
    );
    for (const run of notKnown.slice(0, NAMED)) {
      lines.push(paint('doubt', `    tps-scrub recall ${run} --input FILE`));
    }
    const more = notKnown.length - NAMED;
    if (more > 0) lines.push(paint('doubt', `    and ${grouped(more)} more: status --json`));
  }
  return lines;
}
