import type { Store } from '../database.js';
import { distinctNumbers } from './numbers-of-registers.js';

/** In what kinds of places numbers of persons stand, in the order in which they are told. */
export const PLACE_KINDS = [
  'register',
  'own-list',
  'consents',
  'parties',
  'unresolved',
  'holds',
  'run-traces',
  'journal',
  'access-log',
] as const;

/** A row of {@link PLACE_KINDS}. */
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** What stands in one place of numbers of persons. */
export interface StoredNumbers {
  readonly kind: PlaceKind;
  /** Of a register or an own list; empty else. */
  readonly name: string;
  /** Different numbers; undefined where only a look at all of them together could tell. */
  readonly numbers: number | undefined;
  /** Numbers, each as often as it stands there; of `unresolved`, lines. */
  readonly entries: number;
  /** When the oldest and the newest of them were recorded; empty without any. */
  readonly oldest: string;
  readonly newest: string;
}

interface EditionRow {
  readonly id: number;
  readonly register: string;
  readonly numbers: number;
  readonly recorded: string;
}

/**
 * What is stored of registers: one row each, over all editions whose numbers are still there.
 *
 * @throws ScreeningError not-safe when one is damaged
 */
export function storedInRegisters(store: Store): StoredNumbers[] {
  const editions = store
    .prepare(
      `SELECT id, register, numbers, recorded FROM edition
       JOIN edition_packing ON edition = id WHERE form <> 'gone' ORDER BY register DESC, recorded`,
    )
    .all() as EditionRow[];
  return [...new Set(editions.map(({ register }) => register))].map((name) => {
    const ofRegister = editions.filter(({ register }) => register === name);
    return {
      kind: 'register',
      name,
      numbers: distinctNumbers(store, new Set(ofRegister.map(({ id }) => id))),
      entries: ofRegister.reduce((sum, { numbers }) => sum + numbers, 0),
      oldest: ofRegister[0]?.recorded ?? '',
      newest: ofRegister.at(-1)?.recorded ?? '',
    };
  });
}

/** What is stored of parties, in lines that could not be read, for cases, and in traces of runs. */
export function storedElsewhere(store: Store): StoredNumbers[] {
  return [
    counted(
      store,
      'parties',
      `SELECT count(DISTINCT party) AS numbers, count(*) AS entries,
         min(recorded) AS oldest, max(recorded) AS newest
       FROM own_party JOIN own_batch ON own_batch.id = batch`,
    ),
    counted(
      store,
      'unresolved',
      `SELECT NULL AS numbers, count(*) AS entries,
         min(recorded) AS oldest, max(recorded) AS newest
       FROM own_unresolved JOIN own_batch ON own_batch.id = batch WHERE text <> ''`,
    ),
    counted(
      store,
      'holds',
      `SELECT count(DISTINCT number) AS numbers, count(*) AS entries,
         min(instant) AS oldest, max(instant) AS newest
       FROM hold JOIN ledger ON sequence = line WHERE number > 0`,
    ),
    counted(
      store,
      'run-traces',
      `SELECT NULL AS numbers, coalesce(sum(count), 0) AS entries,
         min(started) AS oldest, max(started) AS newest
       FROM run_trace_set JOIN run ON run.id = run`,
    ),
  ].filter(({ entries }) => entries > 0);
}

function counted(store: Store, kind: PlaceKind, sql: string): StoredNumbers {
  const row = store.prepare(sql).get() as {
    numbers: number | null;
    entries: number;
    oldest: string | null;
    newest: string | null;
  };
  const { numbers, entries, oldest, newest } = row;
  return {
    kind,
    name: '',
    numbers: numbers ?? undefined,
    entries,
    oldest: oldest ?? '',
    newest: newest ?? '',
  };
}
