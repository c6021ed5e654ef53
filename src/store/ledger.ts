import { createHash, randomBytes } from 'node:crypto';
import { wrongUse } from '../core/errors.js';
import type { Instant } from '../core/day.js';
import type { Store } from './database.js';

/** What a ledger line can record. Append only. */
export type LedgerKind = 'edition' | 'run-sealed' | 'run-released' | 'run-abandoned';

/** The hash that stands before the first line. */
export const LEDGER_START = '0'.repeat(64);

interface Line {
  sequence: number;
  kind: string;
  id: string;
  instant: string;
  payload_sha256: string;
  previous: string;
}

/**
 * The text of a ledger line, which is what its hash is taken over: version, sequence, kind, id,
 * instant, SHA-256 of salt and payload, hash of the line before; single blanks between them and
 * LF at the end. No number ever stands in a line.
 */
function ledgerText(line: Line): string {
  const { sequence, kind, id, instant, payload_sha256, previous } = line;
  return `tps-scrub-ledger-1 ${String(sequence)} ${kind} ${id} ${instant} ${payload_sha256} ${previous}\n`;
}

/** JSON with the keys of every object in order: the same content has the same bytes. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** Hash of the newest line, or {@link LEDGER_START}. */
export function ledgerHead(store: Store): string {
  const head = store.prepare('SELECT hash FROM ledger ORDER BY sequence DESC LIMIT 1').pluck();
  return (head.get() as string | undefined) ?? LEDGER_START;
}

/**
 * The instant to record now: recorded instants strictly increase, or "what was known then" would
 * have two answers.
 *
 * @throws ScreeningError wrong-use when the clock stands before the newest line
 */
export function nextInstant(store: Store, now: Instant): Instant {
  const newest = store.prepare('SELECT max(instant) FROM ledger').pluck().get() as string | null;
  if (newest === null || newest < now) return now;
  const ahead = Date.parse(newest) - Date.parse(now);
  if (ahead > CLOCK_SLACK) {
    throw wrongUse({
      summary: `the clock says ${now}, but the database was written at ${newest}`,
      fix: "set the machine's clock right and try again",
    });
  }
  return new Date(Date.parse(newest) + 1).toISOString() as Instant;
}

/**
 * The instant of a question: no earlier than the newest record, or what is held already would not
 * be seen, and an older edition would decide.
 *
 * @throws ScreeningError wrong-use when the clock stands before the newest line
 */
export function knowingInstant(store: Store | undefined, now: Instant): Instant {
  if (store === undefined) return now;
  const newest = store.prepare('SELECT max(instant) FROM ledger').pluck().get() as string | null;
  if (newest === null || newest <= now) return now;
  nextInstant(store, now);
  return newest as Instant;
}

/** Two writers within a second may record out of step by a little; more is a clock set back. */
const CLOCK_SLACK = 1_000;

/** Appends a line; call it inside the transaction that writes what it records. */
export function appendToLedger(
  store: Store,
  event: { kind: LedgerKind; id: string; instant: Instant; payload: unknown },
): string {
  const salt = randomBytes(32);
  const payload = canonicalJson(event.payload);
  const sequence = Number(
    store.prepare('SELECT coalesce(max(sequence), 0) + 1 FROM ledger').pluck().get(),
  );
  const line: Line = {
    sequence,
    kind: event.kind,
    id: event.id,
    instant: event.instant,
    payload_sha256: createHash('sha256').update(salt).update(payload).digest('hex'),
    previous: ledgerHead(store),
  };
  const hash = createHash('sha256').update(ledgerText(line)).digest('hex');
  store
    .prepare(
      `INSERT INTO ledger (sequence, kind, id, instant, payload_sha256, previous, hash)
       VALUES (@sequence, @kind, @id, @instant, @payload_sha256, @previous, @hash)`,
    )
    .run({ ...line, hash });
  store
    .prepare('INSERT INTO ledger_payload (sequence, salt, payload) VALUES (?, ?, ?)')
    .run(sequence, salt, payload);
  return hash;
}
