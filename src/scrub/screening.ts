import type { Day } from '../core/day.js';
import { Decider } from '../policy/decide.js';
import { asksConsentOfAll, type Policy } from '../policy/policy.js';
import type { Calling } from '../policy/standing.js';
import type { Store } from '../store/database.js';
import type { OwnLists } from '../store/own-lists.js';
import { ConsentDoubts } from './consent-doubts.js';
import { Grace } from './grace.js';
import { HeldLists } from './held-lists.js';
import type { HeldRegister } from './held-registers.js';
import { ListingHistory } from './listing.js';
import { NumberFacts } from './number-facts.js';
import { PositiveControl } from './positive-control.js';
import { Narrator } from './report.js';
import type { ScrubPlan } from './run-record.js';
import { Screener } from './screener.js';
import type { Times } from './times.js';

/** Who calls, and of what; see the fields of the same names in {@link Calling} and the run's plan. */
export interface Caller {
  /** Declared name; empty when none was given. */
  readonly caller: string;
  readonly notBoundBy: readonly string[];
  readonly campaign: string;
  readonly campaigns: readonly string[];
}

/** Who calls, of a run's plan. */
export function callerOf(plan: ScrubPlan): Caller {
  const { caller, not_bound_by, campaign, campaigns } = plan;
  return { caller, notBoundBy: not_bound_by, campaign, campaigns };
}

/** What numbers are screened with: settled before the first of them. */
export interface ScreeningGround {
  readonly store: Store | undefined;
  readonly policy: Policy;
  readonly registers: readonly HeldRegister[];
  readonly own: OwnLists | undefined;
  readonly caller: Caller;
  readonly times: Times;
  /** The last day of the calls. */
  readonly until: Day;
}

/** What gives verdicts, and what puts them into words. */
export interface Screening {
  readonly screener: Screener;
  readonly narrator: Narrator;
  /** That lookups answer: it held when the screening was made ready. */
  readonly control: PositiveControl;
}

/**
 * Makes ready to screen: the one way for a scrub, a check and whatever repeats them.
 *
 * @throws ScreeningError evidence-disagrees when a list does not answer as it must (positive-control.ts)
 */
export function screeningOf(ground: ScreeningGround): Screening {
  const { store, policy, registers, own, caller, times, until } = ground;
  const { callDate, asOf } = times;
  const demand = {
    caller: caller.caller,
    purpose: policy.purpose,
    maximumDays: policy.consent_maximum_days,
  };
  const lists = new HeldLists(own, callingOf(caller, callDate, until), demand);
  const listings = store && new ListingHistory(callDate);
  const editions = registers[0]?.editions;
  const grace =
    store && editions && policy.grace ? new Grace(store, editions, asOf, callDate) : undefined;
  const doubts = new ConsentDoubts(listings, registers, policy.consent_void);
  const facts = new NumberFacts({
    registers,
    lists,
    doubts,
    grace,
    until,
    consentOfAll: asksConsentOfAll(policy),
  });
  const control = new PositiveControl({ store, registers, own, facts });
  control.hold();
  return {
    control,
    screener: new Screener(new Decider(policy), facts),
    narrator: new Narrator({ registers, listings, lists, doubts }),
  };
}

/** The calls that own lists are asked about. */
export function callingOf(
  { notBoundBy, campaign, campaigns }: Omit<Caller, 'caller'>,
  from: Day,
  to: Day,
): Calling {
  return { from, to, notBoundBy: new Set(notBoundBy), campaign, campaigns };
}
