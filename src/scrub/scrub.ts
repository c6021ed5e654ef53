import type { Readable } from 'node:stream';
import type { Day } from '../core/day.js';
import type { EndAtOnce } from '../core/end-at-once.js';
import type { Progress } from '../core/progress.js';
import { VERSION } from '../core/version.js';
import { openFile, streamSource, type ByteSource } from '../files/byte-source.js';
import { listBytes } from '../files/forms/list-bytes.js';
import type { WrittenList } from '../files/forms/list-sink.js';
import { firstBytes } from '../files/list-start.js';
import { realPlace } from '../files/whole-output.js';
import type { SheetCounts } from '../files/workbook/sheet-reader.js';
import { openForReading } from '../store/database.js';
import { knowingInstant } from '../store/ledger.js';
import { optOutsOfFile } from '../store/own-batches.js';
import { openLineCountThen } from '../store/own-unresolved.js';
import type { HeldRegister } from './held-registers.js';
import { refuseUndeclared } from '../files/columns.js';
import { leftColumns, type LeftColumns } from '../files/left-columns.js';
import { cleanedSink } from './cleaned-sink.js';
import { settleOutputs } from './outputs.js';
import { inFile, passOver, type Passed } from './list-pass.js';
import { compared, type PolicyComparison } from './policy-comparison.js';
import { runId, type ProcessMark, type RunRecord, type ScrubPlan } from './run-record.js';
import {
  discardOutputs,
  findParts,
  openOutputs,
  settleAndPack,
  type Outputs,
} from './open-outputs.js';
import { finishOutputs, release, seal, type Publisher } from './release.js';
import { RunTrace } from './run-trace.js';
import { rateOf } from './run-rate.js';
import { settleGround, settleList, type ScrubRequest } from './settle.js';
import { ShorterUntilCount, type ShorterUntil } from './shorter-until.js';

/** What a run needs from outside: the clock, standard streams, a way to stop. */
export interface RunSurroundings extends Publisher {
  readonly process: ProcessMark;
  readonly stdin: Readable;
  readonly signal: AbortSignal;
  /** Is told how far the list is read. */
  readonly progress?: Progress | undefined;
  readonly endAtOnce: EndAtOnce;
}

/** What a run did. */
export interface ScrubResult extends Pick<
  Passed,
  'signs' | 'damaged' | 'cellSigns' | 'numbersToMend'
> {
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
  /** Lines of opt-out files that waited unread: who stands on them is not held back. */
  readonly unreadLines: number;
  /** The import that took the very same file for opt-outs; undefined of none. */
  readonly sameAsOptOuts: string | undefined;
  readonly ledgerHead: string;
  /** What the sheet of a workbook had beside its rows. */
  readonly sheetCounts: SheetCounts | undefined;
  /** By what each phone column was found; empty where they were named. */
  readonly foundBy: readonly string[];
  /** Columns that were not screened, though telephone numbers may stand in them. */
  readonly left: LeftColumns;
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
  // Until there is an output: own lists of a million are looked through in one piece.
  const hearAgain = surroundings.endAtOnce();
  const store = openForReading(request.database);
  let source: ByteSource | undefined;
  let cleaned: WrittenList | undefined;
  let outputs: Outputs | undefined;
  let trace: RunTrace | undefined;
  try {
    const started = knowingInstant(store, surroundings.clock());
    const file =
      request.input === '-'
        ? undefined
        : await openFile(request.input, surroundings.signal, surroundings.progress);
    const input = (source =
      file ?? streamSource(surroundings.stdin, surroundings.signal, surroundings.progress));
    const ground = settleGround(request, store, started);
    // Nothing is waited for on standard input that is refused anyway.
    if (file === undefined && !request.dryRun) settleOutputs(request, undefined, undefined);
    const list = await listBytes(input, request, surroundings.signal);
    const paths = request.dryRun ? undefined : settleOutputs(request, file?.identity, list.form);
    const { bytes, whole } = await firstBytes(list, surroundings.signal);
    const { plan, head, foundBy } = await inFile(request.input, request.header ? 1 : 0, () =>
      settleList(request, ground, list, bytes, whole),
    );
    const parts = paths ? findParts(paths) : [];
    if (paths) {
      hearAgain();
      outputs = openOutputs(paths);
      cleaned = await cleanedSink(outputs, paths, list, plan, surroundings.signal);
    }
    if (paths && request.trace) trace = new RunTrace(paths.report);
    let shorter: ShorterUntilCount | undefined;
    let comparison: PolicyComparison | undefined;
    const passed = await passOver({
      plan,
      ground,
      store,
      head,
      source: list,
      first: bytes,
      whole,
      cleaned,
      report: outputs?.report,
      dialler: outputs?.dialler,
      trace: trace?.numbers,
      verdicts: trace?.verdicts,
      watchers: (screener) => {
        shorter = new ShorterUntilCount(screener, plan.call_date, plan.until);
        comparison = compared(request, ground, store, started, screener);
        return comparison ? [shorter, comparison] : [shorter];
      },
      signal: surroundings.signal,
    });
    const { account, controls, signs, evidence, damaged, cellSigns, numbersToMend } = passed;
    const declared = [...plan.columns, ...plan.ignored_columns];
    refuseUndeclared(head, evidence, declared, plan.columns_detected);
    const rate = rateOf(request, store, plan, account);
    const packed = outputs && (await settleAndPack(outputs, trace));
    const record: RunRecord = {
      plan,
      program_version: VERSION,
      operator: request.operator,
      account: request.account,
      ...(request.supplier && { supplier: request.supplier }),
      input_place: request.input === '-' ? '-' : realPlace(request.input),
      ...account,
      controls,
      ...(rate && { hit_rate: rate }),
      trace: trace !== undefined,
      replaces: request.force,
      process: surroundings.process,
      outputs:
        outputs && paths
          ? finishOutputs(outputs, paths, {
              kind: plan.rows === 'flag' ? 'flagged' : 'cleaned',
              list: account.rows.written,
              report: passed.reportLines,
              dialler: passed.diallerLines,
              content: cleaned?.content(),
            })
          : [],
    };
    const sameAsOptOuts = store && optOutsOfFile(store, account.input.sha256);
    const unreadLines = store ? openLineCountThen(store, plan.own_batch) : 0;
    store?.close();
    const { registers, until, own } = ground;
    const result = {
      plan,
      record,
      parts,
      registers,
      until,
      signs,
      shorter: shorter?.result() ?? [],
      comparison,
      partiesNotAsked: ground.askedParties ? 0 : ground.parties.count,
      unreadLines,
      sameAsOptOuts,
      hasConsents: own?.hasConsents === true,
      damaged,
      cellSigns,
      numbersToMend,
      sheetCounts: list.sheetCounts,
      foundBy,
      left: leftColumns(head, evidence, declared),
    };
    if (outputs === undefined) return { ...result, run: '', ledgerHead: '' };
    const run = runId(started, plan);
    const finished = { run, started, record, ground, trace: packed };
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
    cleaned?.discard();
    if (outputs) discardOutputs(outputs);
    trace?.close();
    if (store?.open) store.close();
    await source?.close();
  }
}
