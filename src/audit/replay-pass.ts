import type { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { FILE_ENCODINGS, type FileEncoding } from '../core/decode.js';
import type { Progress } from '../core/progress.js';
import { notSafe, ScreeningError } from '../core/errors.js';
import { VERSION } from '../core/version.js';
import { HashedBytes } from '../files/byte-sink.js';
import { openFile, streamSource, type ByteSource } from '../files/byte-source.js';
import { isFormat } from '../files/formats/formats.js';
import { sinkOf } from '../files/forms/forms.js';
import { dialectIn, listBytes } from '../files/forms/list-bytes.js';
import { readListHead, type AskedDialect } from '../files/list-head.js';
import { firstBytes } from '../files/list-start.js';
import { inFile, passOver, type Passed } from '../scrub/list-pass.js';
import type { VerdictSink } from '../scrub/record-verdicts.js';
import { OUTPUT_WORDS, type OutputRecord, type ScrubPlan } from '../scrub/run-record.js';
import type { Ground } from '../scrub/settle.js';
import type { Store } from '../store/database.js';
import type { RecordedRun } from './recorded-plan.js';

/** A list that a run screened, to be passed over again. */
export interface RepeatedList {
  readonly store: Store;
  readonly run: RecordedRun;
  readonly ground: Ground;
  /** Path of the list; `-` for standard input. */
  readonly input: string;
  readonly stdin: Readable;
  readonly verdicts: VerdictSink;
  readonly signal: AbortSignal;
  /** Is told how far the list is read. */
  readonly progress: Progress | undefined;
}

/** An output of a run, then and now. */
export interface RepeatedOutput {
  readonly kind: OutputRecord['kind'];
  readonly sha256Then: string;
  readonly sha256Now: string;
  readonly bytesThen: number;
  readonly bytesNow: number;
}

/** What a second pass came to. */
export interface Repeated {
  readonly passed: Passed;
  readonly outputs: readonly RepeatedOutput[];
  /** Whether it could be read once more: a pipe could not. */
  readonly isFile: boolean;
}

/**
 * Passes over the list of a run once more, by the run's plan, in the same way as the scrub did
 * (scrub/list-pass.ts). Its outputs are hashed and not written.
 *
 * @throws ScreeningError evidence-disagrees when the list is not the one that the run screened,
 *   whatever else is wrong with it
 */
export async function passAgain(list: RepeatedList): Promise<Repeated> {
  const { run, input, signal, progress } = list;
  const file = input === '-' ? undefined : await openFile(input, signal, progress);
  const source = hashedHere(file ?? streamSource(list.stdin, signal, progress));
  try {
    const repeated = await passOverSource(list, source);
    refuseOtherList(run, input, source);
    return { ...repeated, isFile: file?.identity.size === source.bytes };
  } catch (error) {
    signal.throwIfAborted();
    // Another list can fail in every way, and none of them is what is wrong.
    await readToEnd(source, signal);
    refuseOtherList(run, input, source);
    throw error;
  } finally {
    await source.close();
  }
}

/** A source whose hash is left to nobody: it is asked for when the pass has failed, too. */
function hashedHere(source: ByteSource): ByteSource {
  return Object.create(source, { leaveHash: { value: undefined } }) as ByteSource;
}

async function passOverSource(
  { store, run, ground, input, verdicts, signal }: RepeatedList,
  source: ByteSource,
): Promise<Omit<Repeated, 'isFile'>> {
  const { plan, outputs } = run.record;
  refuseUnknownFormat(plan);
  const dialect = dialectOf(plan);
  const bytesOfList = await listBytes(source, dialect, signal);
  const { bytes, whole } = await firstBytes(bytesOfList, signal);
  const head = await inFile(input, plan.header ? 1 : 0, () =>
    readListHead(input, bytes, whole, dialectIn(dialect, bytesOfList)),
  );
  // A workbook is compared by its rows: how they are packed differs between versions of zlib.
  const form = bytesOfList.form === 'workbook' ? 'as it is' : bytesOfList.form;
  const hashed = { list: new HashedBytes(), report: new HashedBytes(), dialler: new HashedBytes() };
  const passed = await passOver({
    plan,
    ground,
    store,
    head,
    source: bytesOfList,
    first: bytes,
    whole,
    cleaned: sinkOf(form, hashed.list),
    report: hashed.report,
    dialler: hashed.dialler,
    trace: undefined,
    verdicts,
    watchers: () => [],
    signal,
  });
  return {
    passed,
    outputs: outputs.map(({ kind, content, ...output }) => {
      const { sha256, bytes: then } = content ?? output;
      const now = hashed[HASHED_AS[kind]];
      return {
        kind,
        sha256Then: sha256,
        sha256Now: now.sha256(),
        bytesThen: then,
        bytesNow: now.bytes,
      };
    }),
  };
}

/** @throws ScreeningError not-safe for a format that this program does not write */
function refuseUnknownFormat({ format }: ScrubPlan): void {
  if (format === undefined || isFormat(format)) return;
  throw notSafe({
    summary: `the run wrote a file in the format ${format}, which tps-scrub ${VERSION} does not`,
    fix: 'use the program with which that run was made',
  });
}

const HASHED_AS = {
  cleaned: 'list',
  flagged: 'list',
  report: 'report',
  dialler: 'dialler',
} as const satisfies Readonly<Record<OutputRecord['kind'], string>>;

/** How the plan says that its list is read. */
export function dialectOf({
  delimiter,
  encoding,
  sheet,
  header,
  skip_lines,
}: ScrubPlan): AskedDialect {
  const bytes = Buffer.from(delimiter, 'hex');
  const common = { header, skipLines: skip_lines, isRecorded: true };
  if (encoding === 'workbook') {
    return { ...common, delimiter: undefined, encoding: undefined, sheet };
  }
  return {
    ...common,
    delimiter: bytes.length === 1 ? `\\x${delimiter}` : bytes.toString('utf8'),
    encoding: encoding === 'by cell' ? undefined : encodingOf(encoding),
  };
}

/** @throws ScreeningError not-safe for one that this program does not read */
function encodingOf(recorded: string): FileEncoding {
  const found = FILE_ENCODINGS.find((encoding) => encoding === recorded);
  if (found !== undefined) return found;
  throw notSafe({
    summary: `the run read its list as ${recorded}, which tps-scrub ${VERSION} does not`,
    fix: 'use the program with which that run was made',
  });
}

/** A figure of a run's account that is another now. */
export interface ChangedFigure {
  readonly figure: string;
  readonly then: unknown;
  readonly now: unknown;
}

/** Holds the account of a second pass against the recorded one. */
export function changedFigures({ record }: RecordedRun, { account }: Passed): ChangedFigure[] {
  const figures = Object.keys(account) as (keyof typeof account)[];
  return figures.flatMap((figure): ChangedFigure[] => {
    // What an earlier program did not keep cannot differ.
    const then = record[figure] as unknown;
    const now = account[figure];
    return then === undefined || isDeepStrictEqual(then, now) ? [] : [{ figure, then, now }];
  });
}

const CHUNK = 1 << 20;

async function readToEnd(source: ByteSource, signal: AbortSignal): Promise<void> {
  const buffer = Buffer.allocUnsafe(CHUNK);
  while ((await source.read(buffer, 0)) > 0) signal.throwIfAborted();
}

function refuseOtherList({ id, record }: RecordedRun, input: string, source: ByteSource): void {
  const then = record.input;
  const now = { sha256: source.sha256(), bytes: source.bytes };
  if (now.sha256 === then.sha256) return;
  const named = input === '-' ? 'what standard input holds' : input;
  const output = record.outputs.find(({ sha256 }) => sha256 === now.sha256);
  throw new ScreeningError('evidence-disagrees', {
    summary:
      output === undefined
        ? `${named} is not the list that run ${id} screened`
        : `${named} is ${OUTPUT_WORDS[output.kind]} of run ${id}, not the list that it screened`,
    why:
      `the run read ${String(then.bytes)} bytes of SHA-256 ${then.sha256}, ` +
      `these are ${String(now.bytes)} bytes of SHA-256 ${now.sha256}`,
    fix: `give the list as it was then (${record.plan.input}), or repeat the decisions without it: replay ${id} --from-trace`,
    where: input,
  });
}
