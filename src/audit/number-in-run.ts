import { ScreeningError } from '../core/errors.js';
import type { Store } from '../store/database.js';
import { purgedOf } from '../store/purged.js';
import { hasTrace, traceOf, type TracedSet } from '../store/run-trace.js';
import type { PastRun } from './past-run.js';

/** How one run decided about a number: one entry for each way in which it stood in the list. */
export type NumberDecision = Omit<TracedSet, 'count'>;

/** What a run kept of its list, or why it kept nothing. */
export interface TraceState {
  readonly kept: boolean;
  /** Why there is none; empty when there is. */
  readonly why: string;
}

/** Whether it can be asked of a run which numbers stood in its list. */
export function traceStateOf(store: Store, { id }: PastRun): TraceState {
  const purged = purgedOf(store, 'run-trace', id);
  if (purged !== undefined) {
    const why = purged.why === '' ? '' : ` (${purged.why})`;
    return { kept: false, why: `its trace was purged at ${purged.instant}${why}` };
  }
  return hasTrace(store, id)
    ? { kept: true, why: '' }
    : { kept: false, why: 'no trace was kept of it' };
}

/** What a run can say of a number: its decisions, none when its list did not have it; or why nothing. */
export type NumberAnswer =
  { readonly decisions: readonly NumberDecision[] } | { readonly notKnown: string };

/** What a run decided about a number. A missing or damaged trace is no "no". */
export function answerOf(store: Store, run: PastRun, e164: number): NumberAnswer {
  // A list without any number did not have this one, whatever was kept of it.
  if (run.record.numbers.read === 0) return { decisions: [] };
  const { kept, why } = traceStateOf(store, run);
  if (!kept) return { notKnown: why };
  try {
    const sets = traceOf(store, run.id, e164);
    return {
      decisions: sets.map((set) => ({ reason: set.reason, kept: set.kept, reading: set.reading })),
    };
  } catch (error) {
    return { notKnown: damageWords(error) };
  }
}

/**
 * Whether a list had records or cells that could not be screened: a trace may say nothing of the numbers
 * in them (docs/past.md).
 */
export function isPartlyRead({ record: { numbers, reasons } }: PastRun): boolean {
  return numbers.unscreened > 0 || (reasons['MALFORMED_RECORD'] ?? 0) > 0;
}

/** Why a trace that is there cannot be read. @throws whatever else went wrong */
export function damageWords(error: unknown): string {
  if (!(error instanceof ScreeningError)) throw error;
  return `its trace is damaged: ${error.explanation.why ?? error.explanation.summary}`;
}
