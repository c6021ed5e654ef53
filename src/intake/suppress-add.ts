import type { TypedParty } from '../config/party-key.js';
import { londonDay, type Day } from '../core/day.js';
import { FAR_DAY, type ObjectionClass, type ObjectionTerms } from '../policy/objections.js';
import { anyCall, standingObjections } from '../policy/standing.js';
import { inTransaction, openForWriting } from '../store/database.js';
import { FAR_INSTANT, knowingInstant } from '../store/ledger.js';
import { OwnLists, type RecordedEvent } from '../store/own-lists.js';
import { OwnParties } from '../store/own-parties.js';
import { writeBatch, type RecordedBatch } from '../store/own-writing.js';
import { countTraces } from '../store/run-trace.js';
import { runsWith } from '../store/runs-with.js';
import { batchHeader, type Recorder } from './batch-header.js';
import { eventToCome } from './events-to-come.js';
import type { Firm } from './consents/callers-today.js';
import { LiftedFor, type LiftedCalls } from './lifted-for.js';
import { findNewEvents } from './new-events.js';
import { refuseOtherKey } from './party-key-guard.js';
import { refuseDays } from './told-days.js';
import { readTypedNumbers, type TypedNumber } from './typed-number.js';

/** What typed objections say; texts that were not given are empty. */
export interface AddRequest extends Recorder {
  readonly values: readonly string[];
  /** Whose calls are unwelcome whatever the number; beside `values`, or in their place. */
  readonly party: TypedParty | undefined;
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
  readonly firm: Firm;
}

/** A number that was recorded, and what is known of it. */
export interface AddedNumber extends TypedNumber {
  /** In how many runs it stood. */
  readonly runs: number;
  /** How many of their lists have it and may still be called. */
  readonly inDate: number;
  /** Of those, such whose list a later run has replaced. */
  readonly replaced: number;
  /** An objection was in force for it already, for every call. */
  readonly already: boolean;
  /** For whom it is not suppressed all the same, since a consent of a later day lifts it. */
  readonly liftedFor: readonly LiftedCalls[];
}

/** A party that was recorded. */
export interface AddedParty extends TypedParty {
  readonly already: boolean;
}

/** What was recorded. */
export interface AddResult extends RecordedBatch {
  readonly numbers: readonly AddedNumber[];
  readonly party: AddedParty | undefined;
  readonly terms: ObjectionTerms;
  readonly reference: string;
  /**
   * How many runs remember their numbers, and how many do not and may have had these; of how many
   * what they remember is damaged.
   */
  readonly runs: {
    readonly traced: number;
    readonly untraced: number;
    readonly damaged: number;
  };
}

/**
 * Records objections that a person types: each is a new event, whatever was recorded before.
 *
 * @throws ScreeningError wrong-use, or guard-refused for another key of parties; then nothing was
 *   recorded
 */
export function suppressAdd(request: AddRequest): AddResult {
  const typed = readTypedNumbers(request.values);
  const { clock, database, party, reference } = request;
  const terms = typedTerms(request, londonDay(clock()));
  const store = openForWriting(database);
  try {
    return inTransaction(store, () => {
      const lists = new OwnLists(store, FAR_INSTANT);
      const today = londonDay(knowingInstant(store, clock()));
      const lifted = new LiftedFor(lists, request.firm, today);
      const toCome = [eventToCome({ kind: 'objection', manner: '' }, terms, reference)];
      let unreadable = 0;
      const numbers = typed.map((number): AddedNumber => {
        const { e164 } = number;
        const already = standsForAll(lists.eventsOf(e164), today);
        const liftedFor = lifted.of(e164, toCome);
        const { runs, inDate, replaced, damaged } = runsWith(store, e164, today);
        unreadable = Math.max(unreadable, damaged);
        return { ...number, runs, inDate, replaced, already, liftedFor };
      });
      const parties = new OwnParties(store, lists);
      if (party) refuseOtherKey(parties, party, today);
      const entries = {
        terms: [terms],
        numbers: Float64Array.from(typed, ({ e164 }) => e164),
        termsOf: new Uint32Array(typed.length),
        rowOf: Uint32Array.from(typed, (_, row) => row),
        references: reference === '' ? [] : typed.map(() => reference),
      };
      const { fragments } = findNewEvents(entries, 'apart', typed.length);
      const said = typed.length + (party ? 1 : 0);
      const header = batchHeader('add', request, {
        list: request.list,
        source: request.source,
        rows_read: said,
        rows_recorded: said,
      });
      const draft = {
        batch: header,
        terms: [terms],
        fragments,
        unresolved: [],
        again: [],
        settled: [],
        parties: party ? [{ party: party.hmac, keyId: party.keyId, terms: 0, reference }] : [],
      };
      return {
        ...writeBatch(store, draft, clock()),
        numbers,
        party: party && { ...party, already: standsForAll(parties.eventsOf(party.hmac), today) },
        terms,
        reference,
        runs: { ...countTraces(store), damaged: unreadable },
      };
    });
  } finally {
    store.close();
  }
}

/** Whether an objection is in force on a day that binds everyone, for every call. */
function standsForAll(events: readonly RecordedEvent[], day: Day): boolean {
  const standing = standingObjections(events, anyCall(day));
  return standing.some(({ terms }) => terms.caller === '' && terms.campaign === '');
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
