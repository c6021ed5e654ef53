import { shortName } from '../core/name-list.js';
import type { LeftColumns } from '../files/left-columns.js';
import { printable } from '../ui/voice.js';

/** So many columns are told of: more are a table of something else. */
const MOST_TOLD = 5;

/** What is said of columns that leave with a cleaned list, unscreened, and may hold numbers. */
export function columnNotes({ someNumbers, noneRead, otherThings }: LeftColumns): string[] {
  return [
    ...told(someNumbers).map(
      (name) =>
        `'${name}' holds telephone numbers in some of its cells and was not screened: add --column '${name}', or --ignore-column '${name}' if nobody calls them`,
    ),
    ...told(noneRead).map(
      (name) =>
        `'${name}' is headed as telephone numbers, and no number was read in it: it was not screened; --column '${name}' holds such records back, --ignore-column '${name}' says that nobody calls them`,
    ),
    ...otherThings
      .slice(0, MOST_TOLD)
      .map(
        ({ name, thing }) =>
          `'${told([name]).join('')}' would hold telephone numbers if a 0 were put in front, but its header says ${thing}: it was not screened; add --column '${told([name]).join('')}' if they are called, else --ignore-column '${told([name]).join('')}'`,
      ),
  ];
}

function told(names: readonly string[]): string[] {
  return [...new Set(names)].slice(0, MOST_TOLD).map((name) => printable(shortName(name)));
}
