// What was said of numbers, in plain maps: see plain-model.js.

/**
 * What was said once: `order` is the moment at which it came, `holders` are the imports that said it
 * (none when it was typed), and a row of a file counts only if it says something new. `isRepeat`: it
 * said nothing new when it came.
 *
 * @template T
 * @typedef {{ told: T, order: number, holders: readonly number[], isRow: boolean,
 *   isRepeat: boolean }} Item
 */

/**
 * Everything of one kind that was said of numbers. An undone import is held for one that never was:
 * what others repeated of it counts from then on as theirs.
 *
 * @template T
 */
export class PlainSaid {
  /** @type {Map<string, Item<T>[]>} */
  #items = new Map();
  #isSame;
  #stands;
  #replaces;

  /**
   * @param {(now: T, then: T) => boolean} isSame whether a row says nothing but what was said
   * @param {(holders: readonly number[], moment: number) => boolean} stands whether any of these
   *   imports was not undone by a moment
   * @param {(later: T, earlier: T) => boolean} replaces whether the later of two takes the place of
   *   the earlier, so that to say that one again is no repetition
   */
  constructor(isSame, stands, replaces = () => false) {
    this.#replaces = replaces;
    this.#isSame = isSame;
    this.#stands = stands;
  }

  /** @param {readonly number[]} holders */
  say(number, told, order, holders, isRow) {
    const items = this.#items.get(number) ?? [];
    const isRepeat = isRow && !this.isNew(number, told, order);
    items.push({ told, order, holders, isRow, isRepeat });
    this.#items.set(number, items);
  }

  /** Whether a row would say something new at a moment. */
  isNew(number, told, moment) {
    return !this.#says(this.effective(number, moment), told, moment);
  }

  /** What was said of a number by a moment, without what was undone or only repeats. */
  effective(number, moment) {
    /** @type {Item<T>[]} */
    const found = [];
    for (const item of this.#items.get(number) ?? []) {
      if (item.order > moment || !this.#stands(item.holders, moment)) continue;
      const isSaid = this.#says(found, item.told, item.order);
      if (!item.isRow || !isSaid) found.push(item);
    }
    return found;
  }

  /** Whether one of them says just that, and nothing before a moment took its place. */
  #says(items, told, moment) {
    return items.some(
      (item) =>
        this.#isSame(told, item.told) &&
        !items.some(
          (later) =>
            later.order > item.order &&
            later.order < moment &&
            this.#replaces(later.told, item.told),
        ),
    );
  }

  /** All that was ever said of a number, what was undone and what only repeats too. */
  all(number) {
    return this.#items.get(number) ?? [];
  }

  /** Every number of which an import said anything. */
  numbersOf(id) {
    const numbers = [...this.#items.keys()];
    return numbers.filter((number) => this.all(number).some(({ holders }) => holders.includes(id)));
  }
}
