import type { Instant } from '../core/day.js';
import type { Store } from '../store/database.js';
import type { OwnBatch } from '../store/own-batches.js';
import type { OwnLists } from '../store/own-lists.js';
import { partyCounts } from '../store/own-party-rows.js';

/** A number of which something was recorded on own lists, and when that was first. */
export interface NewNumber {
  readonly e164: number;
  readonly recorded: Instant;
}

/**
 * What was recorded on own lists since an instant, by number: objections, and whatever else may let one
 * stand again, such as a consent that ends or the undoing of one. Whether it does is for others to decide.
 */
export class NewOnLists {
  readonly #own: OwnLists;
  readonly #numbers = new Map<number, ReadonlySet<number>>();
  readonly #since = new Map<Instant, readonly NewNumber[]>();
  readonly #partyBatches: ReadonlySet<number>;

  constructor(store: Store, own: OwnLists) {
    this.#own = own;
    this.#partyBatches = new Set(partyCounts(store).map(([batch]) => batch));
  }

  /** Whether anything was recorded of a party after an instant. */
  hasPartiesSince(through: Instant): boolean {
    return this.#own.batches.some(
      ({ id, recorded }) => recorded > through && this.#partyBatches.has(id),
    );
  }

  /** The numbers of which something was recorded after an instant, each with the first time. */
  since(through: Instant): readonly NewNumber[] {
    let found = this.#since.get(through);
    if (found === undefined) this.#since.set(through, (found = this.#collect(through)));
    return found;
  }

  #collect(through: Instant): NewNumber[] {
    const first = new Map<number, Instant>();
    for (const batch of this.#own.batches) {
      if (batch.recorded <= through) continue;
      for (const e164 of this.#numbersOf(batch)) {
        if (!first.has(e164)) first.set(e164, batch.recorded);
      }
    }
    return [...first].map(([e164, recorded]) => ({ e164, recorded }));
  }

  /** Of an undoing, the numbers of the import that it voids. */
  #numbersOf({ id, kind, import: of }: OwnBatch): ReadonlySet<number> {
    const batch = kind === 'undo' ? of : id;
    let found = this.#numbers.get(batch);
    if (found === undefined) {
      this.#numbers.set(batch, (found = new Set(this.#own.numbersOf(batch))));
    }
    return found;
  }
}
