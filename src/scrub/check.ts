import type { Day, Instant } from '../core/day.js';
import { readCellItems } from '../core/read-cell.js';
import type { ReadItem } from '../core/read-segments.js';
import type { Policy } from '../policy/policy.js';
import { openForReading } from '../store/database.js';
import { knowingInstant } from '../store/ledger.js';
import { OwnLists, type RecordedEvent } from '../store/own-lists.js';
import type { ConsentStanding } from './held-lists.js';
import { registersAtHand, type HeldRegister, type RegisterGap } from './held-registers.js';
import type { VerdictWords } from './report.js';
import { screeningOf, type Caller } from './screening.js';
import { settleTimes, type Times } from './times.js';

/** What `check` is asked; undefined where the default holds. */
export interface CheckRequest extends Caller {
  readonly database: string;
  /** Numbers as a person writes them. */
  readonly values: readonly string[];
  readonly policy: Policy;
  readonly callDate: Day | undefined;
  readonly asOf: Instant | undefined;
}

/** The verdict on one number that was asked about. */
export interface CheckedNumber {
  readonly value: string;
  readonly item: ReadItem | undefined;
  readonly words: VerdictWords;
  /** The objections that stand against calling it. */
  readonly objections: readonly RecordedEvent[];
  /** Every consent that is recorded of it, usable for this call or not. */
  readonly consents: readonly ConsentStanding[];
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
    const until = times.callDate;
    const ground = { store, policy, registers: held, own, caller: request, times, until };
    const { screener, narrator } = screeningOf(ground);
    const numbers = request.values.flatMap((value): CheckedNumber[] => {
      const items = readCellItems(value);
      if (items.length === 0) {
        const words = narrator.words(screener.record('absent'), 0, 0);
        return [{ value, item: undefined, words, objections: [], consents: [] }];
      }
      return items.map((item) => {
        const { decision, e164 } = screener.item(item);
        const flags = ('flags' in item ? item.flags : 0) | decision.flags;
        const words = narrator.words(decision, e164, flags);
        const objections = e164 === 0 ? [] : narrator.objections(e164, flags);
        const consents = e164 === 0 ? [] : narrator.consents(e164, flags);
        return { value, item, words, objections, consents };
      });
    });
    const { caller, campaign } = request;
    return { policy, times, registers: held, gaps, numbers, caller, campaign };
  } finally {
    store?.close();
  }
}
