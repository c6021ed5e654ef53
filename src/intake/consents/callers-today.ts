import type { CallerBook } from '../../config/caller-book.js';
import { foldName } from '../../core/fold-name.js';
import type { Day } from '../../core/day.js';
import type { Calling } from '../../policy/standing.js';

/** The firm's callers and campaigns, as far as what was told to them is concerned. */
export interface Firm {
  readonly book: CallerBook;
  /** The only campaigns that there are; any name is one when this is empty. */
  readonly campaigns: readonly string[];
}

/** Calls of one day by each caller, for any campaign: what stands against some call stands. */
export class CallersToday {
  readonly #firm: Firm;
  readonly #day: Day;
  readonly #known = new Map<string, Calling>();

  constructor(firm: Firm, day: Day) {
    this.#firm = firm;
    this.#day = day;
  }

  /** Calls by a caller; one that is declared no longer is bound by all that was told to anybody. */
  callsOf(caller: string): Calling {
    let calling = this.#known.get(caller);
    if (calling === undefined) {
      const { book, campaigns } = this.#firm;
      const isDeclared = book.names.some((name) => foldName(name) === foldName(caller));
      const bound = isDeclared ? book.boundBy(caller) : book.names;
      const notBoundBy = new Set(book.names.filter((name) => !bound.includes(name)));
      const [from, to] = [this.#day, this.#day];
      this.#known.set(caller, (calling = { from, to, notBoundBy, campaign: '', campaigns }));
    }
    return calling;
  }
}
