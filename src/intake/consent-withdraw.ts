import { londonDay, type Day } from '../core/day.js';
import { wrongUse } from '../core/errors.js';
import type { ConsentFault } from '../policy/consents.js';
import { DEFAULT_LIST, FAR_DAY, type ObjectionTerms } from '../policy/objections.js';
import type { OwnEvent } from '../policy/standing.js';
import { inTransaction, openForWriting } from '../store/database.js';
import { FAR_INSTANT, knowingInstant } from '../store/ledger.js';
import { OwnLists, type RecordedConsent } from '../store/own-lists.js';
import { writeBatch, type RecordedBatch } from '../store/own-writing.js';
import { batchHeader, type Recorder } from './batch-header.js';
import { CallersToday, type Firm } from './consents/callers-today.js';
import { faultForItself } from './consents/effect.js';
import { eventToCome } from './events-to-come.js';
import { findNewEvents } from './new-events.js';
import { readTypedNumbers, type TypedNumber } from './typed-number.js';

/** Whose consent is withdrawn, and from whose calls; texts that were not given are empty. */
export interface ConsentWithdrawRequest extends Recorder {
  readonly value: string;
  /** Declared name. */
  readonly caller: string;
  /** The day on which it was withdrawn; today when not given. */
  readonly on: Day | undefined;
  readonly why: string;
  readonly source: string;
  readonly reference: string;
  readonly firm: Firm;
}

/** A consent that goes on beside a withdrawal, and why it is not usable; empty when it is. */
export interface RemainingConsent {
  readonly consent: RecordedConsent;
  readonly fault: ConsentFault | '';
}

/** What was recorded, and what it ends. */
export interface ConsentWithdrawResult extends RecordedBatch {
  readonly number: TypedNumber;
  readonly terms: ObjectionTerms;
  readonly reference: string;
  /** Consents that were usable until now. */
  readonly ended: readonly RecordedConsent[];
  readonly remaining: readonly RemainingConsent[];
}

/**
 * Records that a person takes back a consent: an objection for that caller, whether or not any
 * consent was known, and whether or not the number is listed.
 *
 * @throws ScreeningError wrong-use; then nothing was recorded
 */
export function consentWithdraw(request: ConsentWithdrawRequest): ConsentWithdrawResult {
  const { clock, database, caller, on, why, source, reference, firm } = request;
  const number = onlyNumber(request.value);
  const told = on ?? londonDay(clock());
  refuseAhead(told, londonDay(clock()));
  const terms: ObjectionTerms = {
    list: DEFAULT_LIST,
    class: 'consent-withdrawn',
    reason: why,
    source,
    told,
    undated: 0,
    told_text: '',
    until: FAR_DAY,
    caller,
    campaign: '',
  };
  const store = openForWriting(database);
  try {
    return inTransaction(store, () => {
      const lists = new OwnLists(store, FAR_INSTANT);
      const callers = new CallersToday(firm, londonDay(knowingInstant(store, clock())));
      const found = consequences(lists, number.e164, { terms, reference }, callers);
      const entries = {
        terms: [terms],
        numbers: Float64Array.of(number.e164),
        termsOf: new Uint32Array(1),
        rowOf: new Uint32Array(1),
        references: reference === '' ? [] : [reference],
      };
      const { fragments } = findNewEvents(entries, 'apart', 1);
      const batch = batchHeader('withdraw', request, {
        about: 'consents',
        why,
        source,
        list: terms.list,
        rows_read: 1,
        rows_recorded: 1,
      });
      const nothing = { unresolved: [], again: [], settled: [] };
      const draft = { ...nothing, batch, terms: [terms], fragments };
      return { ...writeBatch(store, draft, clock()), number, terms, reference, ...found };
    });
  } finally {
    store.close();
  }
}

function onlyNumber(value: string): TypedNumber {
  const numbers = readTypedNumbers([value]);
  const [number] = numbers;
  if (number !== undefined && numbers.length === 1) return number;
  throw wrongUse({
    summary: `'${value}' holds ${String(numbers.length)} numbers`,
    fix: 'withdraw the consent of one number at a time',
    where: value,
  });
}

function refuseAhead(on: Day, today: Day): void {
  if (on <= today) return;
  throw wrongUse({
    summary: `--on ${on} is after today (${today})`,
    fix: 'give the day on which the person withdrew it',
    where: '--on',
  });
}

/** Which consents of a number an objection ends, and what becomes of the others. */
function consequences(
  lists: OwnLists,
  e164: number,
  objection: Pick<OwnEvent, 'terms' | 'reference'>,
  callers: CallersToday,
): Pick<ConsentWithdrawResult, 'ended' | 'remaining'> {
  const before: readonly OwnEvent[] = lists.eventsOf(e164);
  const { terms, reference } = objection;
  const withdrawal = eventToCome({ kind: 'objection', manner: '' }, terms, reference);
  const after = [...before, withdrawal];
  const ended: RecordedConsent[] = [];
  const remaining: RemainingConsent[] = [];
  for (const consent of lists.consentsOf(e164)) {
    const calling = callers.callsOf(consent.terms.caller);
    const fault = faultForItself(consent, after, calling);
    if (fault !== '' && faultForItself(consent, before, calling) === '') ended.push(consent);
    else remaining.push({ consent, fault });
  }
  return { ended, remaining };
}
