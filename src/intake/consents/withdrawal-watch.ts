import { wrongUse, type ScreeningError } from '../../core/errors.js';
import type { Column } from '../../files/columns.js';
import { isWithdrawalHeader, withdrawalWords } from '../passed-on/disposition-words.js';
import { holdsNothing, type FileRecord } from '../passed-on/record.js';
import { Spellings } from '../passed-on/spellings.js';

/** So many contents of a column are remembered; what comes beyond is looked at each time. */
const MOST_CONTENTS = 1000;

interface Watched {
  readonly column: Column;
  /** Its header says that it tells which consents were withdrawn. */
  readonly isHeaded: boolean;
  readonly spellings: Spellings;
  /** By number of the spelling: it was looked at, and says nothing. */
  readonly isHarmless: boolean[];
}

/**
 * Watches the columns of a file of consents that are not read: a list of everybody, with those in it
 * who opted out again, would make callable who must not be called. One such cell is enough, since
 * each stands for a person.
 */
export class WithdrawalWatch {
  readonly #path: string;
  readonly #record: FileRecord;
  readonly #watched: readonly Watched[];

  /**
   * @param columns those without a meaning that nobody asked to ignore
   * @param headed whether the file has a header
   */
  constructor(path: string, record: FileRecord, columns: readonly Column[], headed: boolean) {
    this.#path = path;
    this.#record = record;
    this.#watched = columns.map((column) => ({
      column,
      isHeaded: headed && isWithdrawalHeader(column.name),
      spellings: new Spellings(record, column.index, MOST_CONTENTS),
      isHarmless: [],
    }));
  }

  /**
   * Looks at the record that the scanner stands on.
   *
   * @throws ScreeningError wrong-use when it may say that a consent was withdrawn
   */
  look(): void {
    for (const { column, isHeaded, spellings, isHarmless } of this.#watched) {
      const spelling = spellings.current();
      if (spelling >= 0 && isHarmless[spelling]) continue;
      const text = this.#record.text(column.index);
      if (isHeaded && !holdsNothing(text)) throw this.#refusal(column, '');
      const words = withdrawalWords(text);
      if (words !== '') throw this.#refusal(column, words);
      if (spelling >= 0) isHarmless[spelling] = true;
    }
  }

  #refusal({ name }: Column, words: string): ScreeningError {
    const line = String(this.#record.scanner.line);
    const says = words === '' ? 'is filled' : `says '${words}'`;
    return wrongUse({
      summary: `column '${name}' of ${this.#path}, which is not read, ${says} on line ${line}`,
      why: 'nothing was recorded: it may say that people did not consent, or took it back',
      fix: `leave such rows out of the file; if it says nothing of that, --ignore-column '${name.replaceAll("'", String.raw`'\''`)}'`,
      where: `${this.#path}, line ${line}`,
    });
  }
}
