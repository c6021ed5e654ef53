import type { Day, Instant } from '../core/day.js';
import { readCellItems } from '../core/read-cell.js';
import type { ReadItem } from '../core/read-segments.js';
import type { Policy } from '../policy/policy.js';
import { openForReading } from '../store/database.js';
import { knowingInstant } from '../store/ledger.js';
import { OwnLists, type RecordedEvent } from '../store/own-lists.js';
import { HeldLists } from './held-lists.js';
import { registersAtHand, type HeldRegister, type RegisterGap } from './held-registers.js';
import { ListingHistory } from './listing.js';
import { Narrator, type VerdictWords } from './report.js';
import { Screener } from './screener.js';
import { callingOf } from './settle.js';
import { settleTimes, type Times } from './times.js';

/** What `check` is asked; undefined where the default holds. */
export interface CheckRequest {
  readonly database: string;
  /** Numbers as a person writes them. */
  readonly values: readonly string[];
  readonly policy: Policy;
  readonly callDate: Day | undefined;
  readonly asOf: Instant | undefined;
  /** Declared name; empty when none was given. */
  readonly caller: string;
  /** Declared names whose objections do not bind the caller; none when no caller is named. */
  readonly notBoundBy: readonly string[];
  /** Declared campaigns; empty when any name is one. */
  readonly campaigns: readonly string[];
  readonly campaign: string;
}

/** The verdict on one number that was asked about. */
export interface CheckedNumber {
  readonly value: string;
  readonly item: ReadItem | undefined;
  readonly words: VerdictWords;
  /** The objections that stand against calling it. */
  readonly objections: readonly RecordedEvent[];
}

/** What `check` found. */
export interface CheckResult {
  /** For whom the calls would be made; empty for nobody in particular. */
  readonly caller: string;
  readonly campaign: string;
  readonly policy: Policy;
  readonly times: Times;
  readonly registers: readonly HeldRegister[];
  /** Required registers that cannot answer; then a number that nothing else holds back is NO_DATA. */
  readonly gaps: readonly RegisterGap[];
  readonly numbers: readonly CheckedNumber[];
}

/** Gives the verdict on numbers with every reason, from the same rules as a scrub. */
export function check(request: CheckRequest, now: Instant): CheckResult {
  const { policy } = request;
  const store = openForReading(request.database);
  try {
    const times = settleTimes(request, knowingInstant(store, now));
    const { held, gaps } = registersAtHand(store, policy, times);
    const own = store && new OwnLists(store, times.asOf);
    const calling = callingOf(request, times.callDate, times.callDate);
    const lists = new HeldLists(own, calling);
    const screener = new Screener(policy, held, lists);
    const listings = store && new ListingHistory(store, times.callDate);
    const narrator = new Narrator(held, listings, lists);
    const numbers = request.values.flatMap((value): CheckedNumber[] => {
      const items = readCellItems(value);
      if (items.length === 0) {
        const words = narrator.words(screener.record('absent'), 0, 0);
        return [{ value, item: undefined, words, objections: [] }];
      }
      return items.map((item) => {
        const { decision, e164 } = screener.item(item);
        const flags = 'flags' in item ? item.flags : 0;
        const words = narrator.words(decision, e164, flags);
        return { value, item, words, objections: e164 === 0 ? [] : lists.standing(e164) };
      });
    });
    const { caller, campaign } = request;
    return { policy, times, registers: held, gaps, numbers, caller, campaign };
  } finally {
    store?.close();
  }
}
