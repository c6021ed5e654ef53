import type { TypedParty } from '../config/party-key.js';
import { londonDay, type Day } from '../core/day.js';
import { wrongUse } from '../core/errors.js';
import { FAR_DAY, type ObjectionTerms } from '../policy/objections.js';
import { anyCall, sameEntry } from '../policy/standing.js';
import { inTransaction, openForWriting, type Store } from '../store/database.js';
import { FAR_INSTANT, knowingInstant } from '../store/ledger.js';
import { batchName } from '../store/own-batches.js';
import { OwnLists, type RecordedEvent } from '../store/own-lists.js';
import { OwnParties } from '../store/own-parties.js';
import { writeBatch, type BatchDraft, type RecordedBatch } from '../store/own-writing.js';
import { batchHeader, type Recorder } from './batch-header.js';
import { eventToCome } from './events-to-come.js';
import type { Firm } from './consents/callers-today.js';
import { LiftedFor, type LiftedCalls } from './lifted-for.js';
import { findNewEvents } from './new-events.js';
import { entryWords, isMeant, openEntries, type Entry, type EntryChoice } from './own-entries.js';
import { readTypedNumbers } from './typed-number.js';

/** Which entries of a number, or of a party, are to end, and why. */
export interface WithdrawRequest extends Recorder, EntryChoice {
  /** One number as a person writes it; not read when there is a party. */
  readonly values: readonly string[];
  readonly party: TypedParty | undefined;
  /** Every entry that matches, however many. */
  readonly all: boolean;
  readonly manner: 'mistake' | 'person-asked';
  readonly why: string;
  readonly firm: Firm;
}

/** What was ended, and what goes on. */
export interface WithdrawResult extends RecordedBatch {
  /** E.164 digits as an integer; undefined of a party. */
  readonly number: number | undefined;
  /** The number in E.164, or the party as it was typed. */
  readonly name: string;
  readonly ended: readonly Entry[];
  readonly remaining: readonly Entry[];
  /** For whom a consent lifts all that remains. */
  readonly liftedFor: readonly LiftedCalls[];
}

/** The number, or the party, whose entries are to end. */
interface Subject {
  readonly name: string;
  readonly number: number | undefined;
  readonly events: readonly RecordedEvent[];
  /** What imports said again. */
  readonly again: readonly RecordedEvent[];
  /** What to do when nothing is in force. */
  readonly hint: string;
  readonly lists: OwnLists;
}

/**
 * Ends entries of one number, or of one party. Nothing is deleted: the withdrawal is an event of its
 * own.
 *
 * @throws ScreeningError wrong-use when no entry matches, or several and `all` was not said
 */
export function suppressWithdraw(request: WithdrawRequest): WithdrawResult {
  const { party } = request;
  const number = party ? undefined : typedNumber(request.values);
  const store = openForWriting(request.database);
  try {
    return inTransaction(store, () => {
      const today = londonDay(knowingInstant(store, request.clock()));
      const subject = subjectOf(store, number, party, today);
      const entries = openEntries(subject.events, today);
      const ended = entries.filter((entry) => isMeant(entry, request));
      refuseChoice(request, subject, entries, ended);
      refuseOthersMistake(request, subject, ended);
      const terms = ended.map((entry) => endOf(entry.terms, today));
      const { manner, why } = request;
      const list = request.list ?? '';
      const draft: BatchDraft = {
        batch: batchHeader('withdraw', request, { manner, why, list }),
        terms,
        fragments: number === undefined ? [] : fragmentsOf(number, terms),
        unresolved: [],
        again: [],
        settled: [],
        parties: party ? partiesOf(party, terms) : [],
      };
      const remaining = entries.filter((entry) => !ended.includes(entry));
      const { name, lists } = subject;
      const ends = terms.map((one) => eventToCome({ kind: 'withdrawal', manner }, one));
      const lifted = new LiftedFor(lists, request.firm, today);
      const liftedFor = number === undefined ? [] : lifted.of(number, ends);
      const written = writeBatch(store, draft, request.clock());
      return { ...written, number, name, ended, remaining, liftedFor };
    });
  } finally {
    store.close();
  }
}

function typedNumber(values: readonly string[]): number {
  const numbers = readTypedNumbers(values);
  const value = values.join(' ');
  const [number] = numbers;
  if (number !== undefined && numbers.length === 1) return number.e164;
  throw wrongUse({
    summary: `'${value}' holds ${String(numbers.length)} numbers`,
    fix: 'withdraw one number at a time',
    where: value,
  });
}

function subjectOf(
  store: Store,
  number: number | undefined,
  party: TypedParty | undefined,
  today: Day,
): Subject {
  const lists = new OwnLists(store, FAR_INSTANT);
  if (party !== undefined) {
    const parties = new OwnParties(store, lists);
    const events = parties.eventsOf(party.hmac);
    const hint = partyHint(parties, party, today);
    return { name: party.value, number, events, again: [], hint, lists };
  }
  const e164 = number ?? 0;
  const name = `+${String(e164)}`;
  const hint = `check the digits; tps-scrub check says what is known of it`;
  const [events, again] = [lists.eventsOf(e164), lists.saidAgain(e164)];
  return { name, number, events, again, hint, lists };
}

function partyHint(parties: OwnParties, { keyId }: TypedParty, today: Day): string {
  const others = parties.standing(anyCall(today)).filter((held) => held.keyId !== keyId).length;
  return others === 0
    ? 'check how it is written: noughts in front, blanks and hyphens count'
    : `${String(others)} objections in force were recorded with another key: give the configuration that one`;
}

function fragmentsOf(number: number, terms: readonly ObjectionTerms[]): BatchDraft['fragments'] {
  const entries = {
    terms,
    numbers: Float64Array.from(terms, () => number),
    termsOf: Uint32Array.from(terms, (_, place) => place),
    rowOf: new Uint32Array(terms.length),
    references: [],
  };
  return findNewEvents(entries, 'apart', 1).fragments;
}

function partiesOf(
  { hmac, keyId }: TypedParty,
  terms: readonly ObjectionTerms[],
): BatchDraft['parties'] & object {
  return terms.map((_, place) => ({ party: hmac, keyId, terms: place, reference: '' }));
}

/** The terms of the withdrawal that ends an entry on a day. */
function endOf(
  { list, class: name, source, caller, campaign }: ObjectionTerms,
  day: Day,
): ObjectionTerms {
  const until = FAR_DAY;
  return { list, class: name, source, caller, campaign, until, ...TOLD_NOW, told: day };
}

const TOLD_NOW = { reason: '', undated: 0, told_text: '' } as const;

function refuseChoice(
  { all }: WithdrawRequest,
  { name, hint }: Subject,
  entries: readonly Entry[],
  ended: readonly Entry[],
): void {
  if (entries.length === 0) {
    throw wrongUse({
      summary: `no own list has an objection in force for ${name}`,
      fix: hint,
      where: name,
    });
  }
  if (ended.length === 0 || (ended.length > 1 && !all)) {
    const several = ended.length > 1;
    throw wrongUse({
      summary: several
        ? `${String(ended.length)} entries for ${name} match; nothing was withdrawn`
        : `no entry for ${name} matches; nothing was withdrawn`,
      why: (several ? ended : entries).map(entryWords).join('; '),
      fix: several
        ? 'choose one with --list, --reason, --source, --caller or --campaign, or say --all'
        : 'choose among these',
      where: name,
    });
  }
}

/**
 * A mistake voids all that was recorded of an entry. Where several commands or files recorded it, or
 * a file said it again, the mistake of one is not that of the others.
 */
function refuseOthersMistake(
  { manner, all }: WithdrawRequest,
  { name, again }: Subject,
  ended: readonly Entry[],
): void {
  if (manner !== 'mistake' || all) return;
  const batches = ended.flatMap(({ terms, objections }) =>
    [...objections, ...again.filter((event) => sameEntry(event.terms, terms))].map(({ batch }) =>
      batchName(batch),
    ),
  );
  const names = [...new Set(batches)];
  if (names.length < 2) return;
  throw wrongUse({
    summary: `${name} was recorded by ${names.join(', ')}; nothing was withdrawn`,
    why: 'a mistake voids all that was recorded of the entry, as if nobody had ever said it',
    fix: 'say --all if each of them was a mistake; for a wrong file, tps-scrub suppress undo',
    where: name,
  });
}
