import { wrongUse } from '../../core/errors.js';
import { nameList } from '../../core/name-list.js';
import type { ByteSource } from '../../files/byte-source.js';
import { columnsOf, namedColumns, type Column } from '../../files/columns.js';
import type { ListHead } from '../../files/list-head.js';
import { dialectIn, listBytes } from '../../files/forms/list-bytes.js';
import { faultError, firstBytes } from '../../files/list-start.js';
import { StructuralFault } from '../../files/structural-fault.js';
import { withdrawalWords } from '../passed-on/disposition-words.js';
import { chooseFileColumns, type ChosenFileColumns } from '../passed-on/columns.js';
import { ConsentPass, type FoundConsents } from './pass.js';
import { CONSENT_COLUMNS, type ConsentColumn, type ConsentReading } from './reading.js';

/** What a file of consents says, and how it was understood. */
export interface ConsentRows extends FoundConsents {
  readonly columns: {
    readonly number: Column;
    /** Header by logical name. */
    readonly others: Readonly<Record<string, string>>;
    /** Headers of columns without a meaning. */
    readonly unused: readonly string[];
    /** Headers of those that were not watched for withdrawals, since somebody said so. */
    readonly ignored: readonly string[];
    /** Whether the number column was found and not named. */
    readonly detected: boolean;
    readonly header: boolean;
  };
}

/**
 * Reads a file of consents into rows: any dialect that call lists may have. All or nothing: what it
 * throws, it throws before anything could be recorded. Each row read is rejected, or gave one number.
 *
 * @throws ScreeningError wrong-use for what a person can mend: an unclosed quote, no number column
 *   or several, an unknown column, nobody whose calls it is about, a column that may say that
 *   consents were withdrawn, days in another order than was said
 */
export async function readConsents(
  source: ByteSource,
  reading: ConsentReading,
  signal: AbortSignal,
): Promise<ConsentRows> {
  const { path } = source;
  const list = await listBytes(source, reading.dialect, signal);
  const { bytes, whole } = await firstBytes(list, signal);
  try {
    const chosen = chooseFileColumns(path, bytes, whole, {
      columns: reading.columns,
      dialect: dialectIn(reading.dialect, list),
      meanings: CONSENT_COLUMNS,
      onlyNamed: [],
      findOthers: undefined,
    });
    const number = onlyNumberColumn(path, chosen);
    if (chosen.detected) refuseOptOuts(path, number);
    const { head, others, detected } = chosen;
    requireCallers(path, others.has('caller'), reading);
    const meant = [number, ...others.values()];
    const unused = columnsOf(head).filter((column) => !isAmong(meant, column));
    const ignored = ignoredColumns(path, head, meant, reading.ignore);
    const watched = unused.filter((column) => !isAmong(ignored, column));
    const pass = new ConsentPass(path, chosen, number.index, watched, reading);
    await pass.run(bytes, whole, list, signal);
    return {
      ...pass.found(),
      columns: {
        number,
        others: Object.fromEntries([...others].map(([logical, { name }]) => [logical, name])),
        unused: unused.map(({ name }) => name),
        ignored: ignored.map(({ name }) => name),
        detected,
        header: head.header.length > 0,
      },
    };
  } catch (error) {
    if (!(error instanceof StructuralFault)) throw error;
    throw faultError(path, error, '', 'nothing was recorded');
  }
}

/** A consent is of one line: which of several phones of a row agreed nobody could tell. */
function onlyNumberColumn(path: string, { numbers }: ChosenFileColumns<ConsentColumn>): Column {
  const named = numbers.filter(({ name }) => name.toLowerCase() === 'number');
  const [only, second] = named.length === 1 ? named : numbers;
  if (only !== undefined && second === undefined) return only;
  const names = nameList(
    numbers.map(({ name }) => name),
    (name) => `'${name}'`,
  );
  throw wrongUse({
    summary: `${path}: ${names} hold telephone numbers, and a consent is of one number`,
    fix: `say which number the consents are of: --column 'number=${only?.name ?? 'Phone'}'`,
    where: '--column number',
  });
}

/** A list of those who are not to be called, taken for one of those who agreed. */
function refuseOptOuts(path: string, { name }: Column): void {
  const words = withdrawalWords(name);
  if (words === '') return;
  throw wrongUse({
    summary: `${path}: the column of numbers is headed '${name}', and '${words}' is no consent`,
    why: 'nothing was recorded',
    fix: `opt-outs: tps-scrub suppress import; if these did consent, --column 'number=${name}'`,
    where: '--column number',
  });
}

function requireCallers(path: string, hasColumn: boolean, { defaults }: ConsentReading): void {
  if (hasColumn || defaults.caller !== '') return;
  throw wrongUse({
    summary: `${path} has no column caller, and --caller is missing: a consent is to one caller`,
    fix: "name whose calls they agreed to: --caller NAME, or --column 'caller=HEADER' if rows say it",
    where: '--caller',
  });
}

function ignoredColumns(
  path: string,
  head: ListHead,
  meant: readonly Column[],
  names: readonly string[],
): Column[] {
  const ignored = namedColumns(path, head, names, '--ignore-column');
  const read = ignored.find((column) => isAmong(meant, column));
  if (read === undefined) return ignored;
  throw wrongUse({
    summary: `--ignore-column '${read.name}': that column of ${path} is read`,
    fix: 'ignore only columns without a meaning',
    where: '--ignore-column',
  });
}

function isAmong(columns: readonly Column[], { index }: Column): boolean {
  return columns.some((column) => column.index === index);
}
