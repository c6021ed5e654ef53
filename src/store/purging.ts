import { londonDay, type Day, type Instant } from '../core/day.js';
import { REGISTER_NAMES } from '../registers/registers.js';
import type { Store } from './database.js';
import { EditionNumbers } from './edition-numbers.js';
import { purgeNumbers, packings, rewriteAsKey } from './edition-packing.js';
import { editionsOf, lastCallDay, type Edition } from './editions.js';
import { FAR_INSTANT } from './ledger.js';
import { recordPurged } from './purged.js';

/** Ids of runs whose lists were for calls before a day, and that keep a trace; oldest first. */
export function tracesBefore(store: Store, day: Day): string[] {
  const rows = store
    .prepare(
      `SELECT id, started, record FROM run JOIN run_traced ON run = id
       WHERE state <> 'sealed' ORDER BY started`,
    )
    .iterate() as Iterable<{ id: string; started: Instant; record: string }>;
  const found: string[] = [];
  for (const { id, started, record } of rows) {
    const { plan } = JSON.parse(record) as { plan?: { until?: Day } };
    if ((plan?.until ?? londonDay(started)) < day) found.push(id);
  }
  return found;
}

/** Removes traces of runs and says so; call it inside a transaction. */
export function dropTraces(
  store: Store,
  runs: readonly string[],
  instant: Instant,
  why: string,
): void {
  const steps = [
    'DELETE FROM run_verdicts WHERE run = ?',
    'DELETE FROM run_trace WHERE trace_set IN (SELECT id FROM run_trace_set WHERE run = ?)',
    'DELETE FROM run_trace_set WHERE run = ?',
    'DELETE FROM run_traced WHERE run = ?',
  ].map((sql) => store.prepare(sql));
  for (const id of runs) {
    for (const step of steps) step.run(id);
    recordPurged(store, { subject: 'run-trace', id, instant, why });
  }
}

/**
 * Ids of editions that clear no call on a day or after it, and whose numbers are held; never the newest
 * of a register, from which its next changes file is counted.
 */
export function editionsBefore(store: Store, day: Day): number[] {
  const gone = new Set(
    packings(store).flatMap(({ edition, form }) => (form === 'gone' ? [edition] : [])),
  );
  return REGISTER_NAMES.flatMap((name) =>
    editionsOf(store, name, FAR_INSTANT)
      .slice(0, -1)
      .filter((edition) => lastCallDay(edition) < day && !gone.has(edition.id))
      .map(({ id }) => id),
  );
}

/** Editions by their ids, register by register. */
export function editionsNamed(store: Store, ids: readonly number[]): Edition[] {
  if (ids.length === 0) return [];
  const named = new Set(ids);
  return REGISTER_NAMES.flatMap((name) =>
    editionsOf(store, name, FAR_INSTANT).filter(({ id }) => named.has(id)),
  );
}

/**
 * Removes the numbers of editions and says so; call it inside a transaction. An edition that was kept
 * as the difference from one that goes is kept whole from then on.
 *
 * @throws ScreeningError not-safe when such an edition is damaged
 */
export function dropEditions(
  store: Store,
  editions: readonly number[],
  instant: Instant,
  why: string,
): void {
  const going = new Set(editions);
  const numbers = new EditionNumbers(store);
  const orphans = packings(store)
    .filter(
      ({ edition, form, base }) => form === 'difference' && going.has(base) && !going.has(edition),
    )
    .map(({ edition }) => ({ edition, blocks: [...numbers.blocks(edition)] }));
  for (const { edition, blocks } of orphans) rewriteAsKey(store, edition, blocks);
  purgeNumbers(store, editions, instant, why);
}
