import type { Instant } from '../core/day.js';
import { ScreeningError, wrongUse } from '../core/errors.js';
import { giveName, isOtherThanFile } from '../files/whole-output.js';
import {
  deferReferences,
  inTransaction,
  letSpill,
  openForWriting,
  type Store,
} from '../store/database.js';
import { ledgerHead } from '../store/ledger.js';
import { newestBatch } from '../store/own-batches.js';
import { endRun, isSealed, sealRun } from '../store/runs.js';
import { traceSha256 } from '../store/trace-hash.js';
import { requireRegisters } from './held-registers.js';
import { notEnded, notTold, takenAway } from './release-errors.js';
import { discardOutputs, STANDARD_OUTPUT, type Outputs } from './open-outputs.js';
import type { OutputPaths } from './outputs.js';
import { inNamingOrder, removeNamed } from './naming-outputs.js';
import type { OutputRecord, RunRecord } from './run-record.js';
import { writeTrace, type PackedTrace } from './run-trace.js';
import type { Ground } from './settle.js';

/** What a run wrote: which kind of list, its records, the lines of the report and of the dialler's file. */
export interface Written {
  readonly kind: 'cleaned' | 'flagged';
  readonly list: number;
  readonly report: number;
  readonly dialler: number;
  /** Of the rows of a list that is a workbook. */
  readonly content: { readonly sha256: string; readonly bytes: number } | undefined;
}

/** Closes the outputs and says what they hold. */
export function finishOutputs(
  outputs: Outputs,
  paths: OutputPaths,
  { kind, content, ...records }: Written,
): OutputRecord[] {
  const { cleaned, report, dialler } = outputs;
  return [
    {
      kind,
      path: paths.cleaned,
      temporary: cleaned.temporary,
      sha256: cleaned.finish(),
      records: records.list,
      bytes: cleaned.bytes,
      ...(content && { content }),
    },
    {
      kind: 'report',
      path: paths.report,
      temporary: report.temporary,
      sha256: report.finish(),
      records: records.report,
      bytes: report.bytes,
    },
    ...(dialler === undefined
      ? []
      : [
          {
            kind: 'dialler' as const,
            path: dialler.path,
            temporary: dialler.temporary,
            sha256: dialler.finish(),
            records: records.dialler,
            bytes: dialler.bytes,
          },
        ]),
  ];
}

/** What releasing a run needs from outside. */
export interface Publisher {
  readonly clock: () => Instant;
  /** Copies a finished file to standard output. */
  readonly copyToStdout: (path: string) => Promise<void>;
}

/** A run that has passed over its list. */
export interface Finished {
  readonly run: string;
  readonly started: Instant;
  readonly record: RunRecord;
  readonly ground: Ground;
  /** Undefined when none is to be kept. */
  readonly trace: PackedTrace | undefined;
}

/** Records the run before its outputs get their names. */
export function seal(
  database: string,
  clock: () => Instant,
  { run, started, record, ground, trace }: Finished,
): void {
  const store = openForWriting(database);
  letSpill(store);
  try {
    inTransaction(store, () => {
      refuseNewerKnowledge(store, ground);
      const now = laterOf(clock(), record.plan.as_of);
      // The trace comes first, since the record holds its hash; its rows refer to the run's.
      deferReferences(store);
      if (trace) writeTrace(store, run, trace);
      const sealed = { ...record, started, trace_sha256: traceSha256(store, run) };
      sealRun(store, { id: run, started, record: sealed }, now);
    });
  } finally {
    store.close();
  }
}

/**
 * A clock that was set back would let the run be recorded, and then something else, before the
 * instant whose knowledge the run had: that would be known by it, and was not used.
 */
function laterOf(now: Instant, asOf: Instant): Instant {
  return now < asOf ? asOf : now;
}

/**
 * Names the report, the dialler's file, then the cleaned list, and releases the run; the ledger head after
 * it. When a name was taken while the run went on, the run is abandoned and nothing stands under its names.
 * When all names are given and the end of the run cannot be recorded (a full disk), it stays sealed, and is
 * finished by the next command that writes: abandoned, it would leave a list there that counts for nothing.
 *
 * @throws ScreeningError wrong-use, in-use
 */
export async function release(
  database: string,
  { clock, copyToStdout }: Publisher,
  run: string,
  { outputs, replaces }: RunRecord,
  written: Outputs,
): Promise<string> {
  const inOrder = inNamingOrder(outputs);
  const toStdout = outputs.some(({ path }) => path === STANDARD_OUTPUT);
  const store = openForWriting(database);
  let head: string;
  const named: OutputRecord[] = [];
  try {
    inTransaction(store, () => {
      if (!isSealed(store, run)) throw takenAway(run);
      endRun(store, run, 'released', clock());
      refuseOtherThanFiles(outputs);
      for (const output of inOrder) {
        if (output.path === STANDARD_OUTPUT) continue;
        giveName(output.temporary, output.path, replaces);
        named.push(output);
      }
    });
    head = ledgerHead(store);
  } catch (error) {
    if (named.length === inOrder.length) throw notEnded(database, run, error);
    removeNamed(named, replaces);
    if (!(error instanceof ScreeningError) || error.code !== 'wrong-use') throw error;
    inTransaction(store, () => endRun(store, run, 'abandoned', clock()));
    discardOutputs(written);
    throw error;
  } finally {
    store.close();
  }
  if (toStdout) {
    const { cleaned, report } = written;
    try {
      await copyToStdout(cleaned.temporary);
    } catch (error) {
      throw notTold(run, report.path, error);
    } finally {
      cleaned.discard();
    }
  }
  return head;
}

/** Asked of all names before any is given. */
function refuseOtherThanFiles(outputs: readonly OutputRecord[]): void {
  const other = outputs.find(({ path }) => path !== STANDARD_OUTPUT && isOtherThanFile(path));
  if (other === undefined) return;
  throw wrongUse({
    summary: `${other.path} is a folder, a link or a device`,
    why: 'it appeared while this run went on',
    fix: 'give another name',
    where: other.path,
  });
}

/** What was recorded while the run began would be known by its instant, and was not used. */
function refuseNewerKnowledge(store: Store, ground: Ground): void {
  const { registers, policy, times, ownBatch } = ground;
  const now = requireRegisters(store, policy, times);
  const sameRegisters = now.every(
    ({ edition }, index) => edition.id === registers[index]?.edition.id,
  );
  if (sameRegisters && newestBatch(store, times.asOf) === ownBatch) return;
  throw new ScreeningError('in-use', {
    summary: `${sameRegisters ? 'an own list was changed' : 'a register was imported'} while this run began`,
    fix: 'run the scrub again: it will use what is known now',
  });
}
