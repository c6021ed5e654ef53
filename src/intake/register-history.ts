import type { Instant } from '../core/day.js';
import { wrongUse } from '../core/errors.js';
import type { RegisterHistory } from '../registers/registers.js';
import type { Store } from '../store/database.js';
import { EditionNumbers } from '../store/edition-numbers.js';
import { purgeNumbers } from '../store/edition-packing.js';
import type { Edition } from '../store/editions.js';

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
 * Where no history is kept: the numbers of every edition go. Call it in the transaction that seals a
 * new one, before that.
 *
 * @returns the ids of those that went
 */
export function purgeOthers(store: Store, held: readonly Edition[], instant: Instant): number[] {
  const numbers = new EditionNumbers(store);
  const kept = held.filter(({ id }) => numbers.isKept(id)).map(({ id }) => id);
  purgeNumbers(store, kept, instant, 'history = "none": a newer edition was imported');
  return kept;
}
