import { londonDay } from '../core/day.js';
import type { ConsentTerms } from '../policy/consents.js';
import { inTransaction, openForWriting } from '../store/database.js';
import { FAR_INSTANT, knowingInstant } from '../store/ledger.js';
import { OwnLists, type RecordedEvent } from '../store/own-lists.js';
import { runsWith } from '../store/runs-with.js';
import { writeBatch, type RecordedBatch } from '../store/own-writing.js';
import { batchHeader, type Recorder } from './batch-header.js';
import { CallersToday, type Firm } from './consents/callers-today.js';
import { effectOf, type ConsentEffect } from './consents/effect.js';
import { termsSaid, type SaidConsent } from './consents/said-terms.js';
import { consentToCome } from './events-to-come.js';
import { findNewEvents } from './new-events.js';
import { readTypedNumbers, type TypedNumber } from './typed-number.js';

/** What typed consents say. */
export interface ConsentAddRequest extends Recorder {
  readonly values: readonly string[];
  readonly said: SaidConsent;
  readonly reference: string;
  /** How many days a wish to be called back holds. */
  readonly requestedCallDays: number;
  readonly firm: Firm;
}

/** A number whose consent was recorded, and what that comes to today. */
export interface ConsentedNumber extends TypedNumber, ConsentEffect<RecordedEvent> {
  /** In how many runs it stood. */
  readonly runs: number;
}

/** What was recorded. */
export interface ConsentAddResult extends RecordedBatch {
  readonly numbers: readonly ConsentedNumber[];
  readonly terms: ConsentTerms;
  readonly reference: string;
}

/**
 * Records consents that a person types: each is a new event, whatever was recorded before. One that
 * lacks evidence is recorded too, and says that it is not usable.
 *
 * @throws ScreeningError wrong-use; then nothing was recorded
 */
export function consentAdd(request: ConsentAddRequest): ConsentAddResult {
  const { database, clock, reference, said, requestedCallDays, firm } = request;
  const typed = readTypedNumbers(request.values);
  const terms = termsSaid(said, londonDay(clock()), requestedCallDays);
  const store = openForWriting(database);
  try {
    return inTransaction(store, () => {
      const lists = new OwnLists(store, FAR_INSTANT);
      const today = londonDay(knowingInstant(store, clock()));
      const callers = new CallersToday(firm, today);
      const consent = consentToCome(terms, reference);
      const numbers = typed.map((number): ConsentedNumber => {
        const [events, before] = [lists.eventsOf(number.e164), lists.consentsOf(number.e164)];
        const effect = effectOf(consent, events, before, callers);
        return { ...number, ...effect, runs: runsWith(store, number.e164, today).runs };
      });
      const entries = {
        terms: [terms],
        numbers: Float64Array.from(typed, ({ e164 }) => e164),
        termsOf: new Uint32Array(typed.length),
        rowOf: Uint32Array.from(typed, (_, row) => row),
        references: reference === '' ? [] : typed.map(() => reference),
      };
      const { fragments } = findNewEvents(entries, 'apart', typed.length);
      const batch = batchHeader('add', request, {
        about: 'consents',
        rows_read: typed.length,
        rows_recorded: typed.length,
      });
      const nothing = { terms: [], unresolved: [], again: [], settled: [] };
      const draft = { ...nothing, batch, consents: [terms], fragments };
      return { ...writeBatch(store, draft, clock()), numbers, terms, reference };
    });
  } finally {
    store.close();
  }
}
