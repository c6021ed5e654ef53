import type { Day, Instant } from '../../core/day.js';
import { openFile, streamSource } from '../../files/byte-source.js';
import type { Store } from '../../store/database.js';
import type { CallSurroundings } from './audit-calls.js';
import type { Call, CallLog, CallReading, ReadCall } from './call-reading.js';
import { CALL_COVERS, type CallCover } from './call-verdicts.js';
import { ClearedByRuns } from './cleared-by-runs.js';
import { readCalls } from './read-calls.js';

type Counts = Record<CallCover | 'others', number>;

/** Calls of a day, by what the runs before them say; those that cannot be asked about besides. */
export type DayCalls = Readonly<Counts>;

/** The calls of a log by their days. */
export interface CallsByDay {
  readonly log: CallLog;
  readonly days: ReadonlyMap<Day, DayCalls>;
  /** Calls whose start was not read, and that lie on no day. */
  readonly unread: number;
}

/**
 * Counts the calls of a log by their days.
 *
 * @throws ScreeningError wrong-use when it cannot be read
 */
export async function callsByDay(
  store: Store,
  { file, reading }: { readonly file: string; readonly reading: CallReading },
  { stdin, signal, progress }: Pick<CallSurroundings, 'stdin' | 'signal' | 'progress'>,
  asOf: Instant,
): Promise<CallsByDay> {
  const runs = new ClearedByRuns(store);
  const days = new Map<Day, Counts>();
  let unread = 0;
  const source =
    file === '-' ? streamSource(stdin, signal, progress) : await openFile(file, signal, progress);
  try {
    const take = (call: Call): void => {
      const { day } = call;
      if (day === '') {
        unread++;
        return;
      }
      let counts = days.get(day);
      if (counts === undefined) days.set(day, (counts = noCalls()));
      const isAsked = call.kind === 'marketing' && call.unread === '';
      counts[isAsked ? runs.of(call as ReadCall).cover : 'others']++;
    };
    const log = await readCalls(source, reading, signal, take, asOf);
    return { log, days, unread };
  } finally {
    await source.close();
  }
}

/** A day without calls. */
export function noCalls(): Counts {
  const names = [...CALL_COVERS.map(({ name }) => name), 'others'];
  return Object.fromEntries(names.map((name) => [name, 0])) as Counts;
}

/** How many calls a day has. */
export function callsOf(day: DayCalls): number {
  return Object.values(day).reduce((sum, count) => sum + count, 0);
}
