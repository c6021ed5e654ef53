import { extname } from 'node:path';
import { wrongUse } from '../../core/errors.js';
import type { ListForm } from './forms.js';

/** Endings by which a program takes a file for text. */
const TEXT_ENDINGS = ['.csv', '.txt', '.tsv'];
/** Endings of workbooks of other kinds: a file of this kind under such a name is not opened. */
const OTHER_ENDINGS = ['.xlsm', '.xlsb', '.xls', '.xltx', '.ods', '.numbers'];

/** The ending of the names that are given to lists of a form. */
export function endingOf(form: ListForm): '.xlsx' | '.csv' {
  return form === 'workbook' ? '.xlsx' : '.csv';
}

/**
 * In which form a cleaned list is written: that in which the list came, or text when a workbook's is
 * named so.
 *
 * @param path where it is to stand; `-` for standard output
 * @throws ScreeningError wrong-use for a name under which no program would open it
 */
export function outputForm(form: ListForm, path: string): ListForm {
  const ending = extname(path).toLowerCase();
  if (form === 'workbook' && TEXT_ENDINGS.includes(ending)) return 'as it is';
  const isOther = OTHER_ENDINGS.includes(ending);
  if (!isOther && (form === 'workbook' || ending !== '.xlsx')) return form;
  const name = path.slice(0, path.length - ending.length);
  throw wrongUse({
    summary: `--out ${path}: a list ${form === 'workbook' ? 'from a workbook is written as .xlsx or .csv' : 'of text is written as text'}`,
    ...(isOther ? {} : { why: 'what a spreadsheet would make of its cells nobody has said' }),
    fix: `give --out ${name}${endingOf(form)}`,
    where: '--out',
  });
}

/**
 * Refuses the name of a workbook for a file that is text.
 *
 * @param option that names the file
 * @throws ScreeningError wrong-use for a name under which no program would open it
 */
export function refuseWorkbookName(option: string, path: string): void {
  const ending = extname(path).toLowerCase();
  if (ending !== '.xlsx' && !OTHER_ENDINGS.includes(ending)) return;
  throw wrongUse({
    summary: `${option} ${path}: it is written as CSV, and a spreadsheet would not open it by that name`,
    fix: `give ${option} ${path.slice(0, path.length - ending.length)}.csv`,
    where: option,
  });
}
