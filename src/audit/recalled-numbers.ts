import { setImmediate } from 'node:timers/promises';
import type { Store } from '../store/database.js';
import { tracedPieces, traceSets, type Reading } from '../store/run-trace.js';
import type { RecallDecider } from './recall-decider.js';
import type { RecallLine } from './recall-line.js';

/** In the order of their codes. */
const READINGS: readonly Reading[] = ['', 'number', 'zero-restored', 'reading'];

/** What of a run's list may no longer be called. */
export interface RecalledFromRun {
  /** How many numbers, or records of its list, were looked at. */
  readonly of: number;
  /** How many may no longer be called, and how many of them were passed on before. */
  readonly count: number;
  readonly passedOn: number;
  /** Those that are told, all or those not passed on: E.164 digits, ascending, distinct. */
  readonly numbers: Float64Array;
  /** A line for each of them, worked out as they are asked for. */
  readonly lines: () => Iterable<RecallLine>;
  /** Records that are told without a number. */
  readonly withoutNumber: number;
}

/**
 * Decides again about every number that left with a run's list, from its trace.
 *
 * @param unsent whether to leave out those that were passed on
 * @throws ScreeningError not-safe when the run kept no trace, or it is damaged
 */
export async function recalledNumbers(
  store: Store,
  run: string,
  decider: RecallDecider,
  unsent: boolean,
  signal: AbortSignal,
): Promise<RecalledFromRun> {
  const found: number[] = [];
  const seen = new Set<number>();
  let of = 0;
  let passedOn = 0;
  for (const set of traceSets(store, run).filter(({ kept }) => kept)) {
    const { reading } = set;
    const code = READINGS.indexOf(reading);
    of += set.count;
    for (const piece of tracedPieces(store, run, set)) {
      for (const e164 of piece) {
        if (!decider.isRecalled(e164, reading) || seen.has(e164)) continue;
        seen.add(e164);
        const isSent = decider.isPassedOn(e164, reading);
        if (isSent) passedOn++;
        if (!isSent || !unsent) found.push(e164 * READINGS.length + code);
      }
      await setImmediate();
      signal.throwIfAborted();
    }
  }
  const codes = Float64Array.from(found).sort();
  const numbers = codes.map(numberOf);
  return {
    of,
    count: seen.size,
    passedOn,
    numbers,
    withoutNumber: 0,
    *lines() {
      for (const code of codes) yield decider.line(numberOf(code), readingOf(code));
    },
  };
}

function numberOf(code: number): number {
  return Math.floor(code / READINGS.length);
}

function readingOf(code: number): Reading {
  return READINGS[code % READINGS.length] ?? '';
}
