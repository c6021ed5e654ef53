import { wrongUse } from '../../core/errors.js';
import type { ByteSource } from '../../files/byte-source.js';
import { columnsOf, type Column } from '../../files/columns.js';
import { faultError, firstBytes } from '../../files/list-start.js';
import { StructuralFault } from '../../files/structural-fault.js';
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
 *   or several, an unknown column
 */
export async function readConsents(
  source: ByteSource,
  reading: ConsentReading,
  signal: AbortSignal,
): Promise<ConsentRows> {
  const { path } = source;
  const { bytes, whole } = await firstBytes(source, signal);
  try {
    const { columns, dialect } = reading;
    const chosen = chooseFileColumns(path, bytes, whole, {
      columns,
      dialect,
      meanings: CONSENT_COLUMNS,
      onlyNamed: [],
      findOthers: undefined,
    });
    const number = onlyNumberColumn(path, chosen);
    const pass = new ConsentPass(chosen, number.index, reading);
    await pass.run(bytes, whole, source, signal);
    const { head, others, detected } = chosen;
    const meant = [number, ...others.values()].map(({ index }) => index);
    return {
      ...pass.found(),
      columns: {
        number,
        others: Object.fromEntries([...others].map(([logical, { name }]) => [logical, name])),
        unused: columnsOf(head)
          .filter(({ index }) => !meant.includes(index))
          .map(({ name }) => name),
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
  const names = numbers.map(({ name }) => `'${name}'`).join(', ');
  throw wrongUse({
    summary: `${path}: ${names} hold telephone numbers, and a consent is of one number`,
    fix: `say which number the consents are of: --column 'number=${only?.name ?? 'Phone'}'`,
    where: '--column number',
  });
}
