import type { Readable } from 'node:stream';
import type { Instant } from '../../core/day.js';
import type { Progress } from '../../core/progress.js';
import { openFile, streamSource, type ByteSource } from '../../files/byte-source.js';
import { fileAt, realPlace } from '../../files/whole-output.js';
import type { Policy } from '../../policy/policy.js';
import { refuseToDestroy } from '../../scrub/outputs.js';
import type { Store } from '../../store/database.js';
import type { KnownEditions } from '../../store/editions.js';
import { knowingInstant } from '../../store/ledger.js';
import { openHeld } from '../../store/no-database.js';
import { OwnLists } from '../../store/own-lists.js';
import { CallLines, type WrittenCalls } from './call-lines.js';
import type { Call, CallLog, CallReading } from './call-reading.js';
import { CallTally, type CallTotals } from './call-totals.js';
import { ClearedByRuns } from './cleared-by-runs.js';
import { CallJudge } from './judge.js';
import { OwnFindings, type Callers } from './own-finding.js';
import { readCalls } from './read-calls.js';
import { RegisterMarks } from './register-marks.js';

/** What `audit-calls` is asked; undefined where the default holds. */
export interface CallAuditRequest {
  readonly database: string;
  /** The call log; `-` for standard input. */
  readonly file: string;
  readonly reading: CallReading;
  readonly policy: Policy;
  readonly callers: Callers;
  /** Where a line a call goes; undefined for nowhere. */
  readonly out: string | undefined;
  /** Whether calls against which nothing stood have a line too. */
  readonly all: boolean;
  readonly force: boolean;
}

/** What `audit-calls` found. */
export interface CallAudit {
  readonly log: CallLog;
  readonly totals: CallTotals;
  /** What was known: everything recorded by then. */
  readonly asOf: Instant;
  readonly registers: readonly KnownEditions[];
  readonly runs: ClearedByRuns['runs'];
  /** Whether any consent is recorded, which may clear a call for the caller that it names. */
  readonly hasConsents: boolean;
  readonly out: WrittenCalls | undefined;
}

/** The world outside. */
export interface CallSurroundings {
  readonly stdin: Readable;
  readonly signal: AbortSignal;
  /** Is told how far the file is read. */
  readonly progress?: Progress | undefined;
  readonly clock: () => Instant;
}

/**
 * Puts every call of a log against all that is known now, later files and later records too: what was
 * true on the day of the call, as far as it can be known. What the firm could know then is told by
 * the run that had cleared the number. Reads only.
 *
 * @throws ScreeningError not-safe without a database, or when what must be asked is damaged; wrong-use
 *   when the log cannot be read as asked, or the output would replace something
 */
export async function auditCalls(
  request: CallAuditRequest,
  { stdin, signal, progress, clock }: CallSurroundings,
): Promise<CallAudit> {
  const store = openCallStore(request.database);
  let source: ByteSource | undefined;
  let lines: CallLines | undefined;
  try {
    const file = request.file === '-' ? undefined : await openFile(request.file, signal, progress);
    source = file ?? streamSource(stdin, signal, progress);
    if (request.out !== undefined) {
      const database = fileAt(request.database);
      const out = realPlace(request.out);
      refuseToDestroy('--out', out, file?.identity, database, request.force);
      lines = new CallLines(out);
    }
    const asOf = knowingInstant(store, clock());
    const registers = new RegisterMarks(store, request.policy.requires, asOf);
    const runs = new ClearedByRuns(store);
    const own = new OwnLists(store, asOf);
    const judge = judgeOf(own, request, registers, runs);
    const tally = new CallTally();
    const take = (call: Call): void => {
      const finding = judge.judge(call);
      tally.add(call, finding);
      if (request.all || finding.verdict !== 'not-listed') lines?.add(call, finding);
    };
    const log = await readCalls(source, request.reading, signal, take, asOf);
    const out = lines?.finish(request.force);
    const known = registers.known;
    const totals = tally.totals();
    const { hasConsents } = own;
    return { log, totals, asOf, registers: known, runs: runs.runs, hasConsents, out };
  } catch (error) {
    lines?.discard();
    throw error;
  } finally {
    await source?.close();
    store.close();
  }
}

/**
 * Opens the database that calls are put against.
 *
 * @throws ScreeningError not-safe when there is none: every call would seem to be without data
 */
export function openCallStore(database: string): Store {
  return openHeld(database, 'not-safe');
}

function judgeOf(
  lists: OwnLists,
  { policy, callers }: CallAuditRequest,
  registers: RegisterMarks,
  runs: ClearedByRuns,
): CallJudge {
  const own = new OwnFindings(lists, policy, callers);
  return new CallJudge(policy, {
    registers: ({ e164, day }) => registers.findings(registers.pastOf(e164), day),
    own: (call, voidUpTo) => own.of(call, voidUpTo),
    covered: (call) => runs.of(call),
  });
}
