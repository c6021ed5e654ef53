import { OTHER_COLUMNS } from '../../config/settings.js';
import { wrongUse } from '../../core/errors.js';
import { ColumnEvidence } from '../../files/column-evidence.js';
import type { Column } from '../../files/columns.js';
import { leftColumns } from '../../files/left-columns.js';
import type { ListHead } from '../../files/list-head.js';
import { holdsPassedOn } from '../passed-on/number-columns.js';
import type { FileRecord } from '../passed-on/record.js';

/**
 * Looks for numbers in the columns that are not read. Number columns that nobody named are found
 * from the beginning of a file, and another may be filled only further down.
 */
export class UnreadNumbers {
  readonly #record: FileRecord;
  readonly #head: ListHead;
  readonly #numbers: readonly Column[];
  readonly #others: readonly Column[];
  readonly #evidence: ColumnEvidence;

  /**
   * @param numbers the columns that are read
   * @param others those to be looked at
   */
  constructor(
    record: FileRecord,
    head: ListHead,
    numbers: readonly Column[],
    others: readonly Column[],
  ) {
    this.#record = record;
    this.#head = head;
    this.#numbers = numbers;
    this.#others = others;
    this.#evidence = new ColumnEvidence(head);
  }

  /** Looks at the record that the scanner stands on. */
  look(): void {
    const { buffer, scanner } = this.#record;
    const { spans } = scanner;
    for (const { index } of this.#others) {
      const start = spans[index * 3] as number;
      const end = spans[index * 3 + 1] as number;
      if (start === end) continue;
      this.#evidence.cell(index, buffer, start, end, spans[index * 3 + 2] as number);
    }
  }

  /** The columns that hold numbers and were not read, when the whole file has been. */
  columns(): Column[] {
    return this.#others.filter(
      (column) =>
        this.#evidence.hasNumbers(column.index) &&
        holdsPassedOn(this.#head, this.#evidence, column, OTHER_COLUMNS),
    );
  }

  /** Those that hold a number in some cells, and not in so many that they are such columns. */
  strayIn(): readonly string[] {
    const unread = new Set(this.columns().map(({ name }) => name));
    const { someNumbers } = leftColumns(this.#head, this.#evidence, this.#numbers);
    return someNumbers.filter((name) => !unread.has(name));
  }

  /**
   * Asked when number columns were found and not named.
   *
   * @throws ScreeningError wrong-use when a column that was not read holds numbers
   */
  refuse(path: string): void {
    const unread = this.columns();
    if (unread.length === 0) return;
    const all = [...this.#numbers, ...unread].map(({ name }) => `--column 'number=${name}'`);
    throw wrongUse({
      summary: `${unread.map(({ name }) => `'${name}'`).join(', ')} of ${path} holds telephone numbers further down, and would not be read`,
      why: 'nothing was recorded: every number of an opt-out file is to be suppressed',
      fix: `name every column of numbers: ${all.join(' ')}`,
      where: path,
    });
  }
}
