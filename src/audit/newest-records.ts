import type { Instant } from '../core/day.js';
import type { RegisterName } from '../registers/registers.js';
import type { Store } from '../store/database.js';
import { editionsOf } from '../store/editions.js';
import { newestErasure } from '../store/recalls.js';
import type { Knowledge } from './remaining-calls.js';

/**
 * When that was recorded last which can take a number off a list that has gone out: on own lists, of
 * consents, and of registers, and erasures, after which a consent may say too little to count. A day that
 * passes takes none: a run clears for every day up to its last call day.
 */
export class NewestRecords {
  readonly #store: Store;
  readonly #knowledge: Knowledge;
  readonly #registers = new Map<RegisterName, Instant | ''>();
  readonly #erased: Instant | '';

  constructor(store: Store, knowledge: Knowledge) {
    this.#store = store;
    this.#erased = newestErasure(store);
    this.#knowledge = knowledge;
  }

  /** Whether anything of that kind was recorded after an instant. @param names the registers asked */
  areAfter(through: Instant, names: readonly RegisterName[]): boolean {
    return (
      this.#erased > through ||
      this.#knowledge.own.batches.some(({ recorded }) => recorded > through) ||
      names.some((name) => this.#newestEdition(name) > through)
    );
  }

  #newestEdition(name: RegisterName): Instant | '' {
    let newest = this.#registers.get(name);
    if (newest === undefined) {
      const editions = editionsOf(this.#store, name, this.#knowledge.asOf);
      newest = editions.reduce<Instant | ''>(
        (latest, { recorded }) => (recorded > latest ? recorded : latest),
        '',
      );
      this.#registers.set(name, newest);
    }
    return newest;
  }
}
