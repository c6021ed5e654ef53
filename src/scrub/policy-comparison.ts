import type { Instant } from '../core/day.js';
import type { Decision } from '../policy/decide.js';
import { decidingReason, type ReasonName } from '../policy/reasons.js';
import type { Store } from '../store/database.js';
import type { PhoneCells } from './phone-cells.js';
import type { RecordWatcher } from './record-watcher.js';
import type { RecordFact, Screener } from './screener.js';
import { screeningOf } from './screening.js';
import { settleGround, type Ground, type ScrubRequest } from './settle.js';

/** What decides about records: a reason, and the legal basis of the rule behind it. */
export interface DecidingRule {
  readonly reason: ReasonName;
  readonly basis: string;
}

/** So many records that one rule decides about are decided by another one under the other policy. */
export interface Moved {
  readonly from: DecidingRule;
  readonly to: DecidingRule;
  readonly records: number;
}

/**
 * Decides about every record under a second policy too, and counts which rule would decide in place
 * of which. Nothing but the numbers of a record plays a part: duplicates are not counted.
 */
export class PolicyComparison implements RecordWatcher {
  readonly seesClean = true;
  /** Name of the second policy. */
  readonly policy: string;
  readonly #screener: Screener;
  readonly #other: Screener;
  readonly #moved = new Map<string, { from: DecidingRule; to: DecidingRule; records: number }>();
  #same = 0;

  constructor(screener: Screener, policy: string, other: Screener) {
    this.policy = policy;
    this.#screener = screener;
    this.#other = other;
  }

  /** Records that the same reason decides about, of the same basis. */
  get same(): number {
    return this.#same;
  }

  readonly numbers = (cells: PhoneCells): void => {
    const { found } = cells;
    const others = found.map(({ e164, numberClass, flags, item }) =>
      item === undefined
        ? this.#other.number(e164, numberClass, flags)
        : this.#other.item(item).decision,
    );
    this.#count(deciding(found.map(({ decision }) => decision)), deciding(others));
  };

  readonly whole = (fact: RecordFact): void => {
    this.#count(this.#screener.record(fact), this.#other.record(fact));
  };

  /** What moves, the most records first. */
  result(): Moved[] {
    return [...this.#moved.values()].sort(
      (a, b) => b.records - a.records || (keyOf(a) < keyOf(b) ? -1 : 1),
    );
  }

  #count(one: Decision, other: Decision): void {
    const [from, to] = [ruleOf(one), ruleOf(other)];
    if (from.reason === to.reason && from.basis === to.basis) {
      this.#same++;
      return;
    }
    const key = keyOf({ from, to });
    const counted = this.#moved.get(key) ?? { from, to, records: 0 };
    counted.records++;
    this.#moved.set(key, counted);
  }
}

/** Of the numbers of a record, the verdict that is the record's. */
function deciding(decisions: readonly Decision[]): Decision {
  const { name } = decidingReason(decisions.reduce((bits, { reasons }) => bits | reasons, 0));
  return decisions.find(({ reason }) => reason.name === name) as Decision;
}

function ruleOf({ reason, basis }: Decision): DecidingRule {
  return { reason: reason.name, basis };
}

function keyOf({ from, to }: Pick<Moved, 'from' | 'to'>): string {
  return [from.reason, from.basis, to.reason, to.basis].join('\n');
}

/**
 * Decides about the same records under another policy, as a run under it would: to its own last call
 * day, unless a last day was given; undefined when no policy was named.
 *
 * @throws ScreeningError as {@link settleGround}
 */
export function compared(
  request: ScrubRequest,
  { own }: Ground,
  store: Store | undefined,
  started: Instant,
  screener: Screener,
): PolicyComparison | undefined {
  const policy = request.comparePolicy;
  if (policy === undefined) return undefined;
  const other = settleGround({ ...request, policy }, store, started);
  const screening = screeningOf({ ...other, own, store, caller: request });
  return new PolicyComparison(screener, policy.name, screening.screener);
}
