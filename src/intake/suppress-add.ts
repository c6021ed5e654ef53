import { londonDay, type Day } from '../core/day.js';
import { FAR_DAY, type ObjectionClass, type ObjectionTerms } from '../policy/objections.js';
import { anyCall, standingObjections } from '../policy/standing.js';
import { inTransaction, openForWriting } from '../store/database.js';
import { FAR_INSTANT, knowingInstant } from '../store/ledger.js';
import { OwnLists } from '../store/own-lists.js';
import { writeBatch, type RecordedBatch } from '../store/own-writing.js';
import { runsWith } from '../store/run-numbers.js';
import { batchHeader, type Recorder } from './batch-header.js';
import { findNewEvents } from './new-events.js';
import { refuseDays } from './told-days.js';
import { readTypedNumbers, type TypedNumber } from './typed-number.js';

/** What typed objections say; texts that were not given are empty. */
export interface AddRequest extends Recorder {
  readonly values: readonly string[];
  readonly list: string;
  readonly class: ObjectionClass;
  readonly reason: string;
  readonly source: string;
  readonly reference: string;
  /** The day on which it was told; today when not given. */
  readonly on: Day | undefined;
  readonly until: Day | undefined;
  readonly caller: string;
  readonly campaign: string;
}

/** A number that was recorded, and what is known of it. */
export interface AddedNumber extends TypedNumber {
  /** In how many runs it stood. */
  readonly runs: number;
  /** An objection was in force for it already, for every call. */
  readonly already: boolean;
}

/** What was recorded. */
export interface AddResult extends RecordedBatch {
  readonly numbers: readonly AddedNumber[];
  readonly terms: ObjectionTerms;
  readonly reference: string;
  /** Whether any run has numbers to compare with. */
  readonly hasRuns: boolean;
}

/**
 * Records objections that a person types: each is a new event, whatever was recorded before.
 *
 * @throws ScreeningError wrong-use; then nothing was recorded
 */
export function suppressAdd(request: AddRequest): AddResult {
  const typed = readTypedNumbers(request.values);
  const { clock, database } = request;
  const terms = typedTerms(request, londonDay(clock()));
  const store = openForWriting(database);
  try {
    return inTransaction(store, () => {
      const lists = new OwnLists(store, FAR_INSTANT);
      const today = londonDay(knowingInstant(store, clock()));
      const calling = anyCall(today);
      const numbers = typed.map((number): AddedNumber => {
        const standing = standingObjections(lists.eventsOf(number.e164), calling);
        const already = standing.some(({ terms: t }) => t.caller === '' && t.campaign === '');
        return { ...number, runs: runsWith(store, number.e164), already };
      });
      const entries = {
        terms: [terms],
        numbers: Float64Array.from(typed, ({ e164 }) => e164),
        termsOf: new Uint32Array(typed.length),
        rowOf: Uint32Array.from(typed, (_, row) => row),
        references: request.reference === '' ? [] : typed.map(() => request.reference),
      };
      const { fragments } = findNewEvents(entries, 'apart', typed.length);
      const header = batchHeader('add', request, {
        list: request.list,
        source: request.source,
        rows_read: typed.length,
        rows_recorded: typed.length,
      });
      const draft = {
        batch: header,
        terms: [terms],
        fragments,
        unresolved: [],
        again: [],
        settled: [],
      };
      const hasRuns = store.prepare('SELECT 1 FROM run_numbers LIMIT 1').get() !== undefined;
      return {
        ...writeBatch(store, draft, clock()),
        numbers,
        terms,
        reference: request.reference,
        hasRuns,
      };
    });
  } finally {
    store.close();
  }
}

/** The terms of what was typed. @throws ScreeningError wrong-use for days that cannot be */
function typedTerms(request: AddRequest, today: Day): ObjectionTerms {
  const { list, reason, source, caller, campaign, on, until } = request;
  refuseDays(request, today);
  return {
    list,
    class: request.class,
    reason,
    source,
    told: on ?? today,
    undated: 0,
    told_text: '',
    until: until ?? FAR_DAY,
    caller,
    campaign,
  };
}
