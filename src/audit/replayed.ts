import type { Instant } from '../core/day.js';
import { NUMBERING_PLAN_DATE } from '../core/numbering-plan.js';
import { READER_VERSION } from '../core/read-cell.js';
import { VERSION } from '../core/version.js';
import type { Policy } from '../policy/policy.js';
import type { HeldRegister } from '../scrub/held-registers.js';
import type { Differences, Move } from './listed-differences.js';
import { policySince, type PolicySince } from './policy-changes.js';
import type { RecordedRun } from './recorded-plan.js';

/** What reads numbers and decides: of a run, or of this program. */
export interface Reader {
  /** Version of the program. */
  readonly program: string;
  /** Version of the number reader. */
  readonly reader: number;
  /** The day of its numbering plan. */
  readonly numberingPlan: string;
}

/** What a replay says of a run, whichever way it was repeated. */
export interface Replayed {
  readonly run: RecordedRun;
  readonly policy: PolicySince;
  readonly then: Reader;
  readonly now: Reader;
  /** Whether what was repeated is as it was. */
  readonly same: boolean;
}

/** What is decided by what is known now. */
export interface Hindsight<T> {
  readonly asOf: Instant;
  readonly registers: readonly HeldRegister[];
  readonly moves: readonly Move[];
  readonly differences: Differences<T>;
}

/** How a replay ends: what agrees, what a newer reader reads otherwise, what disagrees. */
export type ReplayVerdict = 'agrees' | 'reader' | 'disagrees';

/** How a replay ends; its exit status follows from it. A changed policy is never passed over. */
export function verdictOf({
  same,
  policy,
  then,
  now,
}: Pick<Replayed, 'same' | 'policy' | 'then' | 'now'>): ReplayVerdict {
  if (policy.declared === 'changed') return 'disagrees';
  if (same) return 'agrees';
  return isOtherReader(then, now) ? 'reader' : 'disagrees';
}

/** Whether numbers may be read otherwise. */
export function isOtherReader(then: Reader, now: Reader): boolean {
  return then.reader !== now.reader || then.numberingPlan !== now.numberingPlan;
}

/** What any replay says of a run. */
export function repeatedBy(run: RecordedRun, policies: readonly Policy[]): Omit<Replayed, 'same'> {
  const { plan, program_version } = run.record;
  return {
    run,
    policy: policySince(plan, policies),
    then: {
      program: program_version,
      reader: plan.reader_version,
      numberingPlan: plan.numbering_plan,
    },
    now: { program: VERSION, reader: READER_VERSION, numberingPlan: NUMBERING_PLAN_DATE },
  };
}
