import type { Day } from '../../core/day.js';
import type { Call } from './call-reading.js';
import { CalledNumbers } from './called-numbers.js';
import {
  CALL_COVERS,
  CALL_REASONS,
  CALL_VERDICTS,
  type CallCover,
  type CallReason,
  type CallVerdict,
} from './call-verdicts.js';
import { UNREAD, type Unread } from './call-reading.js';
import type { CallFinding } from './call-finding.js';

/** How many calls of a kind, to how many people, and on which days first and last. */
export interface CallCount {
  readonly calls: number;
  readonly people: number;
  readonly first: Day | '';
  readonly last: Day | '';
}

/** Breaches of one caller, one campaign, one list or one day. */
export interface BreachCount {
  readonly name: string;
  readonly calls: number;
}

/** What a log comes to, as an investigator counts it. */
export interface CallTotals {
  /** Every call that was read, with its people. */
  readonly all: CallCount;
  readonly verdicts: Readonly<Record<CallVerdict, CallCount>>;
  readonly reasons: Readonly<Record<CallReason | Unread, number>>;
  /** Marketing calls that were read and of which neither the log nor anybody says for whom they were made. */
  readonly withoutCaller: number;
  /** Marketing calls of which it can be said whether they are breaches, and those of which not. */
  readonly judged: number;
  readonly open: number;
  /** Calls whose verdict is counted as a breach. */
  readonly breaches: CallCount;
  /** A call may be a breach for several lists. Most breaches first, but days in order. */
  readonly byList: readonly BreachCount[];
  readonly byCaller: readonly BreachCount[];
  readonly byCampaign: readonly BreachCount[];
  readonly byDay: readonly BreachCount[];
  /** Marketing calls by what the runs before them say, and how many of each are breaches. */
  readonly covers: Readonly<
    Record<CallCover, { readonly calls: number; readonly breaches: number }>
  >;
}

/** So many callers or campaigns are counted one by one, the rest together. */
const MOST_NAMES = 1000;
const REST = '(others)';

const BIT_OF = Object.fromEntries(
  CALL_VERDICTS.map(({ name }, place) => [name, 1 << place]),
) as Readonly<Record<CallVerdict, number>>;

/** The bits of verdicts that are counted as breaches. */
const BREACHES = CALL_VERDICTS.filter(({ counted }) => counted).reduce(
  (bits, { name }) => bits | BIT_OF[name],
  0,
);

interface Running {
  calls: number;
  first: Day | '';
  last: Day | '';
}

/** Counts calls as they pass. What it holds grows with the people called and the days. */
export class CallTally {
  readonly #people = new CalledNumbers();
  readonly #all = running();
  readonly #breaches = running();
  readonly #verdicts = byName(CALL_VERDICTS, running);
  readonly #reasons = new Map<string, number>();
  readonly #covers = byName(CALL_COVERS, () => ({ calls: 0, breaches: 0 }));
  readonly #byList = new Map<string, number>();
  readonly #byCaller = new Map<string, number>();
  readonly #byCampaign = new Map<string, number>();
  readonly #byDay = new Map<string, number>();
  #withoutCaller = 0;

  /** Counts a call with what it comes to. */
  add(call: Call, { verdict, reasons, breached, covered }: CallFinding): void {
    const { e164, day } = call;
    const bit = BIT_OF[verdict];
    const isBreach = (bit & BREACHES) !== 0;
    if (call.kind === 'marketing' && call.unread === '' && call.callerWords === '') {
      this.#withoutCaller++;
    }
    if (e164 !== 0) this.#people.add(e164, bit);
    count(this.#all, day);
    count(this.#verdicts[verdict], day);
    for (const reason of reasons) more(this.#reasons, reason);
    if (covered !== undefined) {
      const cover = this.#covers[covered.cover];
      cover.calls++;
      if (isBreach) cover.breaches++;
    }
    if (!isBreach) return;
    count(this.#breaches, day);
    for (const list of breached) more(this.#byList, list);
    moreWords(this.#byCaller, call.callerWords);
    moreWords(this.#byCampaign, call.campaignWords);
    more(this.#byDay, day);
  }

  /** What was counted. */
  totals(): CallTotals {
    const reasons = [...CALL_REASONS, ...UNREAD].map(({ name }) => [
      name,
      this.#reasons.get(name) ?? 0,
    ]);
    const [breached = 0, ...people] = this.#people.counts([
      BREACHES,
      ...CALL_VERDICTS.map(({ name }) => BIT_OF[name]),
    ]);
    const verdicts = CALL_VERDICTS.map(({ name }, place) => {
      return [name, { ...this.#verdicts[name], people: people[place] ?? 0 }];
    });
    return {
      all: { ...this.#all, people: this.#people.count },
      judged: this.#callsOf(({ name, open }) => !open && name !== 'inbound' && name !== 'service'),
      open: this.#callsOf(({ open }) => open),
      verdicts: Object.fromEntries(verdicts) as CallTotals['verdicts'],
      reasons: Object.fromEntries(reasons) as CallTotals['reasons'],
      withoutCaller: this.#withoutCaller,
      breaches: { ...this.#breaches, people: breached },
      byList: mostFirst(this.#byList),
      byCaller: mostFirst(this.#byCaller),
      byCampaign: mostFirst(this.#byCampaign),
      byDay: mostFirst(this.#byDay).sort((a, b) => (a.name < b.name ? -1 : 1)),
      covers: this.#covers,
    };
  }

  #callsOf(isOne: (row: (typeof CALL_VERDICTS)[number]) => boolean): number {
    return CALL_VERDICTS.filter(isOne).reduce(
      (sum, { name }) => sum + this.#verdicts[name].calls,
      0,
    );
  }
}

function running(): Running {
  return { calls: 0, first: '', last: '' };
}

function count(into: Running, day: Day | ''): void {
  into.calls++;
  // A log is mostly in order of its days.
  if (day === '' || day === into.last) return;
  if (into.first === '' || day < into.first) into.first = day;
  if (day > into.last) into.last = day;
}

function more(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** A log may hold a word of its own in every call. */
function moreWords(counts: Map<string, number>, words: string): void {
  more(counts, counts.has(words) || counts.size < MOST_NAMES ? words : REST);
}

function mostFirst(counts: ReadonlyMap<string, number>): BreachCount[] {
  return [...counts]
    .map(([name, calls]) => ({ name, calls }))
    .sort((a, b) => b.calls - a.calls || (a.name < b.name ? -1 : 1));
}

function byName<N extends string, T>(
  rows: readonly { readonly name: N }[],
  make: () => T,
): Readonly<Record<N, T>> {
  return Object.fromEntries(rows.map(({ name }) => [name, make()])) as Record<N, T>;
}
