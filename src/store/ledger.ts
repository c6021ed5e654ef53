import { createHash, hash as hashOnce, randomBytes } from 'node:crypto';
import { notSafe, wrongUse } from '../core/errors.js';
import { londonTime, type Instant } from '../core/day.js';
import type { Store } from './database.js';
import type { LedgerKind } from './ledger-kinds.js';
import { ledgerText, SALT_BYTES, SaltedPayload } from './ledger-text.js';
import { linesDue } from './recording.js';
import { statement } from './statement.js';

/** Later than any record: to see all that is recorded, whenever. */
export const FAR_INSTANT = '9999-12-31T23:59:59.999Z' as Instant;

/** The hash that stands before the first line. */
export const LEDGER_START = '0'.repeat(64);

/**
 * JSON with the keys of every object in order: the same content has the same bytes. No blanks; keys that
 * are whole numbers come first, by value, as JavaScript keeps them, the others by their UTF-16 units.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/**
 * What stands between the braces of the canonical JSON of an object of texts and numbers, made
 * without looking for its keys: in a third of the time.
 *
 * @param keys in order; plain words, all of which it has
 */
export function canonicalEntries(
  of: Readonly<Record<string, unknown>>,
  keys: readonly string[],
): string {
  let text = '';
  for (const key of keys) text += `${text === '' ? '' : ','}"${key}":${JSON.stringify(of[key])}`;
  return text;
}

/** Hash of the newest line, or {@link LEDGER_START}. */
export function ledgerHead(store: Store): string {
  return newestRow(store).hash;
}

interface NewestRow {
  readonly sequence: number;
  readonly lines: number;
  readonly instant: Instant | '';
  readonly hash: string;
}

function newestRow(store: Store): NewestRow {
  const find = statement(
    store,
    'SELECT sequence, lines, instant, hash FROM ledger ORDER BY sequence DESC LIMIT 1',
  );
  const none = { sequence: 1, lines: 0, instant: '', hash: LEDGER_START };
  return (find.get() ?? none) as NewestRow;
}

/**
 * Refuses a ledger whose end is missing: what is appended would hide that.
 *
 * @throws ScreeningError not-safe
 */
function requireEnd(store: Store, { sequence, lines }: NewestRow): void {
  const newest = statement(store, 'SELECT max(sequence) FROM ledger_payload', 'pluck').get();
  if ((newest ?? 1) === sequence && lines > 0) return;
  if (newest === null && lines === 0) return;
  throw notSafe({
    summary: 'the ledger is damaged: its last lines are missing',
    fix: 'restore the database from a backup',
    where: store.name,
  });
}

/** The sequence that the next line will have. */
export function nextSequence(store: Store): number {
  const { sequence, lines } = newestRow(store);
  return sequence + lines;
}

/**
 * The instant to record now: recorded instants strictly increase, or "what was known then" would
 * have two answers. Lines that must stand before (recording.ts) are appended here, since all that
 * records asks for its instant first; call it inside the transaction.
 *
 * @throws ScreeningError wrong-use when the clock stands before the newest line
 */
export function nextInstant(store: Store, now: Instant): Instant {
  for (const line of linesDue(store)) {
    appendToLedger(store, { ...line, instant: followingInstant(store, now) });
  }
  return followingInstant(store, now);
}

/** @throws ScreeningError wrong-use when the clock stands before the newest line */
function followingInstant(store: Store, now: Instant): Instant {
  const newest = newestRow(store).instant;
  if (newest === '' || newest < now) return now;
  if (isBehind(now, newest)) {
    const isWithinMinute = londonTime(now) === londonTime(newest);
    const [shown, recorded] = isWithinMinute
      ? [now, newest]
      : [londonTime(now), `${londonTime(newest)} (London)`];
    throw wrongUse({
      summary: `this machine's clock is behind: it shows ${shown}, and the newest record is of ${recorded}`,
      why: 'what was known then, and which editions were in date, would have two answers',
      fix: wayOutOf(now, newest),
      where: store.name,
    });
  }
  return new Date(Date.parse(newest) + 1).toISOString() as Instant;
}

function wayOutOf(now: Instant, newest: Instant): string {
  const accept =
    'set the clock right; if it is right, --accept-clock "WHY" goes on from the newest record';
  const isLong = Date.parse(newest) - Date.parse(now) > LONG_AHEAD;
  return isLong
    ? `${accept}, by which every register is out of date: restore a backup of before`
    : accept;
}

/** Longer than any edition is in date. */
const LONG_AHEAD = 28 * 86_400_000;

/** Whether a clock stands before the newest line by more than two writers may be out of step. */
export function isBehind(now: Instant, newest: Instant): boolean {
  return Date.parse(newest) - Date.parse(now) > CLOCK_SLACK;
}

/** The instant of the newest line; undefined before the first. */
export function newestInstant(store: Store): Instant | undefined {
  return newestRow(store).instant || undefined;
}

/**
 * The instant of a question: no earlier than the newest record, or what is held already would not
 * be seen, and an older edition would decide.
 *
 * @throws ScreeningError wrong-use when the clock stands before the newest line
 */
export function knowingInstant(store: Store | undefined, now: Instant): Instant {
  if (store === undefined) return now;
  const newest = newestRow(store).instant;
  if (newest === '' || newest <= now) return now;
  followingInstant(store, now);
  return newest;
}

/** Two writers within a second may record out of step by a little; more is a clock set back. */
const CLOCK_SLACK = 1_000;

/** What happened, to be recorded. */
interface LedgerEvent {
  readonly kind: LedgerKind;
  readonly id: string;
  readonly instant: Instant;
}

/** Appends a line; call it inside the transaction that writes what it records. The new head. */
export function appendToLedger(store: Store, event: LedgerEvent & { payload: unknown }): string {
  const payload = canonicalJson(event.payload);
  const salt = randomBytes(SALT_BYTES);
  const payload_sha256 = createHash('sha256').update(salt).update(payload).digest('hex');
  const row = newestRow(store);
  requireEnd(store, row);
  const { sequence: newest, lines, hash: previous } = row;
  const sequence = newest + lines;
  const { kind, id, instant } = event;
  const hash = hashOnce(
    'sha256',
    ledgerText({ sequence, kind, id, instant, payload_sha256, previous }),
    'hex',
  );
  insertRow(store, { ...event, sequence, lines: 1, previous, hash }, [
    Buffer.from(payload_sha256, 'hex'),
    salt,
    payload,
  ]);
  return hash;
}

/** So many lines stand in one row at most: 128 kB of hashes, and as much of salts. */
const LINES_A_ROW = 4096;

/**
 * Appends a line for each payload, its id `id.` and its sequence, packed: a row for thousands of lines. What
 * the payloads say is kept by the caller, who must be able to write each of them again, byte for
 * byte. Call it inside the transaction that does.
 *
 * @param payloads canonical JSON, so many as `count` says
 * @returns the new head
 */
export function appendManyToLedger(
  store: Store,
  event: LedgerEvent,
  count: number,
  payloads: Iterable<string>,
): string {
  const { kind, id, instant } = event;
  let { hash: previous } = newestRow(store);
  let sequence = nextSequence(store);
  const middle = ` ${instant} `;
  const salted = new SaltedPayload();
  const all = payloads[Symbol.iterator]();
  for (let done = 0; done < count;) {
    const lines = Math.min(LINES_A_ROW, count - done);
    const salts = randomBytes(SALT_BYTES * lines);
    const [firstSequence, before] = [sequence, previous];
    let hashes = '';
    for (let line = 0; line < lines; line++) {
      const next = all.next();
      if (next.done) throw new RangeError(`${String(count)} lines were to come`);
      const payloadHash = salted.hash(salts, line, next.value);
      hashes += payloadHash;
      const text = `tps-scrub-ledger-1 ${String(sequence)} ${kind} ${id}.${String(sequence)}${middle}${payloadHash} ${previous}\n`;
      previous = hashOnce('sha256', text, 'hex');
      sequence++;
    }
    done += lines;
    const row = { ...event, sequence: firstSequence, lines, previous: before, hash: previous };
    insertRow(store, row, [Buffer.from(hashes, 'hex'), salts, '']);
  }
  return previous;
}

function insertRow(
  store: Store,
  row: LedgerEvent & { sequence: number; lines: number; previous: string; hash: string },
  [hashes, salt, payload]: readonly [Buffer, Buffer, string],
): void {
  statement(
    store,
    `INSERT INTO ledger (sequence, lines, kind, id, instant, payload_sha256, previous, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(row.sequence, row.lines, row.kind, row.id, row.instant, hashes, row.previous, row.hash);
  statement(store, 'INSERT INTO ledger_payload (sequence, salt, payload) VALUES (?, ?, ?)').run(
    row.sequence,
    salt,
    payload,
  );
}
