import { wrongUse, type ScreeningError } from '../../core/errors.js';
import { nearest } from '../../core/nearest.js';
import { namedColumns, type Column } from '../../files/columns.js';
import type { ListHead } from '../../files/list-head.js';
import type { FileRecord } from '../passed-on/record.js';
import { Spellings } from '../passed-on/spellings.js';
import { foldValue, listValues, mostFrequentFirst, tidyValue } from './values.js';
import { readWhere } from './where-text.js';
import { looksLikeOptOut } from '../passed-on/disposition-words.js';

/** A value of a column that `--where` names: how many rows hold it, and what became of them. */
export interface DispositionValue {
  /** As first spelled in the file; as asked for, with 0 rows, when it does not occur. */
  readonly value: string;
  readonly rows: number;
  readonly taken: boolean;
  /** Not taken, though it reads like an opt-out. */
  readonly looksLikeOptOut: boolean;
}

/** The values of a column that `--where` names, most frequent first. */
export interface Dispositions {
  readonly column: string;
  readonly values: readonly DispositionValue[];
}

interface Counted {
  value: string;
  rows: number;
  readonly taken: boolean;
}

/** What one column holds. */
interface Held {
  readonly index: number;
  readonly spellings: Spellings;
  /** By the number of the spelling. */
  readonly bySpelling: Counted[];
  /** By folded value. */
  readonly byValue: Map<string, Counted>;
}

/** So many distinct values are counted one by one, the rest together. */
const MOST_VALUES = 1000;
/** So many, when they read like opt-outs. */
const MOST_OPT_OUTS = 2 * MOST_VALUES;
/** Longer ones are remarks, and counted with the rest. */
const LONGEST_VALUE = 256;
const REST = 'others';
/** No folded value: those are tidy. */
const REST_KEY = '\n';
/** So many spellings are remembered as they stand in the file. */
const MOST_SPELLINGS = 5000;

/** One `--where COLUMN=VALUE,VALUE`: which rows it takes, and what the column holds. */
export class Where {
  /** The columns of that name: two headers that are alike are both meant. */
  readonly columns: readonly Column[];
  readonly #path: string;
  readonly #record: FileRecord;
  /** The values asked for, by folded value; `*` asks for all. */
  readonly #asked: ReadonlyMap<string, string>;
  readonly #all: boolean;
  readonly #held: readonly Held[];
  /** A value of the list stood in a record of another width, under another header. */
  #foundElsewhere = false;
  #rows = 0;

  /**
   * @param text the option's value
   * @throws ScreeningError wrong-use for an unknown column or a list that is none
   */
  constructor(path: string, head: ListHead, record: FileRecord, text: string) {
    const { column, values } = readWhere(head, text);
    this.columns = namedColumns(path, head, [column], '--where');
    this.#path = path;
    this.#record = record;
    this.#all = values.some((value) => value.trim() === '*');
    this.#asked = new Map(values.map((value) => [foldValue(value), tidyValue(value)]));
    this.#held = this.columns.map(({ index }) => {
      const wanted = this.#all ? [] : [...this.#asked];
      return {
        index,
        spellings: new Spellings(record, index, MOST_SPELLINGS),
        bySpelling: [],
        byValue: new Map(wanted.map(([key, value]) => [key, { value, rows: 0, taken: true }])),
      };
    });
  }

  /**
   * Whether the record that the scanner stands on is taken. Counts its value. In a record of another
   * width the value may stand under any header: no opt-out is lost to a comma too many.
   */
  takes(): boolean {
    this.#rows++;
    let taken = this.isMissing();
    for (const held of this.#held) {
      const spelling = held.spellings.current();
      const counted = held.bySpelling[spelling] ?? this.#counted(held, spelling);
      counted.rows++;
      if (counted.taken) taken = true;
    }
    if (taken || !this.#record.isRagged) return taken;
    const elsewhere = this.#record.every().some((text) => this.#isAsked(text));
    if (elsewhere) this.#foundElsewhere = true;
    return elsewhere;
  }

  /** Whether the cell begins a value that is asked for, and may have been cut. */
  mayBeCut(): boolean {
    return this.#held.some(({ index }) => {
      const begun = foldValue(this.#record.text(index));
      return [...this.#asked.keys()].some((value) => value !== begun && value.startsWith(begun));
    });
  }

  /** Whether the record has no such cell: it was cut, and what it would have said is not known. */
  isMissing(): boolean {
    const { fieldCount } = this.#record.scanner;
    return this.#held.every(({ index }) => index >= fieldCount);
  }

  /**
   * What each column holds, when the whole file has been read.
   *
   * @throws ScreeningError wrong-use when no value of the list occurs in any row
   */
  dispositions(): Dispositions[] {
    const counted = this.#held.flatMap(({ byValue }) => [...byValue.values()]);
    const occurs = counted.some(({ rows, taken }) => taken && rows > 0);
    if (this.#rows > 0 && !occurs && !this.#foundElsewhere) throw this.#noSuchValue(counted);
    return this.columns.map(({ name }, place) => ({
      column: name,
      values: mostFrequentFirst(this.#held[place]?.byValue.values() ?? []).map(
        ({ value, rows, taken }) => {
          return { value, rows, taken, looksLikeOptOut: !taken && looksLikeOptOut(value) };
        },
      ),
    }));
  }

  /** An empty cell says nothing of where it belongs. */
  #isAsked(text: string): boolean {
    const folded = foldValue(text);
    return folded !== '' && this.#asked.has(folded);
  }

  #counted({ index, bySpelling, byValue }: Held, spelling: number): Counted {
    const text = this.#record.text(index);
    let counted = byValue.get(foldValue(text));
    if (counted === undefined) {
      const most = looksLikeOptOut(text) ? MOST_OPT_OUTS : MOST_VALUES;
      const isCounted = byValue.size < most && text.length <= LONGEST_VALUE;
      const [name, value] = isCounted ? [foldValue(text), tidyValue(text)] : [REST_KEY, REST];
      counted = byValue.get(name) ?? { value, rows: 0, taken: this.#all };
      byValue.set(name, counted);
    } else if (counted.rows === 0) counted.value = tidyValue(text);
    if (spelling >= 0) bySpelling[spelling] = counted;
    return counted;
  }

  #noSuchValue(counted: readonly Counted[]): ScreeningError {
    const there = mostFrequentFirst(counted.filter(({ rows }) => rows > 0));
    const known = there.map(({ value }) => value);
    const asked = [...this.#asked.values()];
    const near = asked.map((value) => nearest(value, known)).find((value) => value);
    return wrongUse({
      summary: `no row of ${this.#path} has ${asked.map((value) => `'${value}'`).join(' or ')} in column '${this.columns[0]?.name ?? ''}'`,
      fix: `${near ? `did you mean '${near}'? ` : ''}values: ${listValues(there)}`,
      where: '--where',
    });
  }
}
