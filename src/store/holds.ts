import { createHash, randomBytes } from 'node:crypto';
import type { Instant } from '../core/day.js';
import { guardRefused, wrongUse } from '../core/errors.js';
import type { Store } from './database.js';
import { appendToLedger, canonicalJson, nextInstant } from './ledger.js';
import { newestSequence } from './ledger-lines.js';
import { SALT_BYTES } from './ledger-text.js';

/** What a hold is on: one of them, the other 0 or empty. */
export interface HeldThing {
  readonly number: number;
  readonly run: string;
}

/** Something that must be kept for a case, or was: once it was released, an erasure may empty it. */
export interface Hold extends HeldThing {
  /** Its line in the ledger. */
  readonly line: number;
  /** Its id there. */
  readonly id: string;
  /** Empty when it was erased; so is what was held. */
  readonly case: string;
  readonly since: Instant;
  /** The line that ended it; 0 while it stands. */
  readonly released: number;
}

/** Who holds, or releases, and when. */
interface Holder {
  readonly operator: string;
  readonly account: string;
  readonly now: Instant;
}

/** Every hold, in order; released ones too. */
export function holdsOf(store: Store): Hold[] {
  return store
    .prepare(
      `SELECT h.line, l.id, h.case_ref AS "case", h.number, h.run, l.instant AS since,
         coalesce(r.line, 0) AS released
       FROM hold h JOIN ledger l ON l.sequence = h.line LEFT JOIN hold_release r ON r.hold = h.line
       ORDER BY h.line`,
    )
    .all() as Hold[];
}

/** The holds that stand. */
export function standingHolds(store: Store): Hold[] {
  return holdsOf(store).filter(({ released }) => released === 0);
}

/** What a hold's line says in place of its number: SHA-256, in hex, of the salt and what is held. */
export function heldSha256(salt: Buffer, { number, run }: HeldThing): string {
  return createHash('sha256').update(salt).update(canonicalJson({ number, run })).digest('hex');
}

/**
 * Records a hold; call it inside a transaction. The number stands in the table, never in the ledger.
 *
 * @throws ScreeningError wrong-use when the case holds it already
 */
export function addHold(store: Store, thing: HeldThing, reference: string, by: Holder): string {
  const { number, run } = thing;
  const isHeld = (one: Hold) => one.case === reference && one.number === number && one.run === run;
  if (standingHolds(store).some(isHeld)) {
    throw wrongUse({
      summary: `the case ${reference} holds that already`,
      fix: 'see tps-scrub hold list',
      where: reference,
    });
  }
  const instant = nextInstant(store, by.now);
  const salt = randomBytes(SALT_BYTES);
  const count = store.prepare('SELECT count(*) FROM hold').pluck().get() as number;
  const head = appendToLedger(store, {
    kind: 'hold',
    id: `hold-${String(count + 1)}`,
    instant,
    payload: {
      case: reference,
      subject: run === '' ? 'number' : 'run',
      run,
      held_sha256: heldSha256(salt, thing),
      operator: by.operator,
      account: by.account,
    },
  });
  const line = newestSequence(store);
  store
    .prepare('INSERT INTO hold (line, case_ref, number, run, salt) VALUES (?, ?, ?, ?, ?)')
    .run(line, reference, number, run, salt);
  return head;
}

/**
 * Releases all that a case holds; call it inside a transaction.
 *
 * @throws ScreeningError wrong-use when it holds nothing
 */
export function releaseHolds(
  store: Store,
  reference: string,
  why: string,
  by: Holder,
): { readonly released: readonly Hold[]; readonly ledgerHead: string } {
  const released = standingHolds(store).filter((hold) => hold.case === reference);
  if (released.length === 0) {
    throw wrongUse({
      summary: `no case ${reference} holds anything`,
      fix: 'see tps-scrub hold list',
      where: reference,
    });
  }
  const instant = nextInstant(store, by.now);
  const count = store.prepare("SELECT count(*) FROM ledger WHERE kind = 'hold-released'");
  const ledgerHead = appendToLedger(store, {
    kind: 'hold-released',
    id: `release-${String((count.pluck().get() as number) + 1)}`,
    instant,
    payload: {
      case: reference,
      why,
      holds: released.map(({ line }) => line),
      operator: by.operator,
      account: by.account,
    },
  });
  const insert = store.prepare('INSERT INTO hold_release (hold, line) VALUES (?, ?)');
  const line = newestSequence(store);
  for (const hold of released) insert.run(hold.line, line);
  return { released, ledgerHead };
}

/** The error for a change to what is held. @param holds at least one */
export function refuseHeld(holds: readonly Hold[], what: string): Error {
  const cases = [...new Set(holds.map((hold) => hold.case))];
  return guardRefused({
    summary: `${what} is held for the case ${cases.join(', ')}; nothing was changed`,
    why: 'what a case needs must not go while it lasts',
    fix: `when the case is over: tps-scrub hold release ${cases[0] ?? ''} --why "…"`,
    where: cases[0] ?? '',
  });
}
