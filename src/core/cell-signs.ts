import { foldText } from './fold-text.js';
import { NO_CALL, plainWords } from './no-call-words.js';
import { rangeIn } from './number-range.js';

interface SignRow {
  /** Whether a phone cell of which no number was doubted shows the sign. */
  readonly is: (text: string) => boolean;
  /** What so many cells are, for a person, and what to do. */
  readonly words: string;
}

/**
 * What phone cells say beside the numbers that are read in them. None changes a verdict: a cell without a
 * digit holds no number, and few digits behind one are a remark (cli.md section 3, "Cells"). But a record
 * with another number passes with such a cell in it, so a person is told. A cell counts for the first row.
 */
export const CELL_SIGNS = {
  'no call': {
    is: (text) => !/\d/.test(text) && NO_CALL.test(plainWords(text)),
    words:
      'of phone columns with words like DO NOT CALL and no number, which hold no record back: ' +
      'suppress these people with tps-scrub suppress add, or take them out of the list',
  },
  overwritten: {
    is: (text) => /^#+(?:[A-Z/]+[!?]?)?$/.test(foldText(text).trim()),
    words:
      'of phone columns with ##### or an error of a spreadsheet: the numbers are not in the file; export it again ' +
      'with wider columns and as text',
  },
  range: {
    is: (text) => rangeIn(text) !== undefined,
    words:
      'with what may be a range of numbers, as 020 7946 0120-2: the first was screened and the others were not; write them out',
  },
} as const satisfies Readonly<Record<string, SignRow>>;

/** A row of {@link CELL_SIGNS}. */
export type CellSign = keyof typeof CELL_SIGNS;

/** The sign that a phone cell shows; undefined without one. */
export function signOf(text: string): CellSign | undefined {
  const signs = Object.keys(CELL_SIGNS) as CellSign[];
  return signs.find((sign) => CELL_SIGNS[sign].is(text));
}
