import { CELL_SIGNS, type CellSign } from '../core/cell-signs.js';
import { DAMAGES, type Damage } from '../core/damage-kinds.js';
import type { SheetCounts } from '../files/workbook/sheet-reader.js';
import type { ScrubResult } from '../scrub/scrub.js';
import { counted } from '../ui/tables.js';

/** What is said once of a sheet: what is not as it looks, and not carried over. */
const SHEET_NOTES: readonly {
  readonly count: keyof SheetCounts;
  readonly one: string;
  readonly says: string;
}[] = [
  {
    count: 'formulas',
    one: 'cell',
    says: 'of the sheet held a formula: the list has what they came to, and no formula',
  },
  {
    count: 'hiddenRows',
    one: 'row',
    says: 'of the sheet hidden, by hand or by a filter: screened like the others, and no longer hidden',
  },
  {
    count: 'mergedAreas',
    one: 'area',
    says: 'of merged cells in the sheet: only the first cell of each has a value, and the others are empty',
  },
];

/** What is said once of the cells of a list: those that a spreadsheet damaged, words instead of numbers, ranges, formulas, hidden rows. */
export function cellNotes({
  damaged,
  cellSigns,
  sheetCounts,
}: Pick<ScrubResult, 'damaged' | 'cellSigns' | 'sheetCounts'>): string[] {
  const notes: string[] = [];
  if (damaged.size > 0) {
    const kinds = Object.keys(DAMAGES) as Damage[];
    const counts = kinds.flatMap((kind) => {
      const count = damaged.get(kind);
      return count === undefined ? [] : [`${counted(count, 'cell')} ${DAMAGES[kind].words}`];
    });
    notes.push(
      `numbers damaged before they came here: ${counts.join('; ')}. Export the list again with its phone columns as text`,
    );
  }
  for (const sign of Object.keys(CELL_SIGNS) as CellSign[]) {
    const count = cellSigns.get(sign) ?? 0;
    if (count > 0) notes.push(`${counted(count, 'cell')} ${CELL_SIGNS[sign].words}`);
  }
  for (const { count, one, says } of SHEET_NOTES) {
    const found = sheetCounts?.[count] ?? 0;
    if (found > 0) notes.push(`${counted(found, one)} ${says}`);
  }
  return notes;
}
