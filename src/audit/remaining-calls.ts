import { londonDay, type Day, type Instant } from '../core/day.js';
import { notSafe } from '../core/errors.js';
import type { RegisterName } from '../registers/registers.js';
import {
  registersAtHand,
  type HeldRegister,
  type RegistersAtHand,
} from '../scrub/held-registers.js';
import { callerOf, screeningOf, type Screening } from '../scrub/screening.js';
import type { Times } from '../scrub/times.js';
import type { Store } from '../store/database.js';
import { OwnLists } from '../store/own-lists.js';
import type { RecordedRun } from './recorded-plan.js';

/** What decides about the calls that a run's list may still be used for. */
export interface RemainingCalls {
  readonly times: Times;
  readonly registers: readonly HeldRegister[];
  readonly until: Day;
  readonly own: OwnLists;
  readonly screening: Screening;
  /** Registers of which the newest edition cannot be asked, and why: an earlier one decides. */
  readonly gaps: readonly string[];
}

/**
 * What was known at an instant, for the calls that lists which have gone out may still be used for: by
 * each run's own plan (policy, caller, campaign), from that instant's day, or the run's first call day
 * if that lies ahead, to the run's last call day.
 *
 * A register cannot run out under a list that is in date: the list's last call day is no later than that
 * of the edition it was screened against (R + 27, PECR 2003 reg 21(3)), and a later edition has a later
 * one. Later editions only add: whoever appears in one, dated on or before the first of these calls, is
 * not cleared by it. So when a later edition cannot be asked (damaged, empty, its numbers gone), the
 * one that the list was screened against decides, which clears these calls still, and what the later
 * one would add is named in `gaps`: who of the list came onto the register since is then not known.
 */
export class Knowledge {
  readonly #store: Store;
  readonly #asOf: Instant;
  readonly #day: Day;
  #own: OwnLists | undefined;
  /** By policy and day: most lists are of one policy, and registers are dear to open. */
  readonly #registers = new Map<string, RegistersAtHand>();

  constructor(store: Store, asOf: Instant) {
    this.#store = store;
    this.#asOf = asOf;
    this.#day = londonDay(asOf);
  }

  /** The instant. */
  get asOf(): Instant {
    return this.#asOf;
  }

  /** The London day of the instant. */
  get day(): Day {
    return this.#day;
  }

  /** The own lists as they were known. @throws ScreeningError not-safe when they are damaged */
  get own(): OwnLists {
    return (this.#own ??= new OwnLists(this.#store, this.#asOf));
  }

  /**
   * What decides about a run's list.
   *
   * @throws ScreeningError not-safe when neither the newest edition nor that of the run can be asked
   */
  of(run: RecordedRun): RemainingCalls {
    const { plan } = run.record;
    const callDate = plan.call_date > this.#day ? plan.call_date : this.#day;
    const times = { asOf: this.#asOf, callDate, historical: false };
    const { registers, gaps } = this.#registersOf(run, times);
    const { own } = this;
    const { policy, until } = plan;
    const store = this.#store;
    const caller = callerOf(plan);
    const screening = screeningOf({ store, policy, registers, own, caller, times, until });
    return { times, registers, until, own, screening, gaps };
  }

  #registersOf(
    run: RecordedRun,
    times: Times,
  ): { readonly registers: HeldRegister[]; readonly gaps: string[] } {
    const { policy, as_of: asOf, call_date: callDate } = run.record.plan;
    const now = this.#atHand(run, times);
    const then =
      now.gaps.length === 0 ? undefined : this.#atHand(run, { asOf, callDate, historical: false });
    const held = (name: RegisterName, { held: all }: RegistersAtHand) =>
      all.find((register) => register.name === name);
    const registers = policy.requires.flatMap(
      (name) => held(name, now) ?? (then && held(name, then)) ?? [],
    );
    const gaps = now.gaps.map(({ words }) => words);
    if (registers.length === policy.requires.length) return { registers, gaps };
    throw notSafe({
      summary: `what may still be called of run ${run.id} is not known`,
      why: `${gaps.join('; ')}; nor can the edition be asked that its list was screened against`,
      fix: 'restore the database from a backup, or scrub the list again',
      where: run.id,
    });
  }

  #atHand({ record }: RecordedRun, times: Times): RegistersAtHand {
    const { policy } = record.plan;
    const key = [times.asOf, times.callDate, ...policy.requires].join(' ');
    let found = this.#registers.get(key);
    if (found === undefined) {
      this.#registers.set(key, (found = registersAtHand(this.#store, policy, times)));
    }
    return found;
  }
}
