import type { Instant } from '../core/day.js';
import { openFile, streamSource } from '../files/byte-source.js';
import type { Policy } from '../policy/policy.js';
import type { Store } from '../store/database.js';
import type { OwnLists } from '../store/own-lists.js';
import type { CallSurroundings } from './calls/audit-calls.js';
import type { Call, CallLog, CallReading } from './calls/call-reading.js';
import { OBJECTION_BROKEN } from './calls/call-verdicts.js';
import { CallJudge } from './calls/judge.js';
import { OwnFindings, type Callers } from './calls/own-finding.js';
import { readCalls } from './calls/read-calls.js';
import { RegisterMarks } from './calls/register-marks.js';
import type { ObjectedPerson } from './objected-people.js';

/** A call log to be held against objections. */
export interface CallsToCount {
  /** `-` for standard input. */
  readonly file: string;
  readonly reading: CallReading;
  readonly callers: Callers;
  readonly policy: Policy;
}

/** Calls of a log, and those of them that broke an objection. */
export interface CountedCalls {
  readonly read: number;
  readonly after: number;
  /** The log's columns that were found by their headers. */
  readonly foundColumns: CallLog['foundColumns'];
  /** By number; a call that may have gone to several people counts for each. */
  readonly byNumber: ReadonlyMap<number, number>;
}

/** Where calls are held against what is known. */
export interface KnownForCalls {
  readonly store: Store;
  readonly own: OwnLists;
  readonly asOf: Instant;
}

/**
 * Counts calls that broke objections of some people, on the day on which each told theirs or after it:
 * those that `audit-calls` counts for an objection, judged as it judges them.
 */
export async function callsAfter(
  known: KnownForCalls,
  people: readonly ObjectedPerson[],
  { file, reading, policy, callers }: CallsToCount,
  { stdin, signal, progress }: Pick<CallSurroundings, 'stdin' | 'signal' | 'progress'>,
): Promise<CountedCalls> {
  const broken = new BrokenObjections(known, policy, callers);
  const told = new Map(people.map((person) => [person.e164, person.told]));
  const byNumber = new Map<number, number>();
  let after = 0;
  const source =
    file === '-' ? streamSource(stdin, signal, progress) : await openFile(file, signal, progress);
  try {
    const count = (call: Call): void => {
      const isConcerned = ({ e164 }: { readonly e164: number }): boolean => {
        const since = told.get(e164);
        return since !== undefined && since <= call.day;
      };
      if (call.day === '' || ![call, ...call.others].some(isConcerned)) return;
      const numbers = broken.by(call).filter((e164) => isConcerned({ e164 }));
      if (numbers.length > 0) after++;
      for (const e164 of numbers) byNumber.set(e164, (byNumber.get(e164) ?? 0) + 1);
    };
    const log = await readCalls(source, reading, signal, count, known.asOf);
    return { read: log.calls, after, foundColumns: log.foundColumns, byNumber };
  } finally {
    await source.close();
  }
}

/** Judges calls for their objections alone. */
class BrokenObjections {
  readonly #judge: CallJudge;
  #numbers: number[] = [];

  constructor({ store, own, asOf }: KnownForCalls, policy: Policy, callers: Callers) {
    const findings = new OwnFindings(own, policy, callers);
    // Listings play a part only by voiding consents that would lift an objection.
    const isVoiding = policy.consent_void.length > 0;
    const marks = isVoiding ? new RegisterMarks(store, policy.requires, asOf) : undefined;
    this.#judge = new CallJudge(policy, {
      registers: ({ e164, day }) => marks?.findings(marks.pastOf(e164), day) ?? [],
      own: (call, voidUpTo) => {
        const finding = findings.of(call, voidUpTo);
        if (finding.reasons.some(isBroken)) this.#numbers.push(call.e164);
        return finding;
      },
      covered: () => NOT_ASKED,
    });
  }

  /** The numbers of a call whose objections it broke; none where it is not certain. */
  by(call: Parameters<CallJudge['judge']>[0]): readonly number[] {
    this.#numbers = [];
    return this.#judge.judge(call).reasons.some(isBroken) ? [...new Set(this.#numbers)] : [];
  }
}

/** What runs say of a call has no part in it. */
const NOT_ASKED = { cover: 'unknown', run: '', lastCallDay: '' } as const;

function isBroken(reason: string): boolean {
  return OBJECTION_BROKEN.some((name) => name === reason);
}
