import type { Instant } from '../core/day.js';
import { guardRefused } from '../core/errors.js';
import { BLOCK_SIZE } from '../core/packed-block.js';
import { inTransaction, openForWriting, type Store } from '../store/database.js';
import { WordsOfNumber, type ErasedWords } from '../store/erasing.js';
import { appendErasing, hasWords, isOnlyAbout } from '../store/erasing-lines.js';
import { requireAsRecorded } from '../store/erasing-ground.js';
import { eraseReleasedHolds, hasReleasedHolds } from '../store/erasing-holds.js';
import { makeAnew } from '../store/erasing-remains.js';
import { refuseHeld } from '../store/holds.js';
import { ledgerHead, nextInstant } from '../store/ledger.js';
import { lineName, openLines } from '../store/own-unresolved.js';
import { takenBack } from '../store/taken-back.js';
import { holdsOnNumber } from './holds.js';
import { mayHold } from './number-in-text.js';

/** Whose words are to be erased, on whose request. */
export interface EraseRequest {
  readonly database: string;
  readonly number: number;
  /** The reference of the request. */
  readonly request: string;
  readonly dryRun: boolean;
  readonly operator: string;
  readonly account: string;
  readonly clock: () => Instant;
}

/** What was erased, or would be. */
export interface Erased extends Omit<ErasedWords, 'lines' | 'batches'> {
  /** Whether an own list, a consent, an unread line or a hold has the number at all. */
  readonly held: boolean;
  /** Holds of the number that were released. */
  readonly holds: number;
  /** Payloads of ledger lines, those of batches and holds too. */
  readonly payloads: number;
  /** The line that says so; 0 when there was nothing to erase. */
  readonly line: number;
  readonly ledgerHead: string;
}

/**
 * Erases what is said beside a number, and keeps the number suppressed: number, caller, campaign, a
 * neutral class and the days stay, so that no verdict becomes milder; reasons, references, sources,
 * lists, a consent's evidence, and unread lines that concern it go, and the salts of their ledger
 * lines with them (UK GDPR article 17; domain.md section 3). So do the number's holds that were released:
 * the case names the person. Traces of runs keep the number: they prove whom was called.
 *
 * The database is made anew afterwards, since SQLite may keep what stood in a page that it reordered;
 * and so is the journal. Backups of before keep everything.
 *
 * @throws ScreeningError guard-refused when a case holds the number, or an unread line of it waits to
 *   be settled; evidence-disagrees when what is to be erased is not what was recorded
 */
export function erase(request: EraseRequest): Erased {
  const store = openForWriting(request.database);
  try {
    if (request.dryRun) return takenBack(store, () => eraseIn(store, request));
    const erased = inTransaction(store, () => eraseIn(store, request));
    makeAnew(store);
    return erased;
  } finally {
    store.close();
  }
}

function eraseIn(store: Store, request: EraseRequest): Erased {
  const { number, operator, account } = request;
  const standing = holdsOnNumber(store, number);
  if (standing.length > 0) throw refuseHeld(standing, 'the number');
  const words = new WordsOfNumber(store, number);
  const unread = unreadOf(store, number, words.batches);
  const concerned = {
    batches: new Set([...words.batches, ...unread.flatMap(({ batch, by }) => [batch, by])]),
    blocks: new Set([Math.floor(number / BLOCK_SIZE)]),
  };
  requireAsRecorded(store, concerned, 'nothing was erased');
  refuseWaiting(store, unread);
  const held = !words.isEmpty || unread.length > 0 || hasReleasedHolds(store, number);
  const { lines, batches, ...counts } = words.erase(unread);
  const wordless = new Set(
    [...new Set([...batches, ...words.batches])].filter(
      (batch) => isOnlyAbout(store, batch, number) && hasWords(store, batch),
    ),
  );
  const touched = [...new Set([...batches, ...wordless])].sort((a, b) => a - b);
  const { holds, lines: alone } = eraseReleasedHolds(store, number);
  if (touched.length === 0 && holds === 0) {
    return { ...counts, held, holds, payloads: 0, line: 0, ledgerHead: ledgerHead(store) };
  }
  const instant = nextInstant(store, request.clock());
  const destroyed = { lines, alone, batches: touched, wordless };
  const said = { request: request.request, operator, account };
  const appended = appendErasing(store, 'erasure', instant, destroyed, said);
  requireAsRecorded(store, concerned, 'the erasure was taken back');
  return { ...counts, held, holds, ...appended };
}

interface Unread {
  readonly batch: number;
  readonly row: number;
  /** The batch that settled it; 0 while it waits. */
  readonly by: number;
}

/** Unread lines that have the number, or were settled by naming it. */
function unreadOf(store: Store, e164: number, batches: ReadonlySet<number>): Unread[] {
  const rows = store
    .prepare(
      `SELECT u.batch, u.row, u.text, coalesce(s.by_batch, 0) AS by FROM own_unresolved u
       LEFT JOIN own_settled s ON s.batch = u.batch AND s.row = u.row
       WHERE u.text <> '' ORDER BY u.batch, u.row`,
    )
    .all() as (Unread & { readonly text: string })[];
  return rows.filter(({ text, by }) => batches.has(by) || mayHold(text, e164));
}

function refuseWaiting(store: Store, unread: readonly Unread[]): void {
  const waiting = openLines(store).filter((open) =>
    unread.some(({ batch, row }) => batch === open.batch && row === open.row),
  );
  if (waiting.length === 0) return;
  const names = waiting.map(lineName);
  throw guardRefused({
    summary: `an unread line that has the number waits to be settled: ${names.join(', ')}`,
    why: 'it is an objection of somebody; erased, it would be lost',
    fix: `settle it first: tps-scrub suppress resolve ${names[0] ?? ''} --number …`,
    where: names[0] ?? '',
  });
}
