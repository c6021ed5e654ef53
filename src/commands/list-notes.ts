import { nameList } from '../core/name-list.js';
import type { ListSigns } from '../files/list-signs.js';
import { counted, grouped } from '../ui/tables.js';

/** What was seen of a list beside what its records say. */
interface SeenOfList {
  readonly signs: ListSigns;
  /** Records, and those of them with another number of fields than the first line. */
  readonly records: number;
  readonly ragged: number;
  /** The import that took the very same file for opt-outs. */
  readonly sameAsOptOuts?: string | undefined;
}

/** From this share on it is the delimiter or the first line that is wrong, and not the records. */
const MANY = 1 / 2;

/**
 * Notes on a list that may be damaged, cut, or read in a wrong way, though each of its records has
 * been accounted for.
 */
export function listNotes(path: string, seen: SeenOfList): string[] {
  const { signs, records, ragged, sameAsOptOuts } = seen;
  const named = path === '-' ? 'standard input' : path;
  const notes: string[] = [];
  if (sameAsOptOuts !== undefined) {
    notes.push(
      `${named} is the very file that was imported as opt-outs (${sameAsOptOuts}): was another one meant?`,
    );
  }
  if (signs.lineEnds && !signs.finalLineEnd) {
    notes.push(`the last line of ${named} has no line end, though others have: was it cut?`);
  }
  if (signs.nul) {
    notes.push(`${named} holds NUL bytes, which no text has: it may be damaged`);
  }
  if (ragged > 1 && ragged >= records * MANY) {
    const check =
      signs.form === 'workbook'
        ? 'check --skip-lines if rows stand above the header, and --sheet'
        : 'check --delimiter, and --skip-lines if lines stand above the header';
    notes.push(
      `${grouped(ragged)} of ${counted(records, 'record')} of ${named} have another number of fields than its first line: ${check}`,
    );
  }
  if (signs.leftSheets.length > 0) {
    const names = nameList(signs.leftSheets, (name) => `'${name}'`);
    notes.push(
      `not read of the workbook ${named}: ${counted(signs.leftSheets.length, 'other sheet')}, ${names}; what stands there has no effect: give it too, with --sheet`,
    );
  }
  return notes;
}
