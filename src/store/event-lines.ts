import type { ConsentTerms } from '../policy/consents.js';
import type { ObjectionTerms } from '../policy/objections.js';
import type { Store } from './database.js';
import type { LedgerRow } from './ledger-lines.js';
import { eventPayloads } from './own-event-payloads.js';
import { Fragment, type FragmentRow } from './own-fragments.js';
import { TermsTable } from './own-terms.js';
import { statement } from './statement.js';

/** Where events stand, and the sequence of the first one's line. */
type FragmentPlace = Pick<FragmentRow, 'block' | 'batch' | 'layer' | 'first' | 'count'>;

/** What the lines of events say, from the fragments that hold the events. */
export class EventLines {
  readonly #store: Store;
  readonly #names: ReadonlyMap<number, string>;
  /** In the order of their lines. */
  readonly #places: readonly FragmentPlace[];
  readonly #objections: TermsTable<'objections'>;
  readonly #consents: TermsTable<'consents'>;
  #opened: Fragment | undefined;

  /**
   * @param names of batches, by id
   * @param after the end of a transaction: only lines of later ones are asked for; 0 for any
   */
  constructor(store: Store, names: ReadonlyMap<number, string>, after = 0) {
    this.#store = store;
    this.#names = names;
    const places = statement(
      store,
      `SELECT block, batch, layer, first, count FROM own_fragment
       WHERE kind = 'event' AND first > ? ORDER BY first`,
    );
    this.#places = places.all(after) as FragmentPlace[];
    this.#objections = new TermsTable(store, 'objections');
    this.#consents = new TermsTable(store, 'consents');
  }

  /**
   * Payloads by sequence, of the lines of a row; none for events that are not held.
   *
   * @throws ScreeningError not-safe when a fragment or terms are damaged
   */
  of({
    kind,
    sequence,
    lines,
  }: Pick<LedgerRow, 'kind' | 'sequence' | 'lines'>): Map<number, string> {
    const end = sequence + lines;
    const said = new Map<number, string>();
    for (let at = this.#placeOf(sequence); at < this.#places.length; at++) {
      const place = this.#places[at] as FragmentPlace;
      if (place.first >= end) break;
      let of = Math.max(sequence, place.first);
      const upTo = Math.min(end, place.first + place.count);
      const terms = kind === 'consent' ? this.#consents : this.#objections;
      for (const payload of this.#payloads(place, of, upTo, terms)) said.set(of++, payload);
    }
    return said;
  }

  /** The index of the first fragment whose lines do not all lie before a sequence. */
  #placeOf(sequence: number): number {
    let [low, high] = [0, this.#places.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const { first, count } = this.#places[middle] as FragmentPlace;
      if (first + count <= sequence) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Of one fragment, what the lines from one sequence up to before another say. */
  #payloads(
    place: FragmentPlace,
    from: number,
    upTo: number,
    table: { of(id: number): ObjectionTerms | ConsentTerms },
  ): Iterable<string> {
    const fragment = this.#open(place);
    const start = from - place.first;
    const offsets = fragment.offsets.slice(start, upTo - place.first);
    const ids = Array.from(offsets, (_, index) => fragment.terms(start + index));
    const distinct = [...new Set(ids)];
    const placeOfId = new Map(distinct.map((id, index) => [id, index]));
    const draft = {
      block: place.block,
      kind: 'event' as const,
      layer: place.layer,
      offsets,
      terms: Uint32Array.from(ids, (id) => placeOfId.get(id) as number),
      references: Array.from(offsets, (_, index) => fragment.reference(start + index)),
    };
    const name = this.#names.get(place.batch) ?? '';
    return eventPayloads(
      name,
      [draft],
      distinct.map((id) => table.of(id)),
    );
  }

  /** The last one stays open: a million events of one block are asked for in hundreds of rows. */
  #open({ block, batch, layer }: FragmentPlace): Fragment {
    const last = this.#opened?.row;
    if (this.#opened && last?.block === block && last.batch === batch && last.layer === layer) {
      return this.#opened;
    }
    const find = statement(
      this.#store,
      `SELECT * FROM own_fragment WHERE block = ? AND batch = ? AND kind = 'event' AND layer = ?`,
    );
    const row = find.get(block, batch, layer) as FragmentRow;
    return (this.#opened = new Fragment(row, this.#store.name));
  }
}
