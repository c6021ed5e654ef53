import { OTHER_COLUMNS } from '../../config/settings.js';
import { namedColumns, type Column } from '../../files/columns.js';
import type { BytesDialect, ListHead } from '../../files/list-head.js';
import { chooseFileColumns, type ChosenFileColumns } from '../passed-on/columns.js';
import { findDayColumn, type DayColumn } from './day-column.js';
import type { OptOutReading, OtherColumn } from './reading.js';
import { readWhere } from './where-text.js';

/**
 * Columns that narrow whom an objection binds: never taken unasked. Diallers export such columns for
 * other ends.
 */
const SCOPES: readonly OtherColumn[] = ['caller', 'campaign'];

/** Which column of an opt-out file holds what, and how that of the day was found. */
export interface ChosenOptOutColumns extends ChosenFileColumns<OtherColumn> {
  readonly day: DayColumn;
}

/**
 * Settles, from the beginning of an opt-out file, how to read it and which columns hold what.
 *
 * @throws ScreeningError wrong-use, as {@link chooseFileColumns}
 */
export function chooseOptOutColumns(
  path: string,
  bytes: Buffer,
  whole: boolean,
  reading: OptOutReading,
  dialect: BytesDialect,
): ChosenOptOutColumns {
  const { columns, where } = reading;
  const conditions: Column[] = [];
  const findConditions = (head: ListHead): void => {
    for (const text of where) {
      conditions.push(...namedColumns(path, head, [readWhere(head, text).column], '--where'));
    }
  };
  const chosen = chooseFileColumns(path, bytes, whole, {
    columns,
    dialect,
    meanings: OTHER_COLUMNS,
    onlyNamed: SCOPES,
    findOthers: where.length > 0 ? findConditions : undefined,
  });
  const day = findDayColumn(chosen, bytes, whole, reading, conditions);
  if (day.found === undefined) return { ...chosen, day };
  return { ...chosen, others: new Map([...chosen.others, ['on', day.found]]), day };
}
