import { wrongUse, type ScreeningError } from '../../core/errors.js';
import { nameList } from '../../core/name-list.js';
import { columnsOf, namedColumns, type Column } from '../../files/columns.js';
import { readListHead, type BytesDialect, type ListHead } from '../../files/list-head.js';
import { findNumberColumns, holdsNumber, isHeadedByRow, isRow } from './number-columns.js';

/**
 * The columns that a person or a saved mapping names, by header (trimmed, case-folded) or by place
 * from 1; number columns are found when none is named, others may be when a header is their name.
 *
 * @typeParam L what a column can hold beside numbers
 */
export type AskedColumns<L extends string> = Readonly<Record<L, string | undefined>> & {
  readonly number: readonly string[];
};

/** How the columns of a file are to be settled. */
export interface ColumnSearch<L extends string> {
  readonly columns: AskedColumns<L>;
  readonly dialect: BytesDialect;
  /** All that a column can hold beside numbers. */
  readonly meanings: readonly L[];
  /** Those among them that no column has unless a person says so. */
  readonly onlyNamed: readonly L[];
  /**
   * Looks for columns that a person named for other ends; undefined when none is.
   *
   * @throws ScreeningError wrong-use for a name that no column bears
   */
  readonly findOthers: ((head: ListHead) => void) | undefined;
}

/** Which column of a file holds what. */
export interface ChosenFileColumns<L extends string> {
  readonly head: ListHead;
  readonly numbers: readonly Column[];
  readonly others: ReadonlyMap<L, Column>;
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
export function chooseFileColumns<L extends string>(
  path: string,
  bytes: Buffer,
  whole: boolean,
  search: ColumnSearch<L>,
): ChosenFileColumns<L> {
  const { dialect, columns, meanings, findOthers } = search;
  const isNamed =
    columns.number.length > 0 ||
    findOthers !== undefined ||
    meanings.some((name) => columns[name] !== undefined);
  const head = readListHead(path, bytes, whole, dialect);
  if (!isNamed) {
    return dialect.header
      ? chooseUnnamed(path, head, bytes, whole, search)
      : settle(path, head, findNumberColumns(head, bytes, whole, meanings), search);
  }
  try {
    const named = namedNumbers(path, head, columns.number);
    const taken = namedOtherwise(path, head, search);
    findOthers?.(head);
    const numbers =
      named.length > 0 ? named : findNumberColumns(head, bytes, whole, meanings, taken);
    if (isHeadedByRow(head, numbers, columns.number)) throw headedByRow(path);
    return settle(path, head, numbers, search);
  } catch (error) {
    // An unknown name is answered with the names there are: they must be nobody's numbers.
    throw holdsNumber(head.header) ? headedByRow(path) : error;
  }
}

/** Without named columns a first record that holds a number is a row, and the file has no header. */
function chooseUnnamed<L extends string>(
  path: string,
  head: ListHead,
  bytes: Buffer,
  whole: boolean,
  search: ColumnSearch<L>,
): ChosenFileColumns<L> {
  const { dialect, meanings } = search;
  const below = findNumberColumns(head, bytes, whole, meanings);
  if (below.length > 0 && !isRow(head, below)) return settle(path, head, below, search);
  // Not found out once more: that takes as long as a tenth of the file.
  const delimiter = dialect.delimiter ?? Buffer.from(head.delimiter).toString('latin1');
  const bare = readListHead(path, bytes, whole, { ...dialect, delimiter, header: false });
  const inAll = findNumberColumns(bare, bytes, whole, meanings);
  const places = new Set([...below, ...inAll].map(({ index }) => index));
  const numbers = columnsOf(bare).filter(({ index }) => places.has(index));
  return isRow(head, numbers)
    ? settle(path, bare, numbers, search)
    : settle(path, head, below, search);
}

function settle<L extends string>(
  path: string,
  head: ListHead,
  numbers: readonly Column[],
  { columns, meanings, onlyNamed }: ColumnSearch<L>,
): ChosenFileColumns<L> {
  if (numbers.length === 0) {
    const names = columnsOf(head).map(({ name }) => name);
    throw wrongUse({
      summary: `no column of ${path} looks like telephone numbers`,
      fix: `name one with --column number=NAME: ${nameList(names)} (and check --delimiter if that is no list of columns)`,
      where: path,
    });
  }
  const others = new Map<L, Column>();
  for (const logical of meanings) {
    const name = columns[logical];
    const column =
      name !== undefined
        ? onlyColumn(path, head, logical, name)
        : onlyNamed.includes(logical)
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
function namedOtherwise<L extends string>(
  path: string,
  head: ListHead,
  { columns, meanings }: ColumnSearch<L>,
): Set<number> {
  const named = meanings.flatMap((logical) => {
    const name: string | undefined = columns[logical];
    return name === undefined ? [] : [onlyColumn(path, head, logical, name)];
  });
  return new Set(named.map(({ index }) => index));
}

/** The one column of that name or place. */
function onlyColumn(path: string, head: ListHead, logical: string, name: string): Column {
  const option = `--column ${logical}`;
  const [first, second] = namedColumns(path, head, [name], option);
  if (first === undefined || second !== undefined) throw meantTwice(path, logical, name, option);
  return first;
}

/** The column whose header is the logical name itself, unless it holds the numbers. */
function headedBy(
  path: string,
  head: ListHead,
  logical: string,
  numbers: readonly Column[],
): Column | undefined {
  const [first, second] = columnsOf(head).filter(
    ({ name, index }) =>
      name.toLowerCase() === logical && !numbers.some((column) => column.index === index),
  );
  if (second !== undefined) throw meantTwice(path, logical, logical, path);
  return first;
}

function meantTwice(path: string, logical: string, name: string, where: string): ScreeningError {
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
