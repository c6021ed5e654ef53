import type { Column } from '../files/columns.js';
import type { OwnListing } from './held-lists.js';
import type { AskedParties } from './parties.js';
import type { PhoneCells } from './phone-cells.js';

/** A party of the current record that has objected, and where the record says that it is its. */
export interface FoundParty {
  /** Name of the column. */
  readonly column: string;
  /** As it is written. */
  readonly value: string;
  readonly listing: OwnListing;
}

/** Reads and asks about the party cells of one record at a time. */
export class PartyCells {
  readonly #asked: AskedParties | undefined;
  readonly #columns: readonly Column[];
  readonly #cells: PhoneCells;

  /** @param asked undefined unless a column was named */
  constructor(asked: AskedParties | undefined, columns: readonly Column[], cells: PhoneCells) {
    this.#asked = asked?.isIdle === true ? undefined : asked;
    this.#columns = columns;
    this.#cells = cells;
  }

  /** The first party of the current record that has objected; undefined when none has. */
  find(buffer: Buffer): FoundParty | undefined {
    if (this.#asked === undefined) return undefined;
    for (const { index, name } of this.#columns) {
      const value = this.#cells.text(buffer, index);
      const listing = this.#asked.listing(value);
      if (listing !== undefined) return { column: name, value, listing };
    }
    return undefined;
  }
}
