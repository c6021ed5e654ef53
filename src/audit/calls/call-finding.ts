import type { Day, Instant } from '../../core/day.js';
import type { Unread } from './call-reading.js';
import {
  CALL_REASONS,
  CALL_VERDICT_NAMES,
  CALL_VERDICTS,
  type CallReason,
  type CallVerdict,
} from './call-verdicts.js';
import type { CallCovered } from './cleared-by-runs.js';

/** What a call comes to. */
export interface CallFinding {
  readonly verdict: CallVerdict;
  /** Everything that was found; of an unreadable call what was not read. */
  readonly reasons: readonly (CallReason | Unread)[];
  /** The own lists and registers that the number stood on. */
  readonly lists: readonly string[];
  /** Those of them for which the call is counted as a breach. */
  readonly breached: readonly string[];
  /** Days on the register that listed it longest; undefined without a bound. */
  readonly atLeast: number | undefined;
  readonly atMost: number | undefined;
  /** The objection that was told first. */
  readonly told: Day | '';
  readonly recorded: Instant | '';
  /** Undefined of calls that are no marketing calls, or were not read. */
  readonly covered: CallCovered | undefined;
}

/** Nothing of any kind. */
export const NONE: readonly never[] = [];

/** What a call comes to that nothing is said of but its verdict: most of a million are such. */
export function plainFinding(
  verdict: CallVerdict,
  reasons: readonly (CallReason | Unread)[],
  covered: CallCovered | undefined,
): CallFinding {
  return {
    verdict,
    reasons,
    lists: NONE,
    breached: NONE,
    atLeast: undefined,
    atMost: undefined,
    told: '',
    recorded: '',
    covered,
  };
}

const BREACHES: readonly CallVerdict[] = CALL_VERDICTS.filter(({ counted }) => counted).map(
  ({ name }) => name,
);

/**
 * What a call comes to whose cell holds several numbers: the worst of them, but a breach only where
 * it is one whichever was called.
 *
 * @param findings of each number
 */
export function worstOf(findings: readonly CallFinding[]): CallFinding {
  const place = ({ verdict }: CallFinding): number => CALL_VERDICT_NAMES.indexOf(verdict);
  const worst = findings.reduce((one, other) => (place(other) < place(one) ? other : one));
  const lists = [...new Set(findings.flatMap((one) => one.lists))];
  if (!BREACHES.includes(worst.verdict)) return { ...worst, lists };
  const isSurely = findings.every(({ verdict }) => BREACHES.includes(verdict));
  if (isSurely) return { ...worst, lists };
  const reasons = ['one-of-several' as const, ...worst.reasons.filter(isNoBreach)];
  return { ...worst, verdict: 'possible-breach', reasons, lists, breached: NONE };
}

function isNoBreach(reason: CallReason | Unread): boolean {
  const row = CALL_REASONS.find(({ name }) => name === reason);
  return row === undefined || !BREACHES.includes(row.verdict);
}
