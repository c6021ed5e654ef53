import {
  addDays,
  daysBetween,
  endOfLondonDay,
  londonDay,
  type Day,
  type Instant,
} from '../../core/day.js';
import type { Policy } from '../../policy/policy.js';
import type { RegisterName } from '../../registers/registers.js';
import type { Store } from '../../store/database.js';
import { decidingEdition, editionsOf, lastCallDay, type Edition } from '../../store/editions.js';
import { FAR_INSTANT, knowingInstant } from '../../store/ledger.js';
import { purgedRuns, runsWithin } from '../../store/past-runs.js';
import { pastRun } from '../past-run.js';
import { openCallStore, type CallSurroundings } from './audit-calls.js';
import type { CallLog, CallReading } from './call-reading.js';
import { callsByDay, callsOf, noCalls, type DayCalls } from './calls-by-day.js';

/** What `coverage` is asked. */
export interface CoverageRequest {
  readonly database: string;
  readonly from: Day;
  readonly to: Day;
  readonly policy: Policy;
  /** A call log, with how it is read; undefined without one. */
  readonly calls: { readonly file: string; readonly reading: CallReading } | undefined;
}

/** What the firm had of a register on a day. */
export interface RegisterDay {
  readonly register: RegisterName;
  /** In date on that day, of those that were recorded by its end; undefined when it was dark. */
  readonly edition: Edition | undefined;
  /** In date on that day, but recorded after it: it helped nobody then. */
  readonly later: Edition | undefined;
}

/** One day. */
export interface CoverageDay {
  readonly day: Day;
  /** It is still to come: nothing can be said to have been missing. */
  readonly isAhead: boolean;
  readonly registers: readonly RegisterDay[];
  /** Runs for calling that began on that day, and historical ones. */
  readonly runs: number;
  readonly historical: number;
  /** Lists that had been cleared for calls on that day, by its end. */
  readonly lists: number;
  /** Undefined without a call log. */
  readonly calls: DayCalls | undefined;
}

/** Days on end on which a register was dark. */
export interface DarkDays {
  readonly register: RegisterName;
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
}

/** What `coverage` found. */
export interface Coverage {
  readonly days: readonly CoverageDay[];
  readonly dark: readonly DarkDays[];
  /** Days on which any register that the policy asks for was dark. */
  readonly darkDays: number;
  /** Days that are still to come; none of them is dark. */
  readonly daysAhead: number;
  readonly asOf: Instant;
  readonly log: CallLog | undefined;
  /** Calls of the log that lie on other days. */
  readonly elsewhere: number;
  /** Calls whose start was not read. */
  readonly unread: number;
  /** Runs that are not held any more: on which days they were and what they cleared is not known. */
  readonly purgedRuns: number;
}

/**
 * What the firm had on each day of a time: files in date, runs, and calls by the runs before them. A
 * file counts from the instant at which it was recorded: one of March that was imported in June as
 * history says who was listed in March, and helped nobody who called then.
 *
 * @throws ScreeningError not-safe without a database; wrong-use when the call log cannot be read
 */
export async function coverage(
  request: CoverageRequest,
  surroundings: CallSurroundings,
): Promise<Coverage> {
  const store = openCallStore(request.database);
  try {
    const asOf = knowingInstant(store, surroundings.clock());
    const { calls } = request;
    const called = calls && (await callsByDay(store, calls, surroundings, asOf));
    const today = londonDay(asOf);
    const files = request.policy.requires.map((register) => ({
      register,
      editions: editionsOf(store, register, asOf),
    }));
    const runs = listsOf(store);
    const days: CoverageDay[] = [];
    for (let day = request.from; day <= request.to; day = addDays(day, 1)) {
      const end = endOfLondonDay(day);
      const began = runs.filter((run) => run.began === day);
      days.push({
        day,
        isAhead: day > today,
        registers: files.map(({ register, editions }) => registerDay(register, editions, day, end)),
        runs: began.filter(({ forCalling }) => forCalling).length,
        historical: began.filter(({ forCalling }) => !forCalling).length,
        lists: runs.filter((run) => isInDate(run, day, end)).length,
        calls: called && (called.days.get(day) ?? noCalls()),
      });
    }
    return {
      days,
      dark: request.policy.requires.flatMap((register, at) => darkDays(days, register, at)),
      darkDays: days.filter(isDark).length,
      asOf,
      log: called?.log,
      daysAhead: days.filter(({ isAhead }) => isAhead).length,
      elsewhere: called ? called.log.calls - called.unread - within(days) : 0,
      unread: called?.unread ?? 0,
      purgedRuns: purgedRuns(store).length,
    };
  } finally {
    store.close();
  }
}

/** Whether a register was without a file in date on a day, of those that have been. */
export function isDark({ isAhead, registers }: CoverageDay): boolean {
  return !isAhead && registers.some(({ edition }) => edition === undefined);
}

function within(days: readonly CoverageDay[]): number {
  return days.reduce((sum, { calls }) => sum + (calls ? callsOf(calls) : 0), 0);
}

function registerDay(
  register: RegisterName,
  editions: readonly Edition[],
  day: Day,
  end: Instant,
): RegisterDay {
  const inDate = (known: readonly Edition[]): Edition | undefined => {
    const edition = decidingEdition(known, day);
    const isUsable = edition !== undefined && edition.numbers > 0 && day <= lastCallDay(edition);
    return isUsable ? edition : undefined;
  };
  const edition = inDate(editions.filter(({ recorded }) => recorded <= end));
  const now = inDate(editions);
  return { register, edition, later: now?.id === edition?.id ? undefined : now };
}

interface ListOfRun {
  readonly began: Day;
  readonly started: Instant;
  readonly forCalling: boolean;
  readonly first: Day;
  readonly last: Day;
}

function listsOf(store: Store): ListOfRun[] {
  const lists: ListOfRun[] = [];
  for (const row of runsWithin(store, { after: '', upTo: FAR_INSTANT }, -1)) {
    if (row.state !== 'released') continue;
    const { plan } = pastRun(row, row.started.slice(0, 10) as Day).record;
    lists.push({
      began: londonDay(row.started),
      started: row.started,
      forCalling: plan.for_calling,
      first: plan.call_date,
      last: plan.until,
    });
  }
  return lists;
}

function isInDate(
  { started, forCalling, first, last }: ListOfRun,
  day: Day,
  end: Instant,
): boolean {
  return forCalling && started <= end && first <= day && day <= last;
}

function darkDays(days: readonly CoverageDay[], register: RegisterName, at: number): DarkDays[] {
  const found: { register: RegisterName; from: Day; to: Day; days: number }[] = [];
  for (const { day, isAhead, registers } of days) {
    if (isAhead || registers[at]?.edition !== undefined) continue;
    const last = found.at(-1);
    if (last !== undefined && daysBetween(last.to, day) === 1) {
      last.to = day;
      last.days++;
    } else found.push({ register, from: day, to: day, days: 1 });
  }
  return found;
}
