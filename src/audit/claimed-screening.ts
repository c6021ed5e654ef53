import { londonDay, type Day, type Instant } from '../core/day.js';
import type { Policy } from '../policy/policy.js';
import { DAYS_A_FILE_CLEARS, type RegisterName } from '../registers/registers.js';
import { registersAtHand } from '../scrub/held-registers.js';
import { ListingHistory } from '../scrub/listing.js';
import { openForReading, type Store } from '../store/database.js';
import { knowingInstant } from '../store/ledger.js';
import { runNamed } from '../store/run-lookup.js';
import { areNumbers, mergedNumbers, traceSets, type TracedSet } from '../store/run-trace.js';
import { damageWords, traceStateOf } from './number-in-run.js';
import { pastRun } from './past-run.js';

/** From so many days on a listing binds every caller (PECR 2003 reg 21(3)). */
const BINDING_DAYS = DAYS_A_FILE_CLEARS + 1;

/** Why a register says nothing of numbers on the day that a supplier names. */
export interface UnheldRegister {
  readonly register: RegisterName;
  /** Of how many numbers of the list. */
  readonly numbers: number;
  readonly why: string;
}

/** A list held against what its supplier says: that it was screened on a day. */
export interface ClaimedScreening {
  readonly day: Day;
  /** Distinct numbers of the list; what only may have stood in damaged cells is left out. */
  readonly numbers: number;
  /**
   * How many of them stood on a register on that day: a screening would have taken them out. Null when
   * no register of that day is held.
   */
  readonly listed: number | null;
  /** How many had stood there for 28 days or more, as far as the file dates prove it; null as above. */
  readonly listedLong: number | null;
  /** What is not known for that day: where there is any, the counts are the least that it can be. */
  readonly noData: readonly UnheldRegister[];
}

/** The sets of numbers that a list surely had. */
export function readSets(store: Store, run: string): TracedSet[] {
  return traceSets(store, run).filter(areNumbers);
}

/**
 * Holds the numbers that a run remembers against the registers as they stood on a day, by all that is
 * known now: an edition of that day that was imported later counts too.
 *
 * @throws ScreeningError not-safe when the trace is damaged
 */
export function heldAgainstClaim(
  store: Store,
  run: string,
  day: Day,
  policy: Policy,
  asOf: Instant,
): ClaimedScreening {
  const times = { asOf, callDate: day, historical: true };
  const { held, gaps } = registersAtHand(store, policy, times);
  const history = new ListingHistory(day);
  const numbers = mergedNumbers(store, run, readSets(store, run), (piece) => piece);
  const outside = new Map<RegisterName, number>();
  const counts = { numbers: 0, listed: 0, listedLong: 0 };
  for (let e164 = numbers.next(); e164 !== 0; e164 = numbers.next()) {
    counts.numbers++;
    let daysListed = -1;
    for (const register of held) {
      if (register.numbers.has(e164)) {
        daysListed = Math.max(daysListed, history.of(register, e164).daysListed);
      } else if (register.covers?.covers(e164) === false) {
        outside.set(register.name, (outside.get(register.name) ?? 0) + 1);
      }
    }
    if (daysListed >= 0) counts.listed++;
    if (daysListed >= BINDING_DAYS) counts.listedLong++;
  }
  const noData = [
    ...gaps.map(({ name: register, words: why }) => ({ register, numbers: counts.numbers, why })),
    ...[...outside].map(([register, count]) => ({
      register,
      numbers: count,
      why: `the edition of ${register} of that day does not cover ${String(count)} of the numbers`,
    })),
  ];
  const { numbers: all, listed, listedLong } = counts;
  if (held.length === 0) return { day, numbers: all, listed: null, listedLong: null, noData };
  return { day, numbers: all, listed, listedLong, noData };
}

/** A run's list held against its supplier's claim, or why it cannot be. */
export type ClaimAnswer = ClaimedScreening | { readonly notKnown: string };

/** {@link heldAgainstClaim} for a run by its id, when it has just ended. */
export function claimOfRun(database: string, run: string, day: Day, now: Instant): ClaimAnswer {
  const store = openForReading(database);
  try {
    const asOf = knowingInstant(store, now);
    const past = pastRun(runNamed(store, run), londonDay(asOf));
    // Without a database no run has a name.
    const open = store as Store;
    const { kept, why } = traceStateOf(open, past);
    if (!kept) return { notKnown: why };
    return heldAgainstClaim(open, run, day, past.record.plan.policy, asOf);
  } catch (error) {
    return { notKnown: damageWords(error) };
  } finally {
    store?.close();
  }
}
