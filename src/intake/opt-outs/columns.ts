import { OTHER_COLUMNS } from '../../config/settings.js';
import { wrongUse, type ScreeningError } from '../../core/errors.js';
import { columnsOf, namedColumns, type Column } from '../../files/columns.js';
import { readListHead, type ListHead } from '../../files/list-head.js';
import { findNumberColumns, holdsNumber, isHeadedByRow, isRow } from './number-columns.js';
import type { OptOutReading, OtherColumn } from './reading.js';
import { readWhere } from './where-text.js';

/**
 * Columns that narrow whom an objection binds: never taken unasked. Diallers export such columns for
 * other ends.
 */
const SCOPES: readonly OtherColumn[] = ['caller', 'campaign'];

/** Which column of an opt-out file holds what. */
export interface ChosenOptOutColumns {
  readonly head: ListHead;
  readonly numbers: readonly Column[];
  readonly others: ReadonlyMap<OtherColumn, Column>;
  /** Whether the number columns were found and not named. */
  readonly detected: boolean;
}

/**
 * Settles, from the beginning of a file, how to read it and which columns hold what.
 *
 * @param bytes the first bytes of the file, at least one record long
 * @param whole whether they are the whole file
 * @throws ScreeningError wrong-use when a name is unknown or meant twice, nothing looks like a
 *   number, or a number stands where columns were named and a header is expected
 */
export function chooseOptOutColumns(
  path: string,
  bytes: Buffer,
  whole: boolean,
  reading: OptOutReading,
): ChosenOptOutColumns {
  const { dialect, columns, where } = reading;
  const isNamed =
    columns.number.length > 0 ||
    where.length > 0 ||
    OTHER_COLUMNS.some((name) => columns[name] !== undefined);
  const head = readListHead(path, bytes, whole, dialect);
  if (!isNamed) {
    return dialect.header
      ? chooseUnnamed(path, head, bytes, whole, reading)
      : settle(path, head, findNumberColumns(head, bytes, whole, new Set()), reading);
  }
  try {
    const named = namedNumbers(path, head, columns.number);
    const taken = namedOtherwise(path, head, reading);
    for (const text of where) {
      namedColumns(path, head, [readWhere(head, text).column], '--where');
    }
    const numbers = named.length > 0 ? named : findNumberColumns(head, bytes, whole, taken);
    if (isHeadedByRow(head, numbers, columns.number)) throw headedByRow(path);
    return settle(path, head, numbers, reading);
  } catch (error) {
    // An unknown name is answered with the names there are: they must be nobody's numbers.
    throw holdsNumber(head.header) ? headedByRow(path) : error;
  }
}

/** Without named columns a first record that holds a number is a row, and the file has no header. */
function chooseUnnamed(
  path: string,
  head: ListHead,
  bytes: Buffer,
  whole: boolean,
  reading: OptOutReading,
): ChosenOptOutColumns {
  const below = findNumberColumns(head, bytes, whole, new Set());
  if (below.length > 0 && !isRow(head, below)) return settle(path, head, below, reading);
  const { dialect } = reading;
  // Not found out once more: that takes as long as a tenth of the file.
  const delimiter = dialect.delimiter ?? Buffer.from(head.delimiter).toString('latin1');
  const bare = readListHead(path, bytes, whole, { ...dialect, delimiter, header: false });
  const inAll = findNumberColumns(bare, bytes, whole, new Set());
  const places = new Set([...below, ...inAll].map(({ index }) => index));
  const numbers = columnsOf(bare).filter(({ index }) => places.has(index));
  return isRow(head, numbers)
    ? settle(path, bare, numbers, reading)
    : settle(path, head, below, reading);
}

function settle(
  path: string,
  head: ListHead,
  numbers: readonly Column[],
  { columns }: OptOutReading,
): ChosenOptOutColumns {
  if (numbers.length === 0) {
    const names = columnsOf(head).map(({ name }) => name);
    throw wrongUse({
      summary: `no column of ${path} looks like telephone numbers`,
      fix: `name one with --column number=NAME: ${names.join(', ')} (and check --delimiter if that is no list of columns)`,
      where: path,
    });
  }
  const others = new Map<OtherColumn, Column>();
  for (const logical of OTHER_COLUMNS) {
    const name = columns[logical];
    const column =
      name !== undefined
        ? onlyColumn(path, head, logical, name)
        : SCOPES.includes(logical)
          ? undefined
          : headedBy(path, head, logical, numbers);
    if (column) others.set(logical, column);
  }
  return { head, numbers, others, detected: columns.number.length === 0 };
}

/** The columns named for numbers, in the order of the file. */
function namedNumbers(path: string, head: ListHead, names: readonly string[]): Column[] {
  const named = namedColumns(path, head, names, '--column number');
  return columnsOf(head).filter(({ index }) => named.some((column) => column.index === index));
}

/** Places of the columns that a person gave another meaning. */
function namedOtherwise(path: string, head: ListHead, { columns }: OptOutReading): Set<number> {
  const named = OTHER_COLUMNS.flatMap((logical) => {
    const name = columns[logical];
    return name === undefined ? [] : [onlyColumn(path, head, logical, name)];
  });
  return new Set(named.map(({ index }) => index));
}

/** The one column of that name or place. */
function onlyColumn(path: string, head: ListHead, logical: OtherColumn, name: string): Column {
  const option = `--column ${logical}`;
  const [first, second] = namedColumns(path, head, [name], option);
  if (first === undefined || second !== undefined) throw meantTwice(path, logical, name, option);
  return first;
}

/** The column whose header is the logical name itself, unless it holds the numbers. */
function headedBy(
  path: string,
  head: ListHead,
  logical: OtherColumn,
  numbers: readonly Column[],
): Column | undefined {
  const [first, second] = columnsOf(head).filter(
    ({ name, index }) =>
      name.toLowerCase() === logical && !numbers.some((column) => column.index === index),
  );
  if (second !== undefined) throw meantTwice(path, logical, logical, path);
  return first;
}

function meantTwice(
  path: string,
  logical: OtherColumn,
  name: string,
  where: string,
): ScreeningError {
  return wrongUse({
    summary: `${path} has more than one column '${name}'`,
    fix: `say by its place which holds the ${logical}, for example --column ${logical}=2`,
    where,
  });
}

function headedByRow(path: string): ScreeningError {
  return wrongUse({
    summary: `the first record of ${path} holds a number where a header is expected`,
    fix: 'add --no-header if the file has none, and name columns by their places',
    where: path,
  });
}
