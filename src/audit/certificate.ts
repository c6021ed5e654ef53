import type { Instant } from '../core/day.js';
import { ScreeningError } from '../core/errors.js';
import type { ReasonName } from '../policy/reasons.js';
import type { RegisterName } from '../registers/registers.js';
import { anchors, type Anchor } from '../store/anchors.js';
import type { Store } from '../store/database.js';
import { editionsAsSealed } from '../store/edition-evidence.js';
import { knowingInstant, ledgerHead } from '../store/ledger.js';
import { newestSequence } from '../store/ledger-lines.js';
import { openHeld } from '../store/no-database.js';
import { areNumbers, mergedNumbers, type TracedSet } from '../store/run-trace.js';
import { batchesOf, recordedEvents } from '../store/own-batches.js';
import { openLineCountThen } from '../store/own-unresolved.js';
import { recalledThrough, recallsOf } from '../store/recalls.js';
import { sizeChecks, type SizeCheck } from './edition-sizes.js';
import { notPassedOn } from './not-recalled.js';
import { notScreened, requireReleased } from './released-run.js';
import { runIn, type RunInFull } from './run-in-full.js';

/** Which run is certified, and who asks. */
export interface CertificateRequest {
  readonly database: string;
  /** An id, the beginning of one, or `last`. */
  readonly run: string;
  readonly operator: string;
  readonly account: string;
  readonly clock: () => Instant;
}

/** What the own lists held for a run. */
export interface OwnListsThen {
  /** Entries recorded and not undone, whether they bound the caller or not. */
  readonly objections: number;
  readonly consents: number;
  /** Unread lines of opt-out files that waited to be settled. */
  readonly unread: number;
}

/** Everything that a screening certificate says; what it is made of holds at the instant of issue. */
export interface Certificate {
  readonly issued: Instant;
  readonly operator: string;
  readonly account: string;
  readonly shown: RunInFull;
  /** By register: how the size of its edition was checked; undefined when it was not. */
  readonly sizes: ReadonlyMap<string, SizeCheck | undefined>;
  /** Registers that exist and that the policy does not ask. */
  readonly notScreened: readonly RegisterName[];
  readonly ownLists: OwnListsThen;
  /**
   * Distinct numbers by what was decided of each; undefined without a trace. Readings of damaged cells
   * are left out: no number stands there for certain.
   */
  readonly numbers: ReadonlyMap<ReasonName | '', number> | undefined;
  /** Up to when own objections that came after the list were passed on for it. */
  readonly recalledThrough: Instant;
  /**
   * Numbers of the list that were objected to since, and not passed on; undefined where that is not
   * known, and for a list that may not be called now.
   */
  readonly notPassedOn: number | undefined;
  /** Time-stamps of a head that the run stands before. */
  readonly anchors: readonly Anchor[];
  /** The newest line of the ledger, and its hash. */
  readonly ledgerLine: number;
  readonly ledgerHead: string;
}

/**
 * Gathers what can be certified of a run: only of one that was released, and only while its record and
 * the editions that it was screened against are those that the ledger has the hashes of. What a
 * certificate says stands on them alone.
 *
 * @throws ScreeningError wrong-use when there is no such run, or it made no list; evidence-disagrees
 *   when something of it is not what was recorded; not-safe when the own lists are damaged
 */
export function certify(request: CertificateRequest): Certificate {
  const open = openHeld(request.database);
  try {
    const now = request.clock();
    const shown = runIn(open, request.run, now);
    requireReleased(shown.run, 'cannot be certified');
    requireAsSealed(open, shown);
    const { plan } = shown.run.record;
    const batches = batchesOf(open, plan.as_of);
    const released = shown.lines.find(({ kind }) => kind === 'run-released')?.sequence ?? 0;
    return {
      issued: knowingInstant(open, now),
      operator: request.operator,
      account: request.account,
      shown,
      sizes: sizeChecks(open, shown.registers),
      notScreened: notScreened(plan),
      ownLists: {
        objections: recordedEvents(open, batches, 'objection'),
        consents: recordedEvents(open, batches, 'consent'),
        unread: openLineCountThen(open, plan.own_batch),
      },
      numbers: shown.trace.kept ? byReason(open, shown) : undefined,
      recalledThrough: recalledThrough(recallsOf(open, shown.run.id), plan.as_of),
      notPassedOn: isCallable(shown.run) ? notPassedOn(open, shown.run, now) : undefined,
      anchors: anchors(open).filter(
        ({ sequence, answer, fault }) => answer && fault === '' && sequence >= released,
      ),
      ledgerLine: newestSequence(open),
      ledgerHead: ledgerHead(open),
    };
  } finally {
    open.close();
  }
}

/** Whether a run's list may be called from, now or later. */
export function isCallable({ standing }: RunInFull['run']): boolean {
  return standing === 'in-date' || standing === 'not-yet';
}

function requireAsSealed(store: Store, { run, altered, registers }: RunInFull): void {
  if (altered !== undefined) throw altered;
  for (const { planned } of registers) {
    if (editionsAsSealed(store, planned.name as RegisterName)) continue;
    throw new ScreeningError('evidence-disagrees', {
      summary: `run ${run.id} cannot be certified: what is held of ${planned.name} editions is not what was recorded`,
      fix: 'tps-scrub verify names all that is wrong; restore the database from a backup',
      where: planned.name,
    });
  }
}

/** A number for which two reasons decided, once in one record and once in another, is counted with both. */
function byReason(store: Store, { run, traced }: RunInFull): Map<ReasonName | '', number> {
  const found = new Map<ReasonName | '', number>();
  const certain = traced.filter(areNumbers);
  for (const { reason } of certain) {
    if (found.has(reason)) continue;
    const sets = certain.filter((set) => set.reason === reason);
    const [only] = sets;
    found.set(reason, sets.length === 1 && only ? only.count : distinct(store, run.id, sets));
  }
  return found;
}

function distinct(store: Store, run: string, sets: readonly TracedSet[]): number {
  const numbers = mergedNumbers(store, run, sets, (piece) => piece);
  let count = 0;
  while (numbers.next() !== 0) count++;
  return count;
}
