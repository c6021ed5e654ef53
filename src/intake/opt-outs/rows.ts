import { wrongUse } from '../../core/errors.js';
import type { ByteSource } from '../../files/byte-source.js';
import { isExportedHeader } from '../../files/exported-list.js';
import { dialectIn, listBytes } from '../../files/forms/list-bytes.js';
import { faultError, firstBytes } from '../../files/list-start.js';
import { StructuralFault } from '../../files/structural-fault.js';
import type { Column } from '../../files/columns.js';
import { chooseOptOutColumns } from './columns.js';
import type { FoundRows } from './found.js';
import { OptOutPass } from './pass.js';
import type { OptOutReading } from './reading.js';
import type { Dispositions } from './where.js';

/** What an opt-out file says, and how it was understood. */
export interface OptOutRows extends FoundRows {
  readonly columns: {
    readonly numbers: readonly Column[];
    /** Header by logical name. */
    readonly others: Readonly<Record<string, string>>;
    /** Headers of columns without a meaning. */
    readonly unused: readonly string[];
    /** Those among them that hold telephone numbers: a person named others. */
    readonly unreadNumbers: readonly string[];
    /** And those that hold a number here and there. */
    readonly strayNumbers: readonly string[];
    /** Whether the number columns were found and not named. */
    readonly detected: boolean;
    /** Whether the column of the day was, and those that could be it and were not taken. */
    readonly dayFound: boolean;
    readonly doubtfulDays: readonly string[];
    readonly header: boolean;
  };
  /** One for each column that `--where` names. */
  readonly dispositions: readonly Dispositions[];
}

/**
 * Reads an opt-out file into rows: any dialect that call lists may have, or one number a line. All
 * or nothing: what it throws, it throws before anything could be recorded.
 *
 * Each row read is either unresolved or gave at least one number and nothing unreadable.
 *
 * @throws ScreeningError wrong-use for what a person can mend: an unclosed quote, no number column,
 *   an unknown column, value, caller or campaign, a column of dispositions without `--where`
 */
export async function readOptOuts(
  source: ByteSource,
  reading: OptOutReading,
  signal: AbortSignal,
): Promise<OptOutRows> {
  const { path } = source;
  const list = await listBytes(source, reading.dialect, signal);
  const { bytes, whole } = await firstBytes(list, signal);
  try {
    const dialect = dialectIn(reading.dialect, list);
    const chosen = chooseOptOutColumns(path, bytes, whole, reading, dialect);
    if (isExportedHeader(chosen.head.header)) throw exportedUnsaid(path);
    const pass = new OptOutPass(path, chosen, reading);
    await pass.run(bytes, whole, list, signal);
    const { head, numbers, others, detected, day } = chosen;
    const dispositions = pass.dispositions();
    return {
      ...pass.found(),
      dispositions,
      columns: {
        numbers,
        others: Object.fromEntries([...others].map(([logical, { name }]) => [logical, name])),
        unused: pass.unnamed.map(({ name }) => name),
        unreadNumbers: pass.unreadNumbers.map(({ name }) => name),
        strayNumbers: pass.strayNumbers,
        detected,
        dayFound: day.found !== undefined,
        doubtfulDays: day.doubtful,
        header: head.header.length > 0,
      },
    };
  } catch (error) {
    if (!(error instanceof StructuralFault)) throw error;
    throw faultError(path, error, '', 'nothing was recorded');
  }
}

/** Read as any file, it would lose who was told, and of what class an erased entry was. */
function exportedUnsaid(path: string): Error {
  return wrongUse({
    summary: `${path} has the header of a list that suppress export wrote`,
    why: 'read as any opt-out file is, it would lose a part of what it says',
    fix: 'add --exported',
    where: path,
  });
}
