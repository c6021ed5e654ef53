import { foldText } from './fold-text.js';
import { readCellItems } from './read-cell.js';

/** A digit, a mark of a range, and so few digits that a reader takes them for a remark. */
const ENDS_WITH_RANGE = /\d ?(?:-|to|thru|through) ?(\d{1,2})\)?$/i;

/** More lines than this behind one number are a switchboard's block, and no list of numbers. */
const LONGEST_RANGE = 10;

/** Numbers that a cell may stand for beside the one that is read in it. */
export interface NumberRange {
  /** E.164 digits as integers, ascending, without the number itself; empty when there are too many. */
  readonly others: readonly number[];
}

/**
 * The range of numbers that a cell with one certain number may be: `020 7946 0120-2` is three lines of a
 * firm to who wrote it, though the 2 may be a line key or a remark, which is how a cell is read (cli.md
 * section 3, "Cells"). Undefined when it is none.
 */
export function rangeIn(text: string): NumberRange | undefined {
  const folded = foldText(text).trim();
  const match = ENDS_WITH_RANGE.exec(folded);
  const end = match?.[1];
  if (match === null || end === undefined) return undefined;
  const first = onlyNumber(folded.slice(0, match.index + 1));
  if (first === undefined || first !== onlyNumber(folded)) return undefined;
  const unit = 10 ** end.length;
  const last = first - (first % unit) + Number(end);
  if (last <= first) return undefined;
  if (last - first >= LONGEST_RANGE) return { others: [] };
  return { others: Array.from({ length: last - first }, (_, at) => first + 1 + at) };
}

/** The number of a text that is one UK number for certain. */
function onlyNumber(text: string): number | undefined {
  const items = readCellItems(text);
  const [item] = items;
  return items.length === 1 && item?.kind === 'number' ? item.e164 : undefined;
}
