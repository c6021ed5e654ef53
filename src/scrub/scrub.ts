import type { Readable } from 'node:stream';
import type { Day, Instant } from '../core/day.js';
import { ScreeningError, wrongUse } from '../core/errors.js';
import { VERSION } from '../core/version.js';
import { openFile, streamSource, type ByteSource } from '../files/byte-source.js';
import { MAX_RECORD_BYTES } from '../files/list-head.js';
import { StructuralFault } from '../files/structural-fault.js';
import { WholeOutput } from '../files/whole-output.js';
import { inTransaction, openForReading, openForWriting } from '../store/database.js';
import { ledgerHead } from '../store/ledger.js';
import { releaseRun, sealRun } from '../store/runs.js';
import type { HeldRegister } from './held-registers.js';
import { requireRegisters } from './held-registers.js';
import { ListingHistory } from './listing.js';
import { settleOutputs, type OutputPaths } from './outputs.js';
import { Pass } from './pass.js';
import { Narrator } from './report.js';
import { runId, type OutputRecord, type RunRecord, type ScrubPlan } from './run-record.js';
import { Screener } from './screener.js';
import { settleGround, settleList, type Ground, type ScrubRequest } from './settle.js';
import { Tally } from './tally.js';

/** What a run needs from outside: the clock, standard streams, a way to stop. */
export interface RunSurroundings {
  readonly clock: () => Instant;
  readonly stdin: Readable;
  /** Copies a finished file to standard output. */
  readonly copyToStdout: (path: string) => Promise<void>;
  readonly signal: AbortSignal;
}

/** What a run did. */
export interface ScrubResult {
  /** Empty for a dry run. */
  readonly run: string;
  readonly plan: ScrubPlan;
  readonly record: RunRecord;
  readonly registers: readonly HeldRegister[];
  readonly until: Day;
  readonly ledgerHead: string;
}

/** Stands for standard output in paths. */
export const STANDARD_OUTPUT = '-';

interface Outputs {
  readonly cleaned: WholeOutput;
  readonly report: WholeOutput;
}

/**
 * Screens a call list: settles everything that can change the result, passes over the list once,
 * and releases the outputs in the order that leaves no list without its record (cli.md, "Order of
 * writing").
 *
 * @throws ScreeningError; whatever happens, nothing half-written stands under a final name
 */
export async function scrub(
  request: ScrubRequest,
  surroundings: RunSurroundings,
): Promise<ScrubResult> {
  const started = surroundings.clock();
  const store = openForReading(request.database);
  let source: ByteSource | undefined;
  let outputs: Outputs | undefined;
  try {
    const file = request.input === '-' ? undefined : await openFile(request.input);
    const input = (source = file ?? streamSource(surroundings.stdin));
    const ground = settleGround(request, store, started);
    const paths = settleOutputs(request, file?.identity);
    const { bytes, whole } = await firstBytes(input);
    const { plan, head } = await inFile(request, request.header ? 1 : 0, () =>
      Promise.resolve(settleList(request, ground, bytes, whole)),
    );
    if (!request.dryRun) outputs = openOutputs(paths);
    const tally = new Tally();
    const listings = store && new ListingHistory(store, plan.call_date);
    const pass = new Pass({
      head,
      phones: plan.columns,
      copied: plan.report_columns,
      screener: new Screener(ground.policy, ground.registers),
      narrator: new Narrator(ground.registers, listings),
      tally,
      cleaned: outputs?.cleaned,
      report: outputs?.report,
      signal: surroundings.signal,
    });
    await inFile(request, 0, () => pass.run(bytes, whole, input));
    tally.balance(pass.written);
    const record: RunRecord = {
      plan,
      program_version: VERSION,
      operator: request.operator,
      account: request.account,
      input: { sha256: input.sha256(), bytes: input.bytes, blank_lines: pass.blankLines },
      counts: tally.records(),
      numbers: tally.numbers(),
      reasons: tally.reasons(),
      flags: tally.flags(),
      outputs: outputs ? finishOutputs(outputs, paths, pass) : [],
    };
    store?.close();
    const result = { plan, record, registers: ground.registers, until: ground.until };
    if (outputs === undefined) return { ...result, run: '', ledgerHead: '' };
    const run = runId(started, plan);
    seal(request.database, surroundings, { run, started, record, ground });
    // From here on the files belong to the run: if it is stopped, the next command finishes it.
    const sealed = outputs;
    outputs = undefined;
    return { ...result, run, ledgerHead: await release(request.database, surroundings, run, record, sealed) };
  } finally {
    outputs?.cleaned.discard();
    outputs?.report.discard();
    if (store?.open) store.close();
    await source?.close();
  }
}

interface Finished {
  readonly run: string;
  readonly started: Instant;
  readonly record: RunRecord;
  readonly ground: Ground;
}

/** Records the run before its outputs get their names. */
function seal(
  database: string,
  { clock }: RunSurroundings,
  { run, started, record, ground }: Finished,
): void {
  const store = openForWriting(database);
  try {
    inTransaction(store, () => {
      refuseNewerKnowledge(requireRegisters(store, ground.policy, ground.times), ground);
      sealRun(store, { id: run, started, record }, clock());
    });
  } finally {
    store.close();
  }
}

/** Names the report, then the cleaned list, and releases the run; the ledger head after it. */
async function release(
  database: string,
  { clock, copyToStdout }: RunSurroundings,
  run: string,
  { outputs }: RunRecord,
  { cleaned, report }: Outputs,
): Promise<string> {
  const toStdout = outputs.some(({ path }) => path === STANDARD_OUTPUT);
  report.rename();
  if (!toStdout) cleaned.rename();
  const store = openForWriting(database);
  try {
    inTransaction(store, () => releaseRun(store, run, clock(), { run }));
    return ledgerHead(store);
  } finally {
    store.close();
    if (toStdout) {
      await copyToStdout(cleaned.temporary).finally(() => {
        cleaned.discard();
      });
    }
  }
}

/** An edition sealed while the run began would be known by its instant, and was not used. */
function refuseNewerKnowledge(now: readonly HeldRegister[], { registers }: Ground): void {
  if (now.every(({ edition }, index) => edition.id === registers[index]?.edition.id)) return;
  throw new ScreeningError('in-use', {
    summary: 'a register was imported while this run began',
    fix: 'run the scrub again: it will use the new edition',
  });
}

function openOutputs(paths: OutputPaths): Outputs {
  const report = new WholeOutput(paths.report);
  try {
    // A list for standard output waits beside the report until its run is recorded.
    return {
      report,
      cleaned: new WholeOutput(paths.cleaned === STANDARD_OUTPUT ? `${paths.report}.stdout` : paths.cleaned),
    };
  } catch (error) {
    report.discard();
    throw error;
  }
}

function finishOutputs(outputs: Outputs, paths: OutputPaths, pass: Pass): OutputRecord[] {
  const { cleaned, report } = outputs;
  return [
    {
      kind: 'cleaned',
      path: paths.cleaned,
      temporary: cleaned.temporary,
      sha256: cleaned.finish(),
      records: pass.written,
      bytes: cleaned.bytes,
    },
    {
      kind: 'report',
      path: paths.report,
      temporary: report.temporary,
      sha256: report.finish(),
      records: pass.reportLines,
      bytes: report.bytes,
    },
  ];
}

/** Reads until a whole record is certain to be there, or the list ends. */
async function firstBytes(source: ByteSource): Promise<{ bytes: Buffer; whole: boolean }> {
  const buffer = Buffer.allocUnsafe(2 * MAX_RECORD_BYTES);
  let end = 0;
  for (;;) {
    const came = await source.read(buffer, end);
    end += came;
    if (came === 0) return { bytes: buffer.subarray(0, end), whole: true };
    if (end === buffer.length) return { bytes: buffer, whole: false };
  }
}

/** Runs a step that reads records; `offset` records stand before the first one counted. */
async function inFile<T>(
  { input }: ScrubRequest,
  offset: number,
  step: () => Promise<T>,
): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw error instanceof StructuralFault ? explainFault(input, offset, error) : error;
  }
}

function explainFault(input: string, offset: number, fault: StructuralFault): ScreeningError {
  const line = String(fault.quoteLine ?? fault.line);
  return wrongUse({
    summary: `${input}: ${fault.message}`,
    why: 'from there on no record can be told from the next, so nothing was written',
    fix:
      fault.kind === 'unclosed-quote'
        ? `close or remove the quote on line ${line}`
        : 'check the line ends and the delimiter near that line',
    where: `${input}, record ${String(fault.record - offset)}, line ${line}`,
  });
}
