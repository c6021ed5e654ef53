import { londonDay, type Day } from '../core/day.js';
import { wrongUse } from '../core/errors.js';
import { foldName } from '../core/fold-name.js';
import { FAR_DAY, type ObjectionClass, type ObjectionTerms } from '../policy/objections.js';
import { anyCall, sameEntry, standingObjections } from '../policy/standing.js';
import { inTransaction, openForWriting } from '../store/database.js';
import { FAR_INSTANT, knowingInstant } from '../store/ledger.js';
import { batchName } from '../store/own-batches.js';
import { OwnLists, type RecordedEvent } from '../store/own-lists.js';
import { writeBatch, type RecordedBatch } from '../store/own-writing.js';
import { batchHeader, type Recorder } from './batch-header.js';
import { findNewEvents } from './new-events.js';
import { readTypedNumbers, type TypedNumber } from './typed-number.js';

/** Which entries of a number are to end, and why; undefined where it does not matter. */
export interface WithdrawRequest extends Recorder {
  readonly value: string;
  readonly list: string | undefined;
  readonly class: ObjectionClass | undefined;
  readonly source: string | undefined;
  readonly caller: string | undefined;
  readonly campaign: string | undefined;
  /** Every entry that matches, however many. */
  readonly all: boolean;
  readonly manner: 'mistake' | 'person-asked';
  readonly why: string;
}

/** What one source said of a number, of one class and scope, on one list. */
export interface Entry {
  readonly terms: ObjectionTerms;
  /** Its objections that were not withdrawn, in order of recording. */
  readonly objections: readonly RecordedEvent[];
}

/** What was ended, and what goes on. */
export interface WithdrawResult extends RecordedBatch {
  readonly number: TypedNumber;
  readonly ended: readonly Entry[];
  readonly remaining: readonly Entry[];
}

/**
 * Ends entries of one number. Nothing is deleted: the withdrawal is an event of its own.
 *
 * @throws ScreeningError wrong-use when no entry matches, or several and `all` was not said
 */
export function suppressWithdraw(request: WithdrawRequest): WithdrawResult {
  const numbers = readTypedNumbers([request.value]);
  const [number] = numbers;
  if (number === undefined || numbers.length > 1) {
    throw wrongUse({
      summary: `'${request.value}' holds ${String(numbers.length)} numbers`,
      fix: 'withdraw one number at a time',
      where: request.value,
    });
  }
  const store = openForWriting(request.database);
  try {
    return inTransaction(store, () => {
      const lists = new OwnLists(store, FAR_INSTANT);
      const today = londonDay(knowingInstant(store, request.clock()));
      const entries = openEntries(lists.eventsOf(number.e164), today);
      const ended = entries.filter(({ terms }) => matches(terms, request));
      refuseChoice(request, number, entries, ended);
      refuseOthersMistake(request, number, ended, lists);
      const terms = ended.map((entry) => endOf(entry.terms, today));
      const { fragments } = findNewEvents(
        {
          terms,
          numbers: Float64Array.from(terms, () => number.e164),
          termsOf: Uint32Array.from(terms, (_, place) => place),
          rowOf: new Uint32Array(terms.length),
          references: [],
        },
        'apart',
        1,
      );
      const { manner, why } = request;
      const list = request.list ?? '';
      const header = batchHeader('withdraw', request, { manner, why, list });
      const draft = { batch: header, terms, fragments, unresolved: [], again: [], settled: [] };
      const remaining = entries.filter((entry) => !ended.includes(entry));
      return { ...writeBatch(store, draft, request.clock()), number, ended, remaining };
    });
  } finally {
    store.close();
  }
}

/** The entries of a number in force on a day, told to whomever. */
function openEntries(events: readonly RecordedEvent[], day: Day): Entry[] {
  const calling = anyCall(day);
  const entries: { terms: ObjectionTerms; objections: RecordedEvent[] }[] = [];
  for (const event of standingObjections(events, calling)) {
    const entry = entries.find(({ terms }) => sameEntry(terms, event.terms));
    if (entry) entry.objections.push(event);
    else entries.push({ terms: event.terms, objections: [event] });
  }
  return entries;
}

function matches(terms: ObjectionTerms, request: WithdrawRequest): boolean {
  const { list, source, caller, campaign } = request;
  return (
    (list === undefined || sameName(terms.list, list)) &&
    (request.class === undefined || terms.class === request.class) &&
    (source === undefined || sameName(terms.source, source)) &&
    (caller === undefined || sameName(terms.caller, caller)) &&
    (campaign === undefined || sameName(terms.campaign, campaign))
  );
}

function sameName(a: string, b: string): boolean {
  return foldName(a) === foldName(b);
}

/** The terms of the withdrawal that ends an entry on a day. */
function endOf({ list, class: name, source, caller, campaign }: ObjectionTerms, day: Day) {
  const until = FAR_DAY;
  return { list, class: name, source, caller, campaign, until, ...TOLD_NOW, told: day };
}

const TOLD_NOW = { reason: '', undated: 0, told_text: '' } as const;

function refuseChoice(
  { all }: WithdrawRequest,
  { e164 }: TypedNumber,
  entries: readonly Entry[],
  ended: readonly Entry[],
): void {
  const number = `+${String(e164)}`;
  if (entries.length === 0) {
    throw wrongUse({
      summary: `no own list has an objection in force for ${number}`,
      fix: `check the digits; tps-scrub check ${number} says what is known of it`,
      where: number,
    });
  }
  if (ended.length === 0 || (ended.length > 1 && !all)) {
    const several = ended.length > 1;
    throw wrongUse({
      summary: several
        ? `${String(ended.length)} entries for ${number} match; nothing was withdrawn`
        : `no entry for ${number} matches; nothing was withdrawn`,
      why: (several ? ended : entries).map(entryWords).join('; '),
      fix: several
        ? 'choose one with --list, --reason, --source, --caller or --campaign, or say --all'
        : 'choose among these',
      where: number,
    });
  }
}

/**
 * A mistake voids all that was recorded of an entry. Where several commands or files recorded it, or
 * a file said it again, the mistake of one is not that of the others.
 */
function refuseOthersMistake(
  { manner, all }: WithdrawRequest,
  { e164 }: TypedNumber,
  ended: readonly Entry[],
  lists: OwnLists,
): void {
  if (manner !== 'mistake' || all) return;
  const again = lists.saidAgain(e164);
  const batches = ended.flatMap(({ terms, objections }) =>
    [...objections, ...again.filter((event) => sameEntry(event.terms, terms))].map(({ batch }) =>
      batchName(batch),
    ),
  );
  const names = [...new Set(batches)];
  if (names.length < 2) return;
  throw wrongUse({
    summary: `+${String(e164)} was recorded by ${names.join(', ')}; nothing was withdrawn`,
    why: 'a mistake voids all that was recorded of the entry, as if nobody had ever said it',
    fix: 'say --all if each of them was a mistake; for a wrong file, tps-scrub suppress undo',
    where: `+${String(e164)}`,
  });
}

/** An entry in words: list, class, source, scope and the day on which it was told first. */
export function entryWords({ terms, objections }: Entry): string {
  const { list, class: name, source, caller, campaign } = terms;
  const told = objections.map((event) => event.terms.told).sort()[0] ?? terms.told;
  return [
    `${list}: ${name}`,
    ...(source === '' ? [] : [`from ${source}`]),
    ...(caller === '' ? [] : [`told to ${caller}`]),
    ...(campaign === '' ? [] : [`for campaign ${campaign}`]),
    `told ${told}`,
  ].join(', ');
}
