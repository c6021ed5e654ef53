import type { Instant } from '../core/day.js';
import { ScreeningError } from '../core/errors.js';
import { flagBit } from '../core/flags.js';
import { readCellItems } from '../core/read-cell.js';
import type { Decision } from '../policy/decide.js';
import { isHeldBack } from '../policy/reasons.js';
import type { HeldRegister } from '../scrub/held-registers.js';
import type { VerdictWords } from '../scrub/report.js';
import type { Store } from '../store/database.js';
import { recalledThrough, recallsOf, type Recall } from '../store/recalls.js';
import type { Reading } from '../store/run-trace.js';
import { recallLine, type RecallLine } from './recall-line.js';
import type { RecordedRun } from './recorded-plan.js';
import { Knowledge, type RemainingCalls } from './remaining-calls.js';
import { TracedDecisions } from './traced-decisions.js';

/** Knowledge of the instants up to which recalls went: one recall is mostly of many runs. */
export class EarlierKnowledge {
  readonly #store: Store;
  readonly #known = new Map<Instant, Knowledge>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** What was known at an instant. */
  at(through: Instant): Knowledge {
    let found = this.#known.get(through);
    if (found === undefined)
      this.#known.set(through, (found = new Knowledge(this.#store, through)));
    return found;
  }
}

/** Decides which numbers of a run's list may no longer be called, and which were passed on before. */
export class RecallDecider {
  readonly calls: RemainingCalls;
  /** What was passed on of the run, the oldest first. */
  readonly recalls: readonly Recall[];
  readonly #run: RecordedRun;
  readonly #now: TracedDecisions;
  /** As of the newest recall; undefined without one, or where that cannot be told any more. */
  readonly #before: TracedDecisions | undefined;
  readonly #earlier: EarlierKnowledge;
  /** As of the recalls that were asked. */
  readonly #then = new Map<Instant, TracedDecisions | undefined>();

  /** @throws ScreeningError not-safe when nothing decides */
  constructor(store: Store, run: RecordedRun, knowledge: Knowledge, earlier: EarlierKnowledge) {
    this.#run = run;
    this.#earlier = earlier;
    this.calls = knowledge.of(run);
    this.#now = new TracedDecisions(this.calls.screening.screener);
    this.recalls = recallsOf(store, run.id);
    const newest = this.recalls.at(-1);
    this.#before = newest && decisionsOf(run, earlier.at(newest.through));
    if (newest) this.#then.set(newest.through, this.#before);
  }

  /** Up to when own objections are out of the list (store/recalls.ts). */
  get through(): Instant {
    return recalledThrough(this.recalls, this.#run.record.plan.as_of);
  }

  /** Whether a number that the run let through may no longer be called. */
  isRecalled(e164: number, reading: Reading): boolean {
    return isHeldBack(this.#now.decide(e164, reading).reasons);
  }

  /**
   * Whether the newest recall had a number: by what was known for it, it was not to be called. Numbers
   * that were passed on are kept nowhere, and need not be: they follow from what was known.
   */
  isPassedOn(e164: number, reading: Reading): boolean {
    return this.#before !== undefined && isHeldBack(this.#before.decide(e164, reading).reasons);
  }

  /** The verdict on a number now. */
  decide(e164: number, reading: Reading): Decision {
    return this.#now.decide(e164, reading);
  }

  /** What a person reads of a number that is recalled. */
  line(e164: number, reading: Reading): RecallLine {
    const decision = this.decide(e164, reading);
    const [item] = readCellItems(`+${String(e164)}`);
    const read = item !== undefined && 'flags' in item ? item.flags : 0;
    const restored = reading === 'zero-restored' ? flagBit('zero-restored') : 0;
    const { narrator } = this.calls.screening;
    const words = narrator.words(decision, e164, read | restored | decision.flags);
    return recallLine(words, this.facts(words, e164, reading));
  }

  /** What is said beside the verdict on a number. @param e164 0 for a record without one */
  facts(
    {
      reason,
      list,
      listed_from: listedFrom,
    }: Pick<VerdictWords, 'reason' | 'list' | 'listed_from'>,
    e164: number,
    reading: Reading,
  ): { readonly run: string; readonly recorded: Instant | ''; readonly passed_on: Instant | '' } {
    const recorded =
      e164 === 0
        ? ''
        : reason === 'OBJECTION'
          ? this.#objectionRecorded(e164)
          : this.#listingRecorded(list, listedFrom);
    const isSent = e164 !== 0 && this.isPassedOn(e164, reading);
    const passedOn = isSent ? this.#passedOnAt(e164, reading, recorded) : '';
    return { run: this.#run.id, recorded, passed_on: passedOn };
  }

  /** The first recall, of those after what decides was recorded, that had a number. */
  #passedOnAt(e164: number, reading: Reading, recorded: Instant | ''): Instant | '' {
    const since = this.recalls.filter(({ through }) => through >= recorded);
    const first = since.find(({ through }) => this.#wasRecalled(e164, reading, through));
    return (first ?? this.recalls.at(-1))?.recorded ?? '';
  }

  #wasRecalled(e164: number, reading: Reading, through: Instant): boolean {
    if (!this.#then.has(through)) {
      this.#then.set(through, decisionsOf(this.#run, this.#earlier.at(through)));
    }
    const then = this.#then.get(through);
    return then !== undefined && isHeldBack(then.decide(e164, reading).reasons);
  }

  /** When the first of the objections was recorded that stand against a number. */
  #objectionRecorded(e164: number): Instant | '' {
    const { objections } = this.calls.screening.narrator.ownRecords(e164);
    return objections.map(({ batch }) => batch.recorded).sort()[0] ?? '';
  }

  /** When the edition was recorded in which a number appeared. */
  #listingRecorded(list: string, listedFrom: string): Instant | '' {
    const register = this.calls.registers.find(({ name }) => name === list);
    return register === undefined ? '' : (editionOf(register, listedFrom)?.recorded ?? '');
  }
}

function editionOf({ edition, earlier }: HeldRegister, dated: string) {
  return [edition, ...earlier].find((one) => one.dated === dated);
}

/** What is not held any more cannot say that a number was passed on: it is passed on once more. */
function decisionsOf(run: RecordedRun, knowledge: Knowledge): TracedDecisions | undefined {
  try {
    const { screening, gaps } = knowledge.of(run);
    return gaps.length === 0 ? new TracedDecisions(screening.screener) : undefined;
  } catch (error) {
    if (!(error instanceof ScreeningError)) throw error;
    return undefined;
  }
}
