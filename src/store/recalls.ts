import { createHash, randomBytes } from 'node:crypto';
import type { Instant } from '../core/day.js';
import { ScreeningError } from '../core/errors.js';
import type { Store } from './database.js';
import { appendToLedger, nextInstant, nextSequence } from './ledger.js';
import { SALT_BYTES } from './ledger-text.js';

/** That what may no longer be called of a run's list was passed on. */
export interface Recall {
  /** Its line in the ledger. */
  readonly line: number;
  readonly run: string;
  /** When it was recorded. */
  readonly recorded: Instant;
  /** What was recorded by then counted. */
  readonly through: Instant;
  /** How many numbers they were. */
  readonly numbers: number;
}

const RECALLS = `SELECT recall.line, recall.run, ledger.instant AS recorded, recall.through, recall.numbers
  FROM recall JOIN ledger ON ledger.sequence = recall.line`;

/** What was passed on of a run, the oldest first. */
export function recallsOf(store: Store, run: string): Recall[] {
  return store.prepare(`${RECALLS} WHERE recall.run = ? ORDER BY recall.line`).all(run) as Recall[];
}

/**
 * The instant up to which own objections are out of a run's list: those recorded by its `asOf` the run
 * itself held back, those recorded by the newest recall were passed on. For certificates: "own
 * objections recalled through".
 *
 * @param recalls of the run, the oldest first
 * @param asOf what the run knew
 */
export function recalledThrough(recalls: readonly Recall[], asOf: Instant): Instant {
  const newest = recalls.at(-1)?.through ?? asOf;
  return newest < asOf ? asOf : newest;
}

/** When numbers were erased last; empty if none ever was. */
export function newestErasure(store: Store): Instant | '' {
  const find = store.prepare(
    "SELECT coalesce(max(instant), '') FROM ledger WHERE kind = 'erasure'",
  );
  return find.pluck().get() as Instant | '';
}

/** What is passed on of one run. */
export interface PassedOn {
  readonly run: string;
  /** E.164 digits as integers, ascending and distinct. */
  readonly numbers: Float64Array;
}

/** What is passed on, and what was known for it. */
export interface PassedOnAll {
  readonly runs: readonly PassedOn[];
  readonly through: Instant;
  /** The sequence that the next line of the ledger had then. */
  readonly next: number;
}

/** Who passes on, and when. */
interface PassedOnBy {
  readonly operator: string;
  readonly account: string;
  readonly now: Instant;
}

/**
 * Records that numbers of runs were passed on; call it inside a transaction. The line has no number: of
 * each run how many, and their hash with a salt that stands in the table, without which the hash of few
 * numbers would be found out in minutes.
 *
 * @returns its line and the new head
 * @throws ScreeningError in-use when something was recorded since that would count for known
 */
export function recordPassedOn(
  store: Store,
  { runs, through, next }: PassedOnAll,
  { operator, account, now }: PassedOnBy,
): { readonly line: number; readonly head: string } {
  refuseNewer(store, through, next);
  const instant = nextInstant(store, now);
  const line = nextSequence(store);
  const rows = runs.map(({ run, numbers }) => ({ run, numbers, salt: randomBytes(SALT_BYTES) }));
  const count = store.prepare("SELECT count(*) FROM ledger WHERE kind = 'recall'").pluck();
  const head = appendToLedger(store, {
    kind: 'recall',
    id: `recall-${String((count.get() as number) + 1)}`,
    instant,
    payload: {
      through,
      runs: rows.map(({ run, numbers, salt }) => ({
        run,
        numbers: numbers.length,
        numbers_sha256: passedOnSha256(salt, numbers),
        salt_sha256: saltSha256(salt),
      })),
      operator,
      account,
    },
  });
  const insert = store.prepare(
    'INSERT INTO recall (line, run, through, numbers, salt) VALUES (?, ?, ?, ?, ?)',
  );
  for (const { run, numbers, salt } of rows) insert.run(line, run, through, numbers.length, salt);
  return { line, head };
}

/** SHA-256, in hex, of a salt and of the numbers: `+` and the digits of each, and LF. */
function passedOnSha256(salt: Buffer, numbers: Float64Array): string {
  const hash = createHash('sha256').update(salt);
  for (const e164 of numbers) hash.update(`+${String(e164)}\n`);
  return hash.digest('hex');
}

/** SHA-256, in hex, by which a line knows a salt. */
export function saltSha256(salt: Buffer): string {
  return createHash('sha256').update(salt).digest('hex');
}

/** Two writers within a millisecond: what was recorded by `through` would count, and was not seen. */
function refuseNewer(store: Store, through: Instant, next: number): void {
  const find = store.prepare('SELECT 1 FROM ledger WHERE sequence >= ? AND instant <= ? LIMIT 1');
  if (find.get(next, through) === undefined) return;
  throw new ScreeningError('in-use', {
    summary: 'something was recorded while this recall was made; nothing is marked',
    fix: 'recall again: it will use what is known now',
  });
}
