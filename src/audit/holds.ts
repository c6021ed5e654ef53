import type { Instant } from '../core/day.js';
import { ScreeningError } from '../core/errors.js';
import { inTransaction, openForWriting, type Store } from '../store/database.js';
import {
  addHold,
  holdsOf,
  releaseHolds,
  standingHolds,
  type HeldThing,
  type Hold,
} from '../store/holds.js';
import { openHeld } from '../store/no-database.js';
import { runNamed } from '../store/run-lookup.js';
import { traceOf } from '../store/run-trace.js';
import { readAskedNumber } from './asked-number.js';

/** Who holds or releases, where, and by which clock. */
export interface HoldKeeper {
  readonly database: string;
  readonly operator: string;
  readonly account: string;
  readonly clock: () => Instant;
}

/** A run's id begins with its start. */
const RUN_START = /^(last$|\d{8}T)/;

/**
 * Holds a number or a run for a case: nothing of it is erased or purged until it is released.
 *
 * @param value a number, a run's id or its beginning, or `last`
 * @throws ScreeningError wrong-use when it is neither, or is held for that case already
 */
export function hold(
  keeper: HoldKeeper,
  value: string,
  reference: string,
): HeldThing & { readonly ledgerHead: string } {
  const store = openForWriting(keeper.database);
  try {
    return inTransaction(store, () => {
      const thing = thingOf(store, value);
      const ledgerHead = addHold(store, thing, reference, { ...keeper, now: keeper.clock() });
      return { ...thing, ledgerHead };
    });
  } finally {
    store.close();
  }
}

function thingOf(store: Store, value: string): HeldThing {
  if (RUN_START.test(value)) return { number: 0, run: runNamed(store, value).id };
  return { number: readAskedNumber(value, '<number>').e164, run: '' };
}

/** Releases what a case holds. @throws ScreeningError wrong-use when it holds nothing */
export function release(keeper: HoldKeeper, reference: string, why: string) {
  const store = openForWriting(keeper.database);
  try {
    return inTransaction(store, () =>
      releaseHolds(store, reference, why, { ...keeper, now: keeper.clock() }),
    );
  } finally {
    store.close();
  }
}

/**
 * Every hold of a database, released ones too.
 *
 * @throws ScreeningError wrong-use when there is no database
 */
export function listHolds(database: string): readonly Hold[] {
  const store = openHeld(database);
  try {
    return holdsOf(store);
  } finally {
    store.close();
  }
}

/**
 * The holds that keep a number's records: of the number itself, and of runs whose list had it, or of
 * which nobody can tell.
 */
export function holdsOnNumber(store: Store, e164: number): Hold[] {
  return standingHolds(store).filter(
    ({ number, run }) => number === e164 || (run !== '' && mayHave(store, run, e164)),
  );
}

function mayHave(store: Store, run: string, e164: number): boolean {
  try {
    return traceOf(store, run, e164).length > 0;
  } catch (error) {
    if (!(error instanceof ScreeningError)) throw error;
    return true;
  }
}
