import type { CellSign } from '../core/cell-signs.js';
import type { Damage } from '../core/damage-kinds.js';
import type { ByteSink } from '../files/byte-sink.js';
import { ColumnEvidence } from '../files/column-evidence.js';
import { formatNamed } from '../files/formats/formats.js';
import type { ListSink } from '../files/forms/forms.js';
import type { ListBytes } from '../files/forms/list-bytes.js';
import type { ListHead } from '../files/list-head.js';
import type { ListSigns } from '../files/list-signs.js';
import { faultError } from '../files/list-start.js';
import { StructuralFault } from '../files/structural-fault.js';
import type { Store } from '../store/database.js';
import type { DiallerPlan } from './dialler-lines.js';
import { Pass } from './pass.js';
import type { ListControl } from './positive-control.js';
import type { VerdictSink } from './record-verdicts.js';
import type { RecordWatcher } from './record-watcher.js';
import type { RunRecord, ScrubPlan } from './run-record.js';
import type { Screener } from './screener.js';
import { callerOf, screeningOf } from './screening.js';
import type { Ground } from './settle.js';
import { LookUpAhead } from './rows/look-up-ahead.js';
import { Tally } from './tally.js';
import type { TracedNumbers } from './traced-numbers.js';

/** A list to be passed over: all that can change the result is settled. */
export interface ListPass {
  readonly plan: ScrubPlan;
  readonly ground: Ground;
  readonly store: Store | undefined;
  readonly head: ListHead;
  readonly source: ListBytes;
  /** The bytes already read from the source, from its first byte, and whether it ends with them. */
  readonly first: Buffer;
  readonly whole: boolean;
  /** Where the list and the report go; undefined when nobody wants them. */
  readonly cleaned: ListSink | undefined;
  readonly report: ByteSink | undefined;
  /** Where the file in the plan's format goes; undefined when the plan has none, or nobody wants it. */
  readonly dialler: ByteSink | undefined;
  /** Where the numbers go that are to be remembered; undefined when none are. */
  readonly trace: TracedNumbers | undefined;
  /** Is told what is decided about each record. */
  readonly verdicts: VerdictSink | undefined;
  /** Made for the screener of the pass. */
  readonly watchers: (screener: Screener) => readonly RecordWatcher[];
  readonly signal: AbortSignal;
}

/** What a pass came to. */
export interface Passed {
  /** As a run record keeps it. */
  readonly account: Pick<
    RunRecord,
    'input' | 'counts' | 'numbers' | 'reasons' | 'flags' | 'numbers_in_grace' | 'rows'
  > &
    Required<Pick<RunRecord, 'numbers_listed' | 'columns_read'>>;
  /** The lists whose lookup was controlled, before the first record and after the last. */
  readonly controls: readonly ListControl[];
  /** Numbers that may be called and lack their leading 0 in the list. */
  readonly numbersToMend: number;
  /** Lines of the report without its header. */
  readonly reportLines: number;
  /** Lines of the dialler's file without its header; 0 without one. */
  readonly diallerLines: number;
  readonly signs: ListSigns;
  /** What was seen in the columns that are neither screened nor ignored. */
  readonly evidence: ColumnEvidence;
  /** Cells of phone columns that hold no certain number, by what happened to them. */
  readonly damaged: ReadonlyMap<Damage, number>;
  /** Cells of phone columns that say something beside their numbers, by what. */
  readonly cellSigns: ReadonlyMap<CellSign, number>;
}

/**
 * Passes over a list by its plan: the one way for a scrub and for whatever repeats it.
 *
 * @throws ScreeningError wrong-use for a structural fault; evidence-disagrees when the account does
 *   not balance, or a positive control fails
 */
export async function passOver(list: ListPass): Promise<Passed> {
  const { plan, ground, store, head, source } = list;
  const tally = new Tally(plan.columns.length);
  const screening = screeningOf({ ...ground, store, caller: callerOf(plan) });
  const { screener, narrator, control } = screening;
  const evidence = new ColumnEvidence(head);
  const pass = new Pass({
    head,
    phones: plan.columns,
    copied: plan.report_columns,
    ignored: plan.ignored_columns,
    partyColumns: plan.party_columns,
    parties: ground.askedParties,
    rows: plan.rows,
    duplicates: plan.duplicates,
    screener,
    narrator,
    numbers: list.trace,
    verdicts: list.verdicts,
    watchers: list.watchers(screener),
    tally,
    cleaned: list.cleaned,
    report: list.report,
    dialler: diallerOf(plan, list.dialler),
    evidence,
    signal: list.signal,
    lookUp: new LookUpAhead(screener, control.numbers),
  });
  const signs = await inFile(plan.input, 0, () => pass.run(list.first, list.whole, source));
  control.hold();
  await list.cleaned?.end();
  tally.balance(pass.rows, plan.rows);
  return {
    account: {
      input: { sha256: source.sha256(), bytes: source.bytes, blank_lines: pass.blankLines },
      counts: tally.records(),
      numbers: tally.numbers(),
      reasons: tally.reasons(),
      flags: tally.flags(),
      numbers_in_grace: tally.numbersInGrace,
      numbers_listed: tally.numbersListed,
      columns_read: tally.columnsRead(),
      rows: pass.rows,
    },
    controls: control.lists,
    numbersToMend: tally.numbersToMend,
    reportLines: pass.reportLines,
    diallerLines: pass.diallerLines,
    signs,
    evidence,
    damaged: pass.damaged,
    cellSigns: pass.cellSigns,
  };
}

function diallerOf(
  { format, until }: ScrubPlan,
  sink: ByteSink | undefined,
): DiallerPlan | undefined {
  if (format === undefined || sink === undefined) return undefined;
  return { format: formatNamed(format), sink, lastCallDay: until };
}

/**
 * Runs a step that reads records, so that what is wrong with one is said with its place.
 *
 * @param offset so many records stand before the first one counted
 * @throws ScreeningError wrong-use
 */
export async function inFile<T>(
  input: string,
  offset: number,
  step: () => T | Promise<T>,
): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof StructuralFault)) throw error;
    const number = error.record - offset;
    const record = number === 0 ? 'the header' : `record ${String(number)}`;
    throw faultError(input, error, record, 'nothing was written');
  }
}
