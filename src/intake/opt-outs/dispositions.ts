import { wrongUse, type ScreeningError } from '../../core/errors.js';
import type { Column } from '../../files/columns.js';
import type { FileRecord } from '../passed-on/record.js';
import { LONG, Spellings, TOO_MANY } from '../passed-on/spellings.js';
import {
  foldValue,
  listValues,
  mostFrequentFirst,
  tidyValue,
  type CountedValue,
} from './values.js';
import {
  dispositionOf,
  isDispositionHeader,
  looksLikeOptOut,
} from '../passed-on/disposition-words.js';

/** A column with more distinct contents is no column of dispositions. */
const MOST_CONTENTS = 1000;
/** No dialler has more dispositions in use. */
const MOST_VALUES = 60;
/** From so many rows on, at most one distinct value for each five of them. */
const ENOUGH_ROWS = 20;
const ROWS_A_VALUE = 5;

/** What all long cells count as: a value of its own, and no disposition. */
const LONG_TEXT = '(long text)';

interface Watched {
  readonly column: Column;
  /** What its cells hold; undefined when the column has been given up. */
  spellings: Spellings | undefined;
  /** Rows by the number of the spelling. */
  readonly rows: number[];
  /** Rows with a cell too long to be told from others. */
  long: number;
}

/**
 * Watches the columns of an opt-out file that nobody named: a dialler's export of all calls, taken
 * for a list of opt-outs, would suppress everyone who was called.
 */
export class DispositionWatch {
  readonly #record: FileRecord;
  readonly #headed: boolean;
  readonly #watched: readonly Watched[];
  #rows = 0;

  /**
   * @param columns those without a meaning and without a `--where`
   * @param headed whether the file has a header
   */
  constructor(record: FileRecord, columns: readonly Column[], headed: boolean) {
    this.#record = record;
    this.#headed = headed;
    this.#watched = columns.map((column) => {
      return {
        column,
        spellings: new Spellings(record, column.index, MOST_CONTENTS),
        rows: [],
        long: 0,
      };
    });
  }

  /** Counts the cells of the record that the scanner stands on, one of the rows read. */
  count(): void {
    this.#rows++;
    for (const watched of this.#watched) {
      const { spellings, rows } = watched;
      if (spellings === undefined) continue;
      const spelling = spellings.current();
      if (spelling === TOO_MANY) watched.spellings = undefined;
      else if (spelling === LONG) watched.long++;
      else rows[spelling] = (rows[spelling] ?? 0) + 1;
    }
  }

  /**
   * When the whole file has been read.
   *
   * @throws ScreeningError wrong-use for a column of dispositions: which of them are opt-outs is a
   *   person's to say
   */
  refuseUnasked(path: string): void {
    const found = this.#watched
      .map((watched) => ({ column: watched.column, values: this.#values(watched) }))
      .filter(({ column, values }) => this.#isDispositions(column, values));
    const telling = found.find(({ values }) => values.some(({ value }) => looksLikeOptOut(value)));
    const first = telling ?? found[0];
    if (first !== undefined) throw unasked(path, first.column, first.values);
  }

  #values({ spellings, rows, long }: Watched): CountedValue[] {
    const values = new Map<string, { value: string; rows: number }>();
    if (long > 0) values.set(LONG_TEXT, { value: LONG_TEXT, rows: long });
    spellings?.keys.forEach((key, spelling) => {
      const text = this.#record.textOf(key);
      const folded = foldValue(text);
      const counted = values.get(folded) ?? { value: tidyValue(text), rows: 0 };
      counted.rows += rows[spelling] ?? 0;
      values.set(folded, counted);
    });
    return mostFrequentFirst(values.values());
  }

  #isDispositions(column: Column, values: readonly CountedValue[]): boolean {
    const filled = values.filter(({ value }) => value !== '');
    const most =
      this.#rows < ENOUGH_ROWS ? MOST_VALUES : Math.min(MOST_VALUES, this.#rows / ROWS_A_VALUE);
    if (filled.length < 2 || filled.length > most) return false;
    return (this.#headed && isDispositionHeader(column.name)) || areDispositions(filled);
  }
}

/** Most cells hold known dispositions, and not all of those are opt-outs. */
function areDispositions(filled: readonly CountedValue[]): boolean {
  const judged = filled.map(({ value, rows }) => ({ value, rows, as: dispositionOf(value) }));
  if (!judged.some(({ as }) => as === 'known')) return false;
  const known = judged.filter(({ as }) => as !== 'unknown');
  const rowsOf = (values: readonly CountedValue[]): number =>
    values.reduce((sum, { rows }) => sum + rows, 0);
  return rowsOf(known) * 2 > rowsOf(filled) && known.some(({ value }) => !looksLikeOptOut(value));
}

function unasked(path: string, { name }: Column, values: readonly CountedValue[]): ScreeningError {
  const optOuts = values.map(({ value }) => value).filter(looksLikeOptOut);
  const list = optOuts.length > 0 ? optOuts.map(inList).join(',') : 'VALUE,…';
  const option = `${name}=${list}`.replaceAll("'", String.raw`'\''`);
  return wrongUse({
    summary: `column '${name}' of ${path} looks like dispositions: ${listValues(values)}`,
    why: 'nothing was recorded: not every row of such a file is an opt-out',
    fix: `say which values are opt-outs: --where '${option}' ('${name}=*' takes every row)`,
    where: path,
  });
}

/** A value as `--where` reads it back. */
function inList(value: string): string {
  return /[",]|^\*$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
