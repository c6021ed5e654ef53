import { addDays, daysBetween, type Day } from '../core/day.js';
import { isHeldBack } from '../policy/reasons.js';
import type { PhoneCells } from './phone-cells.js';
import type { RecordWatcher } from './record-watcher.js';
import type { Screener } from './screener.js';

/** How many more records would be clean if the calls ended on a day. */
export interface ShorterUntil {
  readonly until: Day;
  readonly records: number;
}

/**
 * Counts the records that are held back only because the verdict must hold on every day of the
 * calls: a consent ends before the last one, or the first 28 days of a listing do. The longer the
 * calls, the less is clean, so the last day that would do is found by halving.
 */
export class ShorterUntilCount implements RecordWatcher {
  readonly seesClean = false;
  readonly #screener: Screener;
  readonly #from: Day;
  /** From the first day of the calls to the last but one, made when first asked. */
  readonly #byDay: (Screener | undefined)[];
  /** Records that would be clean if the calls ended on the day, and not on a later one. */
  readonly #records: Uint32Array;

  /** @param screener for the calls as they are planned, `from` and `to` their first and last day */
  constructor(screener: Screener, from: Day, to: Day) {
    this.#screener = screener;
    this.#from = from;
    this.#byDay = new Array<Screener | undefined>(Math.max(0, daysBetween(from, to)));
    this.#records = new Uint32Array(this.#byDay.length);
  }

  readonly numbers = (cells: PhoneCells, reasons: number): void => {
    if (!isHeldBack(reasons) || this.#byDay.length === 0) return;
    let last = this.#byDay.length - 1;
    let ofTheRecord = reasons;
    for (let at = 0; at < cells.count; at++) {
      const { decision, e164, numberClass, flags } = cells.at(at);
      if (!isHeldBack(decision.reasons)) continue;
      ofTheRecord &= ~decision.reasons;
      if (numberClass < 0 || !this.#screener.mayDependOnUntil(e164)) return;
      last = this.#lastCleanDay(last, (screener) => screener.number(e164, numberClass, flags));
      if (last < 0) return;
    }
    if (isHeldBack(ofTheRecord)) return;
    this.#records[last] = (this.#records[last] ?? 0) + 1;
  };

  // Whatever the last day, such a record is held back.
  readonly whole = (): void => undefined;

  /** For each last day that would clear more records than a later one, the latest first. */
  result(): ShorterUntil[] {
    const found: ShorterUntil[] = [];
    let records = 0;
    for (let day = this.#records.length - 1; day >= 0; day--) {
      const more = this.#records[day] ?? 0;
      records += more;
      if (more > 0) found.push({ until: addDays(this.#from, day), records });
    }
    return found;
  }

  /** The last of the days from 0 on which calls may end for a number to be clean; -1 for none. */
  #lastCleanDay(last: number, decide: (screener: Screener) => { reasons: number }): number {
    const isClean = (day: number): boolean => !isHeldBack(decide(this.#until(day)).reasons);
    if (!isClean(0)) return -1;
    let [clean, end] = [0, last + 1];
    while (end - clean > 1) {
      const middle = (clean + end) >>> 1;
      if (isClean(middle)) clean = middle;
      else end = middle;
    }
    return clean;
  }

  #until(day: number): Screener {
    return (this.#byDay[day] ??= this.#screener.until(addDays(this.#from, day)));
  }
}
