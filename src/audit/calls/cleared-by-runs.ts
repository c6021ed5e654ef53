import { foldName } from '../../core/fold-name.js';
import type { Day } from '../../core/day.js';
import type { Store } from '../../store/database.js';
import { hasTrace } from '../../store/run-trace.js';
import type { CalledNumber, ReadCall } from './call-reading.js';
import type { CallCover } from './call-verdicts.js';
import {
  clearedNumbers,
  clearingRuns,
  purgedClearingRuns,
  type ClearingRun,
  type PurgedClearingRun,
} from './clearing-runs.js';
import { Head, HeadHeap } from './run-heads.js';

/** What the runs before a call say of it. */
export interface CallCovered {
  readonly cover: CallCover;
  /** The run that tells; empty without one. */
  readonly run: string;
  readonly lastCallDay: Day | '';
}

const OUTSIDE: CallCovered = { cover: 'outside', run: '', lastCallDay: '' };
const UNKNOWN: CallCovered = { cover: 'unknown', run: '', lastCallDay: '' };
const NOT_IN_DATE: CallCovered = { cover: 'not-in-date', run: '', lastCallDay: '' };
const NUMBERS_A_BUCKET = 8;
/** The empty set of runs. */
const ROOT = 0;

/**
 * Which runs had cleared which numbers. The traces of all runs are merged once: every distinct number
 * that any run ever cleared takes twelve bytes, in order, with the set of its runs, and sets are
 * shared, as paths in a tree: most numbers stand in the same lists week after week.
 */
export class ClearedByRuns {
  /** In order of their release. */
  readonly #runs: readonly ClearingRun[];
  /** Those whose numbers are not known, or not all. */
  readonly #untraced: ClearingRun[];
  readonly #purged: readonly PurgedClearingRun[];
  #numbers = new Float64Array(1024);
  #sets = new Uint32Array(1024);
  #count = 0;
  /** By bucket, in which numbers of one part of the range stand: the place of its first. */
  #begins = new Uint32Array(1);
  #least = 0;
  #width = 1;
  readonly #foldedNames = new Map<string, string>();
  /** By set: its last run, and the set of those before it. */
  readonly #lastRun: number[] = [-1];
  readonly #parent: number[] = [ROOT];

  constructor(store: Store) {
    const all = clearingRuns(store);
    this.#runs = all.filter(({ id }) => hasTrace(store, id));
    this.#untraced = all.filter(({ id }) => !hasTrace(store, id));
    this.#purged = purgedClearingRuns(store);
    this.#merge(store);
    this.#index();
  }

  /** How many runs were asked, and of how many nothing is known but that they were. */
  get runs(): { readonly traced: number; readonly untraced: number; readonly purged: number } {
    return {
      traced: this.#runs.length,
      untraced: this.#untraced.length,
      purged: this.#purged.length,
    };
  }

  /**
   * The run that covers a call: of those released before it that had cleared its number, for the same
   * caller and campaign where both are said, the latest that was for calls on that day; failing that
   * the latest. Of several numbers in one cell the first that no such run covers is told. A call
   * of which only the day is known may have come before or after a run of that day.
   */
  of(call: ReadCall): CallCovered {
    const first = this.#ofNumber(call, call.e164);
    if (call.others.length === 0 || first.cover !== 'in-date') return first;
    const others = call.others.map(({ e164 }: CalledNumber) => this.#ofNumber(call, e164));
    return others.find(({ cover }) => cover !== 'in-date') ?? first;
  }

  #ofNumber(call: ReadCall, e164: number): CallCovered {
    const caller = this.#folded(call.caller);
    const campaign = this.#folded(call.campaign);
    let latest: ClearingRun | undefined;
    let isDoubtful = false;
    for (let set = this.#setOf(e164); set !== ROOT; set = this.#parent[set] as number) {
      const run = this.#runs[this.#lastRun[set] as number] as ClearingRun;
      if (!mayBeBefore(run, call) || !isFor(run, caller, campaign)) continue;
      if (run.released > call.at) {
        isDoubtful = true;
        continue;
      }
      if (isOnDay(run, call.day)) return coveredBy(run, 'in-date');
      latest ??= run;
    }
    if (isDoubtful) return UNKNOWN;
    const hidden = this.#hidden(call, caller, campaign);
    if (hidden === 'on-day') return UNKNOWN;
    if (latest !== undefined) {
      const isLate = call.day > latest.last;
      return coveredBy(latest, isLate ? 'after-last-call-day' : 'before-call-date');
    }
    return hidden === 'none' ? OUTSIDE : NOT_IN_DATE;
  }

  /** Whether runs whose numbers are not known could have been before a call, and for calls on its day. */
  #hidden(call: ReadCall, caller: string, campaign: string): 'none' | 'other-days' | 'on-day' {
    let found: 'none' | 'other-days' = 'none';
    for (const run of this.#untraced) {
      if (!mayBeBefore(run, call) || !isFor(run, caller, campaign)) continue;
      if (isOnDay(run, call.day)) return 'on-day';
      found = 'other-days';
    }
    for (const { started, startedOn, last } of this.#purged) {
      if (started > call.at && (call.isTimed || startedOn !== call.day)) continue;
      if (call.day <= last) return 'on-day';
      found = 'other-days';
    }
    return found;
  }

  #setOf(e164: number): number {
    const numbers = this.#numbers;
    const bucket = Math.floor((e164 - this.#least) / this.#width);
    if (bucket < 0 || bucket >= this.#begins.length - 1) return ROOT;
    let low = this.#begins[bucket] as number;
    let high = this.#begins[bucket + 1] as number;
    const end = high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((numbers[middle] as number) < e164) low = middle + 1;
      else high = middle;
    }
    return low < end && numbers[low] === e164 ? (this.#sets[low] as number) : ROOT;
  }

  /** Says where numbers stand, so that a search is of a few: numbers are spread over a wide range. */
  #index(): void {
    const buckets = Math.ceil(this.#count / NUMBERS_A_BUCKET);
    if (buckets === 0) return;
    this.#least = this.#numbers[0] as number;
    this.#width = ((this.#numbers[this.#count - 1] as number) - this.#least + 1) / buckets;
    this.#begins = new Uint32Array(buckets + 1);
    let filled = 0;
    for (let at = 0; at < this.#count; at++) {
      const bucket = Math.floor(((this.#numbers[at] as number) - this.#least) / this.#width);
      while (filled < bucket) this.#begins[++filled] = at;
    }
    while (filled < buckets) this.#begins[++filled] = this.#count;
  }

  #folded(name: string): string {
    let known = this.#foldedNames.get(name);
    if (known === undefined) this.#foldedNames.set(name, (known = foldName(name)));
    return known;
  }

  /** Merges the cleared numbers of all runs; of equal ones the runs come in their order. */
  #merge(store: Store): void {
    const children = new Map<number, number>();
    const width = this.#runs.length;
    const heads = this.#runs.map(({ id }, run) => new Head(run, () => clearedNumbers(store, id)));
    const heap = new HeadHeap(heads);
    for (let head = heap.top; head !== undefined; head = heap.top) {
      const { number } = head;
      let set = ROOT;
      for (; head?.number === number; head = heap.top) {
        const edge = set * width + head.run;
        let child = children.get(edge);
        if (child === undefined) {
          child = this.#lastRun.push(head.run) - 1;
          this.#parent.push(set);
          children.set(edge, child);
        }
        set = child;
        heap.advance();
      }
      this.#add(number, set);
    }
    // What a damaged trace says holds; what it does not say is not known.
    const damaged = heads.filter(({ isDamaged }) => isDamaged);
    this.#untraced.push(...damaged.map(({ run }) => this.#runs[run] as ClearingRun));
  }

  #add(number: number, set: number): void {
    if (this.#count === this.#numbers.length) {
      const numbers = new Float64Array(this.#count * 2);
      numbers.set(this.#numbers);
      const sets = new Uint32Array(this.#count * 2);
      sets.set(this.#sets);
      [this.#numbers, this.#sets] = [numbers, sets];
    }
    this.#numbers[this.#count] = number;
    this.#sets[this.#count++] = set;
  }
}

function isFor(run: ClearingRun, caller: string, campaign: string): boolean {
  return isSame(run.caller, caller) && isSame(run.campaign, campaign);
}

function isOnDay({ first, last }: ClearingRun, day: Day): boolean {
  return first <= day && day <= last;
}

function mayBeBefore(
  { released, releasedOn }: ClearingRun,
  { at, day, isTimed }: ReadCall,
): boolean {
  return released <= at || (!isTimed && releasedOn === day);
}

function isSame(planned: string, called: string): boolean {
  return planned === '' || called === '' || planned === called;
}

function coveredBy({ id, last }: ClearingRun, cover: CallCover): CallCovered {
  return { cover, run: id, lastCallDay: last };
}
