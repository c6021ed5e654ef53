import type { Instant } from '../core/day.js';
import { wrongUse } from '../core/errors.js';
import type { RegisterHistory } from '../registers/registers.js';
import type { Store } from '../store/database.js';
import { EditionNumbers } from '../store/edition-numbers.js';
import { purgeNumbers } from '../store/edition-packing.js';
import { standingHolds } from '../store/holds.js';
import { NO_HISTORY } from '../store/purged.js';
import type { Edition } from '../store/editions.js';

/** How many editions keep their numbers although no history is kept, and for which cases. */
export interface KeptFor {
  readonly cases: readonly string[];
  readonly editions: number;
}

/** No edition. */
export const NOTHING_KEPT: KeptFor = { cases: [], editions: 0 };

/**
 * Refuses an edition of the past where none is kept: its numbers would be gone before anybody could
 * ask for them.
 *
 * @throws ScreeningError wrong-use
 */
export function refuseUnkept(
  {
    register,
    dated,
    history,
  }: Pick<Edition, 'register' | 'dated'> & {
    readonly history: RegisterHistory;
  },
  inForce: Edition | undefined,
): void {
  if (history !== 'none' || inForce === undefined || dated >= inForce.dated) return;
  throw wrongUse({
    summary: `an edition of ${register} dated ${dated}, before the one in force (${inForce.dated}), would not be kept`,
    why: `the configuration says [register.${register}] history = "none": only the edition in force keeps its numbers`,
    fix: 'import the newest file, or allow history in the configuration',
    where: '--dated',
  });
}

/**
 * Where no history is kept: the numbers of every edition go; while a case holds anything, none do, since
 * what was listed when is told by every one of them, and they go with the next import after its release.
 * Call it in the transaction that seals a new one, before that.
 *
 * @returns the ids of those that went, and the cases for which they stay
 */
export function purgeOthers(
  store: Store,
  held: readonly Edition[],
  instant: Instant,
): { readonly purged: readonly number[]; readonly keptFor: KeptFor } {
  const numbers = new EditionNumbers(store);
  const ids = held.filter(({ id }) => numbers.isKept(id)).map(({ id }) => id);
  const cases = [...new Set(standingHolds(store).map((hold) => hold.case))];
  if (cases.length > 0 && ids.length > 0) {
    return { purged: [], keptFor: { cases, editions: ids.length } };
  }
  purgeNumbers(store, ids, instant, NO_HISTORY);
  return { purged: ids, keptFor: NOTHING_KEPT };
}
