import { setImmediate } from 'node:timers/promises';
import { accessLogPaths, type AccessPlaces } from '../store/access-log.js';
import type { Store } from '../store/database.js';
import { ERASING_KINDS, ErasedPayloads } from '../store/integrity/erased-payloads.js';
import { finding, messageOf, type Finding, type Findings } from '../store/integrity/finding.js';
import { linesOfKinds } from '../store/integrity/ledger-rows.js';
import { findHead, newestSequence } from '../store/ledger-lines.js';
import { ledgerHead } from '../store/ledger.js';
import { CHECKS, type Check, type Subject } from './verification.js';

/** What `verify` is asked of a database. */
export interface VerifyRequest {
  readonly database: string;
  /** A hash that was kept elsewhere; undefined when none is compared. */
  readonly head: string | undefined;
  readonly quick: boolean;
  /** Where the access log may stand; without it that is not looked at. */
  readonly accessLog?: Omit<AccessPlaces, 'database'>;
  /** The journal that the configuration names. */
  readonly journal?: string | undefined;
}

/** What verifying needs from outside. */
export interface VerifySurroundings {
  readonly signal: AbortSignal;
  /** Is told which check begins. */
  readonly begins: (check: Check) => void;
}

/** What one check found. */
export interface Checked extends Pick<Check, 'name' | 'proves'> {
  readonly findings: readonly Finding[];
}

/** Where a head that was kept elsewhere stands. */
export interface HeadPlace {
  readonly hash: string;
  /** The line that has it; 0 for the beginning of every ledger, undefined when no line has it. */
  readonly sequence: number | undefined;
  /** Lines that came since. */
  readonly since: number;
}

/** What verifying a database came to. */
export interface Verified {
  readonly checks: readonly Checked[];
  readonly notes: readonly string[];
  readonly leftOut: readonly string[];
  /** Lines of the ledger, and the hash of the newest; undefined when they cannot be read. */
  readonly ledger: { readonly lines: number; readonly head: string } | undefined;
  readonly head: HeadPlace | undefined;
}

/**
 * Runs every check over an open database.
 *
 * @param store in no transaction
 */
export async function verifyStore(
  store: Store,
  { database, head, quick, accessLog, journal }: VerifyRequest,
  { signal, begins }: VerifySurroundings,
): Promise<Verified> {
  const notes: string[] = [];
  const leftOut: string[] = [];
  const note = (text: string) => void notes.push(text);
  const leaveOut = (text: string) => void leftOut.push(text);
  // One state of the database for all checks but the long one: a writer waits so long.
  attempt(() => store.exec('BEGIN'));
  const erased = new ErasedPayloads(attempt(() => linesOfKinds(store, ERASING_KINDS)) ?? []);
  const accessLogs = accessLog ? accessLogPaths({ database, ...accessLog }) : [];
  const files = { database, accessLogs, journal };
  const subject: Subject = { store, ...files, erased, quick, note, leaveOut };
  const checks: Checked[] = [];
  const ledger = attempt(() => ({ lines: newestSequence(store), head: ledgerHead(store) }));
  for (const check of CHECKS) {
    if (check.letsWrite && store.inTransaction) attempt(() => store.exec('COMMIT'));
    if (check.needsOrder && !inOrder(checks)) {
      leaveOut(`${check.name}: the pages are damaged`);
      continue;
    }
    begins(check);
    const findings: Finding[] = [];
    for await (const found of inSlices(check.find(subject), signal)) findings.push(found);
    checks.push({ name: check.name, proves: check.proves, findings });
  }
  notes.push(...erased.notes);
  if (head === undefined) return { checks, notes, leftOut, ledger, head };
  const isInOrder = inOrder(checks);
  if (!isInOrder) leaveOut('where the head stands: the pages are damaged');
  const place = isInOrder
    ? headPlace(store, head, ledger?.lines ?? 0)
    : { hash: head, sequence: undefined, since: 0 };
  return { checks, notes, leftOut, ledger, head: place };
}

/** Whether SQLite found every row in its place. */
function inOrder(checks: readonly Checked[]): boolean {
  return checks.every(({ name, findings }) => name !== 'pages' || findings.length === 0);
}

function headPlace(store: Store, hash: string, lines: number): HeadPlace {
  const sequence = attempt(() => findHead(store, hash));
  return { hash, sequence, since: sequence === undefined ? 0 : lines - sequence };
}

function attempt<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return undefined;
  }
}

/** The findings of a check; where it cannot go on, that is one. Lets signals through between slices. */
async function* inSlices(findings: Findings, signal: AbortSignal): AsyncGenerator<Finding> {
  try {
    for (let count = 0; ; count++) {
      let next: IteratorResult<Finding | undefined, unknown>;
      try {
        next = findings.next();
      } catch (error) {
        yield finding(['file'], `the check cannot go on: ${messageOf(error)}`);
        return;
      }
      if (next.done === true) return;
      if (next.value !== undefined) yield next.value;
      else if (count % 4 === 0) {
        await setImmediate();
        signal.throwIfAborted();
      }
    }
  } finally {
    // Rows that are still being read would keep the database open.
    findings.return();
  }
}
