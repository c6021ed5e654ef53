import { ScreeningError, wrongUse } from '../core/errors.js';
import type { Progress } from '../core/progress.js';
import type { PartyKey } from '../core/party.js';
import type { ByteSink } from '../files/byte-sink.js';
import { openFile } from '../files/byte-source.js';
import { csvRows } from '../files/csv-rows.js';
import { namedFileSha256 } from '../files/file-hash.js';
import { dialectIn, listBytes } from '../files/forms/list-bytes.js';
import { readListHead } from '../files/list-head.js';
import { firstBytes } from '../files/list-start.js';
import { ScratchFile } from '../files/scratch-file.js';
import { Spool } from '../files/spool.js';
import { passOver } from '../scrub/list-pass.js';
import { REPORT_COLUMNS, type VerdictWords } from '../scrub/report.js';
import { callingOf, callerOf } from '../scrub/screening.js';
import { HeldParties } from '../scrub/parties.js';
import { OUTPUT_WORDS } from '../scrub/run-record.js';
import type { Ground } from '../scrub/settle.js';
import type { Store } from '../store/database.js';
import { runsThatWrote } from '../store/run-outputs.js';
import type { RecallDecider } from './recall-decider.js';
import { recalledRecord, type RecallFacts, type RecallLine } from './recall-line.js';
import type { RecalledFromRun } from './recalled-numbers.js';
import type { RecordedRun } from './recorded-plan.js';
import { dialectOf } from './replay-pass.js';

/** The list of a run that went out, to be asked which of its records may no longer be called. */
export interface ListToRecall {
  readonly store: Store;
  readonly run: RecordedRun;
  readonly decider: RecallDecider;
  readonly path: string;
  /** Undefined when the run did not ask about parties. */
  readonly key: PartyKey | undefined;
  /** Whether to leave out numbers that were passed on. */
  readonly unsent: boolean;
  readonly signal: AbortSignal;
  /** Is told how far the list is read. */
  readonly progress: Progress | undefined;
}

/**
 * Passes over the cleaned list of a run as a scrub would that began now (scrub/list-pass.ts), by the
 * run's own plan: what it would hold back is recalled, records whose party objected too.
 *
 * @returns the answer, and what gives back the room that it took
 * @throws ScreeningError evidence-disagrees when the file is not the list as the run wrote it;
 *   wrong-use when it cannot be read, or is another output of the run
 */
export async function recalledRecords(
  list: ListToRecall,
): Promise<RecalledFromRun & { readonly close: () => void }> {
  const { path, run, store, decider, unsent, signal, progress } = list;
  refuseOther(store, run, path, namedFileSha256(path));
  const source = await openFile(path, signal, progress);
  const scratch = new ScratchFile(path);
  const lines = new HeldText(scratch);
  try {
    const { plan } = run.record;
    const dialect = dialectOf(plan);
    const given = await listBytes(source, dialect, signal);
    const { bytes, whole } = await firstBytes(given, signal);
    const isEmpty = whole && bytes.length === 0;
    const passed = isEmpty
      ? undefined
      : await passOver({
          plan: { ...plan, input: path, rows: 'drop', duplicates: 'keep', report_columns: [] },
          ground: groundOf(list),
          store,
          head: readListHead(path, bytes, whole, dialectIn(dialect, given)),
          source: given,
          first: bytes,
          whole,
          cleaned: undefined,
          report: lines,
          dialler: undefined,
          trace: undefined,
          verdicts: undefined,
          watchers: () => [],
          signal,
        });
    refuseOther(store, run, path, passed?.account.input.sha256 ?? namedFileSha256(path));
    return { ...told(lines, decider, passed?.account.counts.read ?? 0, unsent), close };
  } catch (error) {
    close();
    throw error;
  } finally {
    await source.close();
  }

  function close(): void {
    scratch.close();
  }
}

function groundOf({ store, run, decider, key }: ListToRecall): Ground {
  const { times, registers, until, own } = decider.calls;
  const { policy } = run.record.plan;
  const calling = callingOf(callerOf(run.record.plan), times.callDate, until);
  const parties = new HeldParties(store, own, calling);
  const ownBatch = own.batches.at(-1)?.id ?? 0;
  const askedParties = key && parties.askBy(key);
  return { policy, times, registers, until, own, ownBatch, parties, askedParties };
}

/** Goes through the lines once to count them, and again for each who wants them. */
function told(
  text: HeldText,
  decider: RecallDecider,
  of: number,
  unsent: boolean,
): RecalledFromRun {
  const counted = { count: 0, passedOn: 0, withoutNumber: 0 };
  const numbers = new Set<number>();
  function* lines(): Generator<RecallLine> {
    for (const line of text.lines(decider)) {
      if (!unsent || line.passed_on === '') yield line;
    }
  }
  for (const line of text.lines(decider)) {
    counted.count++;
    if (line.passed_on !== '') counted.passedOn++;
    if (unsent && line.passed_on !== '') continue;
    if (line.number === '') counted.withoutNumber++;
    else numbers.add(Number(line.number.slice(1)));
  }
  return { of, ...counted, numbers: Float64Array.from(numbers).sort(), lines };
}

/** The report of a pass, put aside: whole lines at a time, as they are written. */
class HeldText implements ByteSink {
  readonly #spool: Spool<undefined>;

  constructor(scratch: ScratchFile) {
    this.#spool = new Spool(scratch);
  }

  write(source: Buffer, start: number, end: number): void {
    this.#spool.add(undefined, Uint8Array.prototype.slice.call(source, start, end));
  }

  *lines(decider: RecallDecider): Generator<RecallLine> {
    let isHeader = true;
    for (const [, bytes] of this.#spool) {
      for (const cells of csvRows(Buffer.from(bytes).toString())) {
        if (!isHeader) yield recalledRecord(cells, factsOf(cells, decider));
        isHeader = false;
      }
    }
  }
}

function factsOf(cells: readonly string[], decider: RecallDecider): RecallFacts {
  const cell = (name: (typeof REPORT_COLUMNS)[number]) => cells[REPORT_COLUMNS.indexOf(name)] ?? '';
  const reading = cell('flags').split(';').includes('zero-restored') ? 'zero-restored' : 'number';
  const words: Pick<VerdictWords, 'reason' | 'list' | 'listed_from'> = {
    reason: cell('reason'),
    list: cell('list'),
    listed_from: cell('listed_from'),
  };
  return decider.facts(words, Number(cell('number').slice(1)), reading);
}

function refuseOther(
  store: Store,
  { id, record }: RecordedRun,
  path: string,
  sha256: string,
): void {
  const output = record.outputs.find((one) => one.sha256 === sha256);
  if (output?.kind === 'cleaned') return;
  if (output !== undefined) {
    const why = output.kind === 'dialler' ? 'not its cleaned list' : 'which no call is made from';
    throw wrongUse({
      summary: `${path} is ${OUTPUT_WORDS[output.kind]} of run ${id}, ${why}`,
      fix: 'give its cleaned list, or leave --input out',
      where: path,
    });
  }
  const [other] = runsThatWrote(store, sha256);
  throw new ScreeningError('evidence-disagrees', {
    summary:
      other === undefined
        ? `${path} is not the list that run ${id} wrote, or was altered since`
        : `${path} is not of run ${id}, but of run ${other.id}`,
    why: `it has SHA-256 ${sha256}`,
    fix:
      other === undefined
        ? `tps-scrub verify ${path} says which of its records were not cleared; or leave --input out`
        : `tps-scrub recall ${other.id} --input ${path}`,
    where: path,
  });
}
