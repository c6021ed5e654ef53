import { ScreeningError } from '../core/errors.js';
import { readingsOf } from '../core/read-number.js';
import type { ReadItem } from '../core/read-segments.js';
import { openFile } from '../files/byte-source.js';
import { StructuralFault } from '../files/structural-fault.js';
import { REASONS } from '../policy/reasons.js';
import type { Store } from '../store/database.js';
import { traceOf } from '../store/run-trace.js';
import { readByPlan, type ListedRecord } from './altered-list.js';
import { ClearedNumbers } from './cleared-numbers.js';
import type { PastRun } from './past-run.js';

/** A record of a list that the run did not clear as it stands there. */
export interface NotClearedRecord {
  readonly record: number;
  readonly line: number;
  /** `+` and the digits; empty where none was read. */
  readonly number: string;
  readonly why: string;
}

/** The records of a list that hold what a run did not clear. */
export interface NotCleared {
  readonly records: number;
  /** Records of the whole list. */
  readonly of: number;
  /** The first of them. */
  readonly listed: readonly NotClearedRecord[];
}

/** So many records are listed. */
const MOST_LISTED = 1000;

/**
 * Reads a list by a run's plan and names the records that hold a number which the run did not clear,
 * or in which something cannot be read.
 *
 * @returns a text that says why it cannot be told
 */
export async function notCleared(
  store: Store,
  run: PastRun,
  path: string,
  signal: AbortSignal,
): Promise<NotCleared | string> {
  const listed: NotClearedRecord[] = [];
  let records = 0;
  let of = 0;
  const unread = await readAgainst(store, run, path, signal, ({ record, line, items }, cleared) => {
    of = record;
    const fault = faultOf(items, cleared);
    if (fault === undefined) return true;
    records++;
    if (listed.length < MOST_LISTED) {
      const { number, why } = fault;
      listed.push({
        record,
        line,
        number: number === 0 ? '' : `+${String(number)}`,
        why: number === 0 ? why : whyNot(store, run.id, number),
      });
    }
    return true;
  });
  return unread === '' ? { records, of, listed } : unread;
}

/**
 * Reads a list by a run's plan, beside the numbers that the run cleared.
 *
 * @param take is given each record; false ends the reading
 * @returns why the list cannot be held against the run; empty when it was
 */
export async function readAgainst(
  store: Store,
  run: PastRun,
  path: string,
  signal: AbortSignal,
  take: (record: ListedRecord, cleared: ClearedNumbers) => boolean,
): Promise<string> {
  const source = await openFile(path);
  try {
    const cleared = new ClearedNumbers(store, run.id);
    await readByPlan(path, source, run.record.plan, signal, (record) => take(record, cleared));
    return '';
  } catch (error) {
    if (error instanceof StructuralFault)
      return `its records cannot be told apart: ${error.message}`;
    if (!(error instanceof ScreeningError)) throw error;
    return error.explanation.summary;
  } finally {
    await source.close();
  }
}

/** Why a run did not clear a record as it stands in a list; undefined when it did. 0 for no number. */
export function faultOf(
  items: ListedRecord['items'],
  cleared: ClearedNumbers,
): { readonly number: number; readonly why: string } | undefined {
  if (items === undefined) return { number: 0, why: 'has another number of fields' };
  for (const item of items) {
    const numbers = readingsOf(item);
    const number = numbers.find((one) => !cleared.has(one));
    if (number !== undefined) return { number, why: '' };
    if (numbers.length === 0) return { number: 0, why: unreadWords(item) };
  }
  return items.length === 0 ? { number: 0, why: 'holds no number' } : undefined;
}

function unreadWords(item: ReadItem): string {
  return item.kind === 'short-code' ? 'holds a short code' : 'holds a number that cannot be read';
}

/** Of a number by itself: it is held back all the same beside one that is. */
function isClean(name: string): boolean {
  return REASONS.some((reason) => reason.name === name && reason.outcome === 'clean');
}

function whyNot(store: Store, run: string, e164: number): string {
  const sets = traceOf(store, run, e164);
  if (sets.length === 0) return 'was not in the list that the run screened';
  const reasons = [...new Set(sets.map(({ reason }) => reason))].filter((name) => !isClean(name));
  if (reasons.length > 0) return `was held back: ${reasons.join(', ')}`;
  return 'was not cleared: its record was held back for another number in it';
}
