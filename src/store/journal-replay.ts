import type { Instant } from '../core/day.js';
import { ScreeningError, wrongUse } from '../core/errors.js';
import { branchName, hashAt } from './branches.js';
import type { Store } from './database.js';
import { damagedJournal, type PlacedLine } from './journal-file.js';
import { standAfter, type EntryLine } from './journal-lines.js';
import { writeRow } from './journal-rows.js';
import { rowsOfEntry, type JournalContent } from './journal-scan.js';
import { ledgerFault } from './ledger-fault.js';
import { newestSequence } from './ledger-lines.js';
import { purgeNumbers } from './edition-packing.js';
import { NO_HISTORY } from './purged.js';
import { statement } from './statement.js';

/** What came back whose content a journal does not hold. */
export interface LostContent {
  /** Ids of editions without their numbers. */
  readonly editions: readonly number[];
  /** Runs without their trace. */
  readonly runs: readonly string[];
}

/**
 * Writes what an entry recorded and the database lacks; call it inside a transaction.
 *
 * @param limit the last ledger line that is wanted
 * @throws ScreeningError wrong-use when the entry does not continue from the newest line;
 *   evidence-disagrees when it is damaged
 */
export function replayEntry(
  store: Store,
  path: string,
  entry: PlacedLine,
  limit = Infinity,
): LostContent {
  const after = newestSequence(store);
  let stand = { sequence: after, head: hashAt(store, after) ?? '' };
  const editions: number[] = [];
  const runs: string[] = [];
  for (const { sequence, table, json } of rowsOfEntry(path, entry)) {
    if (sequence <= after || sequence > limit) continue;
    const isNewRun = table === 'run' && !isKnownRun(store, json);
    const row = written(store, path, table, json);
    if (table === 'ledger') {
      if (row['sequence'] !== stand.sequence + 1 || row['previous'] !== stand.head) {
        throw otherBranch(store, path, entry.line.branch, stand.sequence);
      }
      stand = { sequence: sequence + Number(row['lines']) - 1, head: String(row['hash']) };
    }
    if (table === 'edition') editions.push(withoutNumbers(store, Number(row['id'])));
    if (isNewRun && keptTrace(String(row['record']))) runs.push(String(row['id']));
  }
  for (const edition of editions) purgeReplaced(store, edition);
  const fault = ledgerFault(store, after);
  if (fault !== '') throw damagedJournal(path, fault);
  return { editions, runs };
}

/** An edition that came where no history is kept took the numbers of others with it. */
function purgeReplaced(store: Store, edition: number): void {
  const { recorded, payload } = store
    .prepare(
      `SELECT e.recorded, p.payload FROM edition e
       JOIN ledger l ON l.kind = 'edition' AND l.id = e.register || '-' || e.id
       JOIN ledger_payload p USING (sequence) WHERE e.id = ?`,
    )
    .get(edition) as { recorded: Instant; payload: string };
  const { purged = [] } = JSON.parse(payload) as { purged?: number[] };
  purgeNumbers(store, purged, recorded, NO_HISTORY);
}

function written(store: Store, path: string, table: string, json: string) {
  try {
    return writeRow(store, table, json);
  } catch (error) {
    const isOurs = error instanceof RangeError || error instanceof SyntaxError;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!isOurs && !code.startsWith('SQLITE_CONSTRAINT')) throw error;
    const words = error instanceof Error ? error.message : String(error);
    throw damagedJournal(path, `a row of ${table} cannot be written: ${words}`);
  }
}

function isKnownRun(store: Store, json: string): boolean {
  const { id } = JSON.parse(json) as { id: string };
  return statement(store, 'SELECT 1 FROM run WHERE id = ?').get(id) !== undefined;
}

function keptTrace(record: string): boolean {
  return (JSON.parse(record) as { trace?: unknown }).trace !== false;
}

function withoutNumbers(store: Store, edition: number): number {
  store
    .prepare(
      `INSERT INTO edition_packing (edition, form, base, bytes, crc, changes)
       VALUES (?, 'gone', 0, 0, 0, x'')`,
    )
    .run(edition);
  return edition;
}

/** What a journal brought back. */
export interface Replayed extends LostContent {
  /** Ledger lines that came back; 0 when the database had them all. */
  readonly lines: number;
  /** Batches of own lists and consents among them. */
  readonly batches: number;
  /** Length of what a killed command left at the journal's end, which was not read. */
  readonly torn: number;
  /** Why not all came back, in words; empty when all did. */
  readonly stopped: string;
}

/**
 * Writes all that a journal has and the database lacks; call it inside a transaction. Where a database
 * went on after a fork that accepted a loss, what its journal had beyond the fork stays lost.
 *
 * @param isLossAccepted whether what does not continue from the rest is left out, and said
 * @throws ScreeningError wrong-use when the journal is of another branch, or begins too late;
 *   evidence-disagrees when it is damaged
 */
export function replayJournal(
  store: Store,
  path: string,
  { lines, fault, torn }: JournalContent,
  isLossAccepted: boolean,
): Replayed {
  if (fault !== '' && !isLossAccepted) throw damagedJournal(path, fault);
  const before = newestSequence(store);
  const batchesBefore = batchCount(store);
  const lost: { editions: number[]; runs: string[] } = { editions: [], runs: [] };
  const limits = limitsOf(lines);
  let stopped = fault;
  for (const [index, placed] of lines.entries()) {
    try {
      const { editions, runs } = store.transaction(() =>
        replayLine(store, path, placed, limits[index] as number),
      )();
      lost.editions.push(...editions);
      lost.runs.push(...runs);
    } catch (error) {
      if (!isLossAccepted || !isOfGap(error)) throw error;
      stopped ||= error.explanation.why ?? error.explanation.summary;
      break;
    }
  }
  const came = newestSequence(store) - before;
  return { ...lost, torn, stopped, lines: came, batches: batchCount(store) - batchesBefore };
}

const NOTHING_LOST: LostContent = { editions: [], runs: [] };

function replayLine(store: Store, path: string, placed: PlacedLine, limit: number): LostContent {
  const { line } = placed;
  const newest = newestSequence(store);
  const { sequence, head } = standAfter(line);
  const begins = line.kind === 'open' ? line.sequence : line.first - 1;
  if (begins > Math.min(newest, limit)) {
    if (begins >= limit) return NOTHING_LOST;
    throw beginsTooLate(path, begins, newest);
  }
  if (sequence <= newest) {
    const isSame = sequence === 0 || hashAt(store, sequence) === head;
    if (sequence <= limit && !isSame) throw otherBranch(store, path, line.branch, sequence);
    return NOTHING_LOST;
  }
  return replayEntry(store, path, placed, limit);
}

/** Lines that do not continue from those before: the rest of the journal cannot either. */
class JournalGap extends ScreeningError {}

function isOfGap(error: unknown): error is ScreeningError {
  if (error instanceof JournalGap) return true;
  return error instanceof ScreeningError && error.code === 'evidence-disagrees';
}

/** Of each line of a journal, the last ledger line that a later opening leaves standing. */
function limitsOf(lines: readonly PlacedLine[]): number[] {
  let limit = Infinity;
  const limits = new Array<number>(lines.length);
  for (let index = lines.length - 1; index >= 0; index--) {
    limits[index] = limit;
    const line = lines[index]?.line;
    if (line?.kind === 'open') limit = Math.min(limit, line.sequence);
  }
  return limits;
}

function batchCount(store: Store): number {
  return store.prepare('SELECT count(*) FROM own_batch').pluck().get() as number;
}

function beginsTooLate(path: string, begins: number, newest: number): ScreeningError {
  return new JournalGap('wrong-use', {
    summary: `the journal ${path} begins after line ${String(begins)}, and the database ends with line ${String(newest)}`,
    why: 'what was recorded between them stands in neither',
    fix: `if there is a journal from before (deleted, moved or rotated): cat OLD ${path} > JOINED, and restore --journal JOINED; or restore a backup that goes to line ${String(begins)} or further; or, when neither is left: --accept-loss "WHY" beside --journal`,
    where: path,
  });
}

/** The error for a journal that another database wrote, or this one before it was restored. */
export function otherBranch(
  store: Store,
  path: string,
  branch: EntryLine['branch'],
  sequence: number,
): ScreeningError {
  return wrongUse({
    summary: `the journal ${path} is of another branch (${branchName(branch)})`,
    why: `after line ${String(sequence)} it has other lines than the database ${store.name}: two databases continued from one copy, or these never belonged together`,
    fix: 'name the journal of this database, or restore the backup that this journal continues; to go on without it, keep it under another name, and make a backup: a new journal begins',
    where: path,
  });
}
