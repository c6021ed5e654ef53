import { CALL_COLUMNS, type CallColumn } from '../../config/call-log.js';
import { dottedKey } from '../../config/names.js';
import { foldName } from '../../core/fold-name.js';
import { ScreeningError, wrongUse } from '../../core/errors.js';
import { LONDON } from '../../core/zone-clock.js';
import { nameList } from '../../core/name-list.js';
import { columnsOf, looksLikeRecord, namedColumns, type Column } from '../../files/columns.js';
import { csvValues } from '../../files/csv-values.js';
import type { ListHead } from '../../files/list-head.js';
import { isHeaderOf } from './call-headers.js';
import type { CallKind, CallLog, CallReading } from './call-reading.js';

/** The columns of a log by what they hold. */
export type CallColumns = Readonly<Partial<Record<CallColumn, Column>>> & {
  readonly number: Column;
  readonly start: Column;
};

/** Values of a column that make a call another kind than a marketing call. */
export interface KindRule {
  readonly kind: Exclude<CallKind, 'marketing'>;
  readonly column: Column;
  /** Folded; a cell is compared as a whole. */
  readonly values: ReadonlySet<string>;
}

/**
 * Finds the columns of a log: those that were named, those that bear the name of what they hold, and
 * number and start by the headers that exports use.
 *
 * @throws ScreeningError wrong-use when number or start is not there, a name is unknown or stands
 *   twice, several headers could be meant, or the header is itself a record
 */
export function callColumns(path: string, head: ListHead, reading: CallReading): CallColumns {
  const found: Partial<Record<CallColumn, Column>> = {};
  for (const logical of ['number', ...CALL_COLUMNS] as const) {
    const column = columnOf(path, head, reading, logical);
    if (column !== undefined) found[logical] = column;
  }
  const { number, start } = found;
  if (number === undefined || start === undefined) throw missing(path, head, found, reading);
  if (looksLikeRecord(head.header[number.index] ?? '')) {
    throw wrongUse({
      summary: `the first record of ${path} holds a number in column ${String(number.index + 1)}, where a header is expected`,
      fix: 'add --no-header if the file has none',
      where: path,
    });
  }
  return { ...found, number, start };
}

/**
 * The rules by which calls are service calls, or came in.
 *
 * @throws ScreeningError wrong-use for a rule of another form, or an unknown column
 */
export function kindRules(
  path: string,
  head: ListHead,
  columns: CallColumns,
  { mapping, service, inbound }: CallReading,
): KindRule[] {
  const rulesOf = (kind: KindRule['kind'], texts: readonly string[]): KindRule[] =>
    texts.flatMap((text) => {
      const where = dottedKey(['calls', mapping, kind]);
      const [name, values] = takenApart(text, where);
      // A word of the mapping means its column, unless the log itself has a column of that name.
      const isHeader = columnsOf(head).some((one) => foldName(one.name) === foldName(name));
      const mapped = isHeader ? undefined : columns[foldName(name) as CallColumn];
      const meant = mapped ? [mapped] : namedColumns(path, head, [name], where);
      return meant.map((column) => ({ kind, column, values: new Set(values.map(foldName)) }));
    });
  return [...rulesOf('inbound', inbound), ...rulesOf('service', service)];
}

function takenApart(text: string, where: string): [string, readonly string[]] {
  const sign = text.indexOf('=');
  const name = text.slice(0, sign).trim();
  const values = sign < 0 ? undefined : csvValues(text.slice(sign + 1));
  if (sign > 0 && name !== '' && values !== undefined && values.some((one) => one !== '')) {
    return [name, values];
  }
  throw wrongUse({
    summary: `${where}: '${text}' does not say COLUMN=VALUE`,
    fix: 'for example "campaign=SURVEY,CARE"; a value with a comma stands in double quotes',
    where,
  });
}

function columnOf(
  path: string,
  head: ListHead,
  { columns, mapping }: CallReading,
  logical: CallColumn,
): Column | undefined {
  const named = columns[logical];
  if (named === undefined) {
    if (head.header.length === 0) return undefined;
    const own = columnsOf(head).filter(({ name }) => foldName(name) === logical);
    return own.length > 0 ? only(path, own, logical) : byHeader(path, head, logical);
  }
  try {
    return only(path, namedColumns(path, head, [named], '--column'), logical);
  } catch (error) {
    if (!(error instanceof ScreeningError) || mapping === '') throw error;
    const why = `${logical} = '${named}' (--column, or [calls.${mapping}.columns] of the configuration)`;
    throw wrongUse({ ...error.explanation, why });
  }
}

/** The column whose header is one of those that exports use; of several, none is guessed. */
function byHeader(path: string, head: ListHead, logical: CallColumn): Column | undefined {
  const found = columnsOf(head).filter(({ name }) => isHeaderOf(logical, name));
  if (found.length < 2) return found[0];
  const names = found.map(({ name }) => name);
  throw wrongUse({
    summary: `several columns of ${path} could hold the ${logical} of a call: ${nameList(names, (name) => `'${name}'`)}`,
    why: 'which of them it is cannot be told from their headers',
    fix: `name one: --column '${logical}=${names[0] ?? ''}'`,
    where: '--column',
  });
}

/**
 * The names of a log's columns, and which of them were found by a header other than their own name, as
 * nobody named them: whoever reads the answer is told.
 */
export function namesOfColumns(
  columns: CallColumns,
  { columns: named }: CallReading,
): Pick<CallLog, 'columns' | 'foundColumns'> {
  const names = (Object.keys(columns) as CallColumn[]).map(
    (logical) => [logical, columns[logical]?.name ?? ''] as const,
  );
  const found = names.filter(
    ([logical, name]) => named[logical] === undefined && foldName(name) !== logical,
  );
  return { columns: Object.fromEntries(names), foundColumns: Object.fromEntries(found) };
}

function only(path: string, found: readonly Column[], logical: CallColumn): Column | undefined {
  if (found.length < 2) return found[0];
  throw wrongUse({
    summary: `two columns of ${path} are called '${found[0]?.name ?? ''}'`,
    fix: `name the ${logical} by its place: --column ${logical}=${String((found[0]?.index ?? 0) + 1)}`,
    where: '--column',
  });
}

/** One error for all that is missing, so that nobody is asked for one thing after the other. */
function missing(
  path: string,
  head: ListHead,
  found: Readonly<Partial<Record<CallColumn, Column>>>,
  { timezone, stamps }: CallReading,
): ScreeningError {
  const lost = (['number', 'start'] as const).filter((logical) => found[logical] === undefined);
  const [which, them] = lost.length === 1 ? ['column', 'it'] : ['columns', 'them'];
  const holds = lost.length === 1 ? 'holds' : 'hold';
  const options = lost.map((logical) => `--column '${logical}=HEADER'`).join(' ');
  const isZoneOpen = timezone === undefined && stamps === 'text';
  const zone = isZoneOpen ? `, and --timezone ${LONDON} (or UTC) where starts say no offset` : '';
  const names = columnsOf(head).map(({ name }) => name);
  return wrongUse({
    summary: `which ${which} of ${path} ${holds} the ${lost.join(' and the ')} of a call is not said`,
    fix: `name ${them}: ${options}${zone}; columns: ${nameList(names)}. A mapping of the configuration keeps all of it`,
    where: '--column',
  });
}
