import { OTHER_COLUMNS } from '../../config/settings.js';
import { namedColumns } from '../../files/columns.js';
import type { BytesDialect, ListHead } from '../../files/list-head.js';
import { chooseFileColumns, type ChosenFileColumns } from '../passed-on/columns.js';
import type { OptOutReading, OtherColumn } from './reading.js';
import { readWhere } from './where-text.js';

/**
 * Columns that narrow whom an objection binds: never taken unasked. Diallers export such columns for
 * other ends.
 */
const SCOPES: readonly OtherColumn[] = ['caller', 'campaign'];

/**
 * Settles, from the beginning of an opt-out file, how to read it and which columns hold what.
 *
 * @throws ScreeningError wrong-use, as {@link chooseFileColumns}
 */
export function chooseOptOutColumns(
  path: string,
  bytes: Buffer,
  whole: boolean,
  { columns, where }: OptOutReading,
  dialect: BytesDialect,
): ChosenFileColumns<OtherColumn> {
  const findConditions = (head: ListHead): void => {
    for (const text of where) {
      namedColumns(path, head, [readWhere(head, text).column], '--where');
    }
  };
  return chooseFileColumns(path, bytes, whole, {
    columns,
    dialect,
    meanings: OTHER_COLUMNS,
    onlyNamed: SCOPES,
    findOthers: where.length > 0 ? findConditions : undefined,
  });
}
