import { foldName } from '../../core/fold-name.js';
import { wrongUse, type ScreeningError } from '../../core/errors.js';
import type { SheetEntry } from './contents.js';

/** So many sheets are named in a message. */
const MOST_NAMED = 10;

/** How far the cells of a sheet reach. */
export interface SheetExtent {
  /** Rows that have a cell. */
  readonly rows: number;
  /** Columns up to the last that has a cell. */
  readonly width: number;
}

/** The sheet that is the list, and those of which nobody knows that they hold nothing. */
export interface ChosenSheet {
  readonly sheet: SheetEntry;
  /** Names of the sheets that are not read: hidden ones, and all others of one that was named. */
  readonly left: readonly string[];
}

/**
 * Which sheet of a workbook is the list: the one that was named, by its name or else by its place
 * among the tabs; without that the only visible one with rows. A hidden sheet is never chosen by
 * itself.
 *
 * @param asked undefined when nobody said which
 * @param extentOf measures a sheet, which takes reading it
 * @throws ScreeningError wrong-use when there is no such sheet, or several could be meant
 */
export async function chooseSheet(
  path: string,
  sheets: readonly SheetEntry[],
  asked: string | undefined,
  extentOf: (sheet: SheetEntry) => Promise<SheetExtent>,
): Promise<ChosenSheet> {
  const leaving = (sheet: SheetEntry, of: readonly SheetEntry[]): ChosenSheet => ({
    sheet,
    left: of.filter((other) => other !== sheet).map(({ name }) => name),
  });
  if (asked !== undefined) return leaving(named(path, sheets, asked), sheets);
  const hidden = sheets.filter(({ isHidden }) => isHidden);
  const visible = sheets.filter(({ isHidden }) => !isHidden);
  const [only, second] = visible;
  if (only === undefined) throw nothingVisible(path, sheets);
  if (second === undefined) return leaving(only, hidden);
  const filled: { readonly sheet: SheetEntry; readonly rows: number }[] = [];
  for (const sheet of visible) {
    const { rows } = await extentOf(sheet);
    if (rows > 0) filled.push({ sheet, rows });
  }
  const [first, other] = filled;
  if (first === undefined || other === undefined) return leaving(first?.sheet ?? only, hidden);
  throw wrongUse({
    summary: `${path} has ${filled.length} sheets with rows: ${filled
      .slice(0, MOST_NAMED)
      .map(({ sheet, rows }) => `'${sheet.name}' (${rows.toLocaleString('en-GB')})`)
      .join(', ')}${filled.length > MOST_NAMED ? ' …' : ''}`,
    why: 'one of them is the list, and nobody said which',
    fix: `name it: --sheet ${inShell(first.sheet.name)}`,
    where: '--sheet',
  });
}

function named(path: string, sheets: readonly SheetEntry[], asked: string): SheetEntry {
  const wanted = foldName(asked);
  const found =
    sheets.find(({ name }) => name === asked) ??
    sheets.find(({ name }) => foldName(name) === wanted) ??
    sheets.find(({ place }) => String(place) === asked.trim());
  if (found) return found;
  throw wrongUse({
    summary: `${path} has no sheet '${asked}'`,
    fix: sheets.length === 0 ? 'check that it is the right file' : `it has ${namesOf(sheets)}`,
    where: '--sheet',
  });
}

function nothingVisible(path: string, sheets: readonly SheetEntry[]): ScreeningError {
  const [hidden] = sheets;
  return wrongUse({
    summary:
      hidden === undefined
        ? `${path} holds no sheet of cells`
        : `${path} has only hidden sheets: ${namesOf(sheets)}`,
    fix:
      hidden === undefined
        ? 'check that it is the right file'
        : `if one of them is the list, name it: --sheet ${inShell(hidden.name)}`,
    where: path,
  });
}

function namesOf(sheets: readonly SheetEntry[]): string {
  const names = sheets.slice(0, MOST_NAMED).map(({ name }) => `'${name}'`);
  return names.join(', ') + (sheets.length > MOST_NAMED ? ' …' : '');
}

/** A name as a shell takes it. */
function inShell(name: string): string {
  return `'${name.replaceAll("'", String.raw`'\''`)}'`;
}
