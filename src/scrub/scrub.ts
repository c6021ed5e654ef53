import type { Readable } from 'node:stream';
import type { Day, Instant } from '../core/day.js';
import { VERSION } from '../core/version.js';
import { openFile, streamSource, type ByteSource } from '../files/byte-source.js';
import { firstBytes } from '../files/list-start.js';
import { realPlace } from '../files/whole-output.js';
import { openForReading, type Store } from '../store/database.js';
import { knowingInstant } from '../store/ledger.js';
import type { HeldRegister } from './held-registers.js';
import { refuseUndeclared } from '../files/columns.js';
import { settleOutputs } from './outputs.js';
import { inFile, passOver } from './list-pass.js';
import { PolicyComparison } from './policy-comparison.js';
import { runId, type ProcessMark, type RunRecord, type ScrubPlan } from './run-record.js';
import {
  findParts,
  finishOutputs,
  openOutputs,
  release,
  seal,
  type Outputs,
  type Publisher,
} from './release.js';
import { RunTrace } from './run-trace.js';
import type { Screener } from './screener.js';
import { screeningOf } from './screening.js';
import { settleGround, settleList, type Ground, type ScrubRequest } from './settle.js';
import { ShorterUntilCount, type ShorterUntil } from './shorter-until.js';

/** What a run needs from outside: the clock, standard streams, a way to stop. */
export interface RunSurroundings extends Publisher {
  readonly process: ProcessMark;
  readonly stdin: Readable;
  readonly signal: AbortSignal;
}

/** What a run did. */
export interface ScrubResult {
  /** Empty for a dry run. */
  readonly run: string;
  readonly plan: ScrubPlan;
  readonly record: RunRecord;
  /** Partial files of these names, of runs that were killed or still go on. */
  readonly parts: readonly string[];
  readonly registers: readonly HeldRegister[];
  readonly until: Day;
  /** How many more records would be clean if the calls ended sooner. */
  readonly shorter: readonly ShorterUntil[];
  /** Undefined unless another policy was to be compared. */
  readonly comparison: PolicyComparison | undefined;
  /** Whether any consent was recorded by then. */
  readonly hasConsents: boolean;
  /** Parties that objections stand against, when the list's parties were not asked about. */
  readonly partiesNotAsked: number;
  readonly ledgerHead: string;
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
  const store = openForReading(request.database);
  let source: ByteSource | undefined;
  let outputs: Outputs | undefined;
  let trace: RunTrace | undefined;
  try {
    const started = knowingInstant(store, surroundings.clock());
    const file = request.input === '-' ? undefined : await openFile(request.input);
    const input = (source = file ?? streamSource(surroundings.stdin, surroundings.signal));
    const ground = settleGround(request, store, started);
    const paths = request.dryRun ? undefined : settleOutputs(request, file?.identity);
    const { bytes, whole } = await firstBytes(input, surroundings.signal);
    const { plan, head } = await inFile(request.input, request.header ? 1 : 0, () =>
      settleList(request, ground, bytes, whole),
    );
    const parts = paths ? findParts(paths) : [];
    if (paths) outputs = openOutputs(paths);
    if (paths && request.trace) trace = new RunTrace(paths.report);
    let shorter: ShorterUntilCount | undefined;
    let comparison: PolicyComparison | undefined;
    const { account, reportLines, evidence } = await passOver({
      plan,
      ground,
      store,
      head,
      source: input,
      first: bytes,
      whole,
      cleaned: outputs?.cleaned,
      report: outputs?.report,
      trace: trace?.numbers,
      verdicts: trace?.verdicts,
      watchers: (screener) => {
        shorter = new ShorterUntilCount(screener, plan.call_date, plan.until);
        comparison = compared(request, ground, store, started, screener);
        return comparison ? [shorter, comparison] : [shorter];
      },
      signal: surroundings.signal,
    });
    refuseUndeclared(
      head,
      evidence,
      [...plan.columns, ...plan.ignored_columns],
      plan.columns_detected,
    );
    const record: RunRecord = {
      plan,
      program_version: VERSION,
      operator: request.operator,
      account: request.account,
      ...(request.supplier && { supplier: request.supplier }),
      input_place: request.input === '-' ? '-' : realPlace(request.input),
      ...account,
      trace: trace !== undefined,
      replaces: request.force,
      process: surroundings.process,
      outputs:
        outputs && paths
          ? finishOutputs(outputs, paths, {
              kind: plan.rows === 'flag' ? 'flagged' : 'cleaned',
              list: account.rows.written,
              report: reportLines,
            })
          : [],
    };
    store?.close();
    const { registers, until, own } = ground;
    const result = {
      plan,
      record,
      parts,
      registers,
      until,
      shorter: shorter?.result() ?? [],
      comparison,
      partiesNotAsked: ground.askedParties ? 0 : ground.parties.count,
      hasConsents: own?.hasConsents === true,
    };
    if (outputs === undefined) return { ...result, run: '', ledgerHead: '' };
    const run = runId(started, plan);
    const finished = { run, started, record, ground, trace: trace?.pack() };
    seal(request.database, surroundings.clock, finished);
    // From here on the files belong to the run: if it is stopped, the next command finishes it.
    const sealed = outputs;
    outputs = undefined;
    return {
      ...result,
      run,
      ledgerHead: await release(request.database, surroundings, run, record, sealed),
    };
  } finally {
    outputs?.cleaned.discard();
    outputs?.report.discard();
    trace?.close();
    if (store?.open) store.close();
    await source?.close();
  }
}

/**
 * Decides about the same records under another policy, as a run under it would: to its own last call
 * day, unless a last day was given.
 */
function compared(
  request: ScrubRequest,
  { own }: Ground,
  store: Store | undefined,
  started: Instant,
  screener: Screener,
): PolicyComparison | undefined {
  const policy = request.comparePolicy;
  if (policy === undefined) return undefined;
  const other = settleGround({ ...request, policy }, store, started);
  const screening = screeningOf({ ...other, own, store, caller: request });
  return new PolicyComparison(screener, policy.name, screening.screener);
}
