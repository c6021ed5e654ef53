import { endOfDay } from '../../files/written-day.js';
import type { FileRecord } from './record.js';
import { Pairs, Sayings, type Saying } from './sayings.js';

/**
 * What the cells of several columns say together. Rows that say the same share one object: each
 * combination is put together once, so that a million rows cost no more than what they say.
 *
 * @typeParam N logical names of the columns
 * @typeParam S what one cell says
 * @typeParam C what is made of a combination
 */
export class CombinedCells<N extends string, S extends Saying, C> {
  /** Every combination met. */
  readonly met: C[] = [];
  readonly #columns: readonly { readonly sayings: Sayings<S>; readonly pairs: Pairs }[];
  readonly #combine: (said: readonly S[]) => C;

  /**
   * @param names in the order in which columns are put together
   * @param places of the columns that are there
   * @param say what a cell of a column with this text says
   */
  constructor(
    record: FileRecord,
    names: readonly N[],
    places: ReadonlyMap<string, number>,
    say: (name: N, text: string) => S,
    combine: (said: readonly S[]) => C,
  ) {
    this.#combine = combine;
    this.#columns = names.flatMap((name) => {
      const place = places.get(name);
      if (place === undefined) return [];
      const endOf = name === 'on' || name === 'until' ? endOfDay : undefined;
      const sayings = new Sayings(record, place, (text) => say(name, text), endOf);
      return [{ sayings, pairs: new Pairs() }];
    });
  }

  /** What the cells of the current record say. */
  current(): C {
    let combination = 0;
    for (const { sayings, pairs } of this.#columns) {
      combination = pairs.of(combination, sayings.current());
    }
    return (this.met[combination] ??= this.#combine(
      this.#columns.map(({ sayings }) => sayings.values[sayings.current()] as S),
    ));
  }
}
