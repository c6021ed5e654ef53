import { BLOCK_SIZE } from '../core/packed-block.js';
import type { FragmentDraft } from '../store/own-fragments.js';
import type { KnownBefore, SaidBefore } from './known-before.js';

/**
 * Objections, or consents, that somebody passed on, in the order in which they came; parallel arrays.
 *
 * @typeParam T terms of them
 */
export interface PassedOn<T> {
  readonly terms: readonly T[];
  readonly numbers: Float64Array;
  /** Places in `terms`. */
  readonly termsOf: Uint32Array;
  /** The row, from 0, that each number stands in. */
  readonly rowOf: Uint32Array;
  /** By row; empty when no row has one. */
  readonly references: readonly string[];
}

/** Which of them are new events. */
export interface NewEvents {
  /** Events, then repeats, block by block. */
  readonly fragments: readonly FragmentDraft[];
  /** By row: 1 when it holds a new event. */
  readonly isRecorded: Uint8Array;
  readonly events: number;
  readonly repeats: number;
  /** Numbers that no event was recorded of before. */
  readonly newNumbers: number;
  /** Repeats of entries that were withdrawn since. */
  readonly withdrawnSince: number;
}

/** What is known already; `apart` when each entry is an event by itself. */
type Known<T> = KnownBefore<T> | 'apart';

/** A number has at most so many places in one block's sort key. */
const PLACES = 2 ** 32;

/**
 * Tells new events from what was said before. A row with its own day is an event unless the same was
 * recorded for the same day; a row without one repeats any earlier event that is otherwise the same
 * (cli.md section 4): the undated file that comes every night must not outweigh a consent given since.
 *
 * @param known `apart` for typed entries: a person who says it again has said it again
 * @param rows how many rows there are
 */
export function findNewEvents<T>(passedOn: PassedOn<T>, known: Known<T>, rows: number): NewEvents {
  const { numbers } = passedOn;
  const isRecorded = new Uint8Array(rows);
  const fragments: FragmentDraft[] = [];
  const tally = { events: 0, repeats: 0, newNumbers: 0, withdrawnSince: 0 };
  for (const [block, places] of placesByBlock(numbers)) {
    const sorter = new BlockSorter(block, passedOn, known);
    for (const key of inOrder(places, numbers, block)) {
      const place = key % PLACES;
      if (sorter.take(place)) isRecorded[passedOn.rowOf[place] as number] = 1;
    }
    fragments.push(...sorter.drafts('event'), ...sorter.drafts('repeat'));
    tally.events += sorter.events;
    tally.repeats += sorter.repeats;
    tally.newNumbers += sorter.newNumbers;
    tally.withdrawnSince += sorter.withdrawnSince;
  }
  return { fragments, isRecorded, ...tally };
}

interface Places {
  places: Uint32Array;
  count: number;
}

function placesByBlock(numbers: Float64Array): [number, Places][] {
  const blocks = new Map<number, Places>();
  for (let place = 0; place < numbers.length; place++) {
    const block = Math.floor((numbers[place] as number) / BLOCK_SIZE);
    let into = blocks.get(block);
    if (into === undefined) blocks.set(block, (into = { places: new Uint32Array(16), count: 0 }));
    if (into.count === into.places.length) {
      const wider = new Uint32Array(into.count * 2);
      wider.set(into.places);
      into.places = wider;
    }
    into.places[into.count++] = place;
  }
  return [...blocks].sort(([a], [b]) => a - b);
}

/** Sort keys of the places of a block: by number, and by place where the number is the same. */
function inOrder({ places, count }: Places, numbers: Float64Array, block: number): Float64Array {
  const keys = new Float64Array(count);
  const base = block * BLOCK_SIZE;
  for (let at = 0; at < count; at++) {
    const place = places[at] as number;
    keys[at] = ((numbers[place] as number) - base) * PLACES + place;
  }
  return keys.sort();
}

interface Layer {
  offsets: number[];
  terms: number[];
  references: string[];
  hasReference: boolean;
}

/** Sorts the entries of one block, which come in order of number, into events and repeats. */
class BlockSorter<T> {
  events = 0;
  repeats = 0;
  newNumbers = 0;
  withdrawnSince = 0;
  readonly #block: number;
  readonly #from: PassedOn<T>;
  readonly #known: Known<T>;
  readonly #layers: Record<FragmentDraft['kind'], Layer[]> = { event: [], repeat: [] };
  #offset = -1;
  /** What was said of the current number before, in this batch and in earlier ones. */
  #said: SaidBefore<T>[] = [];
  /** Repeats of the current number that are taken already, by terms and reference. */
  #repeatsOfNumber = new Set<string>();
  #depth = { event: 0, repeat: 0 };

  constructor(block: number, from: PassedOn<T>, known: Known<T>) {
    this.#block = block;
    this.#from = from;
    this.#known = known;
  }

  /** Takes the entry at a place; whether it is a new event. */
  take(place: number): boolean {
    const { numbers, termsOf, rowOf, references, terms } = this.#from;
    const e164 = numbers[place] as number;
    const offset = e164 - this.#block * BLOCK_SIZE;
    if (offset !== this.#offset) this.#next(offset, e164);
    const termsPlace = termsOf[place] as number;
    const reference = references[rowOf[place] as number] ?? '';
    const said = { terms: terms[termsPlace] as T, reference, isWithdrawn: false };
    const known = this.#known;
    const before =
      this.#said.length === 0 || known === 'apart'
        ? NOTHING_SAID
        : this.#said.filter((one) => known.repeats(said, one));
    if (before.length > 0) {
      this.repeats++;
      const key = `${String(termsPlace)} ${reference}`;
      if (!this.#repeatsOfNumber.has(key)) {
        this.#put('repeat', termsPlace, reference);
        if (before.every(({ isWithdrawn }) => isWithdrawn)) this.withdrawnSince++;
      }
      this.#repeatsOfNumber.add(key);
      return false;
    }
    this.#said.push(said);
    this.events++;
    this.#put('event', termsPlace, reference);
    return true;
  }

  /** What was taken, packed by layer. */
  drafts(kind: FragmentDraft['kind']): FragmentDraft[] {
    return this.#layers[kind].map(({ offsets, terms, references, hasReference }, layer) => ({
      block: this.#block,
      kind,
      layer,
      offsets: Uint32Array.from(offsets),
      terms: Uint32Array.from(terms),
      references: hasReference ? references : [],
    }));
  }

  #next(offset: number, e164: number): void {
    this.#offset = offset;
    this.#depth = { event: 0, repeat: 0 };
    this.#said = this.#known === 'apart' ? [] : this.#known.before(e164);
    if (this.#said.length === 0) this.newNumbers++;
    if (this.#repeatsOfNumber.size > 0) this.#repeatsOfNumber = new Set();
  }

  #put(kind: FragmentDraft['kind'], terms: number, reference: string): void {
    const layers = this.#layers[kind];
    const layer = (layers[this.#depth[kind]++] ??= {
      offsets: [],
      terms: [],
      references: [],
      hasReference: false,
    });
    layer.offsets.push(this.#offset);
    layer.terms.push(terms);
    layer.references.push(reference);
    if (reference !== '') layer.hasReference = true;
  }
}

const NOTHING_SAID: readonly SaidBefore<never>[] = [];
