import type { DayOrder } from '../../config/settings.js';
import type { Day } from '../../core/day.js';
import { foldName } from '../../core/fold-name.js';
import { columnSamples } from '../../files/column-samples.js';
import { columnsOf, type Column } from '../../files/columns.js';
import { readWrittenDay } from '../../files/written-day.js';
import type { ChosenFileColumns } from '../passed-on/columns.js';
import { readToldDay } from '../passed-on/told-day.js';
import type { OptOutReading, OtherColumn } from './reading.js';

/**
 * What files call the day on which people said so, without what is no letter. Not `created` or
 * `added`: those are days of a customer, and an earlier day lets a consent lift the objection.
 */
const HEADERS: ReadonlySet<string> = new Set(
  [
    'date day optout optoutdate optouton optoutat optedout optedouton optedoutat optedoutdate',
    'dateoptedout dateofoptout dateoptout requestdate requestedon requestedat requesteddate',
    'daterequested dateofrequest dncdate dncon datednc suppresseddate suppressedon suppressedat',
    'suppressiondate datesuppressed objectiondate objectedon objectedat dateofobjection told',
    'toldon toldat datetold unsubscribedon unsubscribedat unsubscribedate unsubscribeddate',
    'dateunsubscribed complaintdate complainedon dateofcomplaint',
  ].flatMap((line) => line.split(' ')),
);

/** Which column says when people said so, where nobody named one. */
export interface DayColumn {
  readonly found: Column | undefined;
  /** Columns with such a header that are not taken: the days can be read in two ways, or are none. */
  readonly doubtful: readonly string[];
}

/**
 * Finds the column of the day by its header, and takes it where all that its first cells hold are days
 * of the past, written in one way that cannot be meant otherwise. An import never fails for it: an
 * objection counts as told today, the strictest day, until somebody says which column has its own.
 */
export function findDayColumn(
  { head, numbers, others }: ChosenFileColumns<OtherColumn>,
  bytes: Buffer,
  whole: boolean,
  { defaults, days, today }: OptOutReading,
  meant: readonly Column[],
): DayColumn {
  const isAsked = others.has('on') || defaults.on !== undefined || head.header.length === 0;
  if (isAsked) return { found: undefined, doubtful: [] };
  const known = new Set([...numbers, ...others.values(), ...meant].map(({ index }) => index));
  const candidates = columnsOf(head).filter(
    ({ name, index }) => !known.has(index) && isHeader(name),
  );
  if (candidates.length === 0) return { found: undefined, doubtful: [] };
  const samples = columnSamples(head, bytes, whole);
  const filled = candidates.filter(({ index }) => (samples[index]?.length ?? 0) > 0);
  const [first, second] = filled;
  const isTaken =
    first !== undefined &&
    second === undefined &&
    areDays(samples[first.index] ?? [], days, today) &&
    isOneWay(samples[first.index] ?? [], days);
  if (isTaken) return { found: first, doubtful: [] };
  return { found: undefined, doubtful: filled.map(({ name }) => name) };
}

function isHeader(name: string): boolean {
  return HEADERS.has(foldName(name).replace(/[^\p{L}]/gu, ''));
}

function areDays(cells: readonly string[], order: DayOrder, today: Day): boolean {
  return cells.every((text) => {
    const day = readToldDay(text, order, today);
    return day !== 'ahead' && day !== 'unread';
  });
}

/** Whether no other order of day and month reads all of these cells, or all alike. */
function isOneWay(cells: readonly string[], order: DayOrder): boolean {
  if (order === 'ymd') return true;
  const other = order === 'dmy' ? 'mdy' : 'dmy';
  const read = cells.map((text) => [readWrittenDay(text, order), readWrittenDay(text, other)]);
  return (
    read.some(([, otherwise]) => otherwise === undefined) ||
    read.every(([day, otherwise]) => day === otherwise)
  );
}
