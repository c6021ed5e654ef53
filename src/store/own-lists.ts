import type { Instant } from '../core/day.js';
import { NumberSet } from '../core/number-set.js';
import { BLOCK_SIZE, packBlock } from '../core/packed-block.js';
import { repeats, type OwnEvent } from '../policy/standing.js';
import type { Store } from './database.js';
import { batchesOf, listsFault, voidedBatches, type OwnBatch } from './own-batches.js';
import { damagedLists, Fragment, type FragmentRow } from './own-fragments.js';
import { TermsTable } from './own-terms.js';

/** An event of an own list with where it came from. */
export interface RecordedEvent extends OwnEvent {
  readonly batch: OwnBatch;
  /** Said again by a file; counts since what it repeats is void. */
  readonly isRepeat: boolean;
}

/**
 * The own suppression lists as they were known at an instant: what was recorded by then, without the
 * events of imports undone by then. Fragments load a million of numbers at a time, when one of its
 * numbers is first asked for.
 */
export class OwnLists {
  readonly batches: readonly OwnBatch[];
  /** Ids of batches that undone imports left without effect. */
  readonly voided: ReadonlySet<number>;
  readonly #store: Store;
  readonly #byId: ReadonlyMap<number, OwnBatch>;
  readonly #terms: TermsTable;
  readonly #find;
  readonly #fragments = new Map<number, readonly Fragment[]>();
  readonly #numbers: NumberSet;

  /**
   * @param undone an import to be held for undone as well, to see what that would come to
   * @throws ScreeningError not-safe when entries are missing
   */
  constructor(store: Store, asOf: Instant, undone = 0) {
    const fault = listsFault(store);
    if (fault !== '') throw damagedLists(store.name, fault);
    this.#store = store;
    this.batches = batchesOf(store, asOf);
    this.voided = voidedBatches(store, this.batches, undone);
    this.#byId = new Map(this.batches.map((batch) => [batch.id, batch]));
    this.#terms = new TermsTable(store);
    this.#find = store.prepare('SELECT * FROM own_fragment WHERE block = ? ORDER BY batch, layer');
    this.#numbers = new NumberSet((block) => packedUnion(this.#events(block)));
  }

  /** Whether any event is recorded of a number, void ones too: cheap, and mostly no. */
  has(e164: number): boolean {
    return this.#numbers.has(e164);
  }

  /**
   * The events of a number that count, in order of recording. Where events are void, what other
   * imports said again counts in their place: as if what was undone had never been.
   */
  eventsOf(e164: number): RecordedEvent[] {
    const all = this.#of(e164, 'event');
    const standing = all.filter(({ batch }) => !this.voided.has(batch.id));
    if (standing.length === all.length) return standing;
    const again = this.saidAgain(e164);
    const found: RecordedEvent[] = [];
    for (const event of [...standing, ...again].sort(inOrder)) {
      const isSaid = !event.isRepeat || found.some((before) => saidAgain(event, before));
      if (!event.isRepeat || !isSaid) found.push(event);
    }
    return found;
  }

  /** What imports that stand said of a number again. */
  saidAgain(e164: number): RecordedEvent[] {
    return this.#of(e164, 'repeat').filter(({ batch }) => !this.voided.has(batch.id));
  }

  /** Every number of a batch, what it said again too. */
  *numbersOf(batch: number): Generator<number> {
    const find = this.#store.prepare(
      'SELECT DISTINCT block FROM own_fragment WHERE batch = ? AND layer = 0',
    );
    for (const block of find.pluck().all(batch) as number[]) {
      for (const { row, offsets } of this.#all(block)) {
        if (row.batch !== batch || row.layer > 0) continue;
        for (const offset of offsets) yield block * BLOCK_SIZE + offset;
      }
    }
  }

  /** Every number with an event, void ones too, ascending. */
  *numbers(): Generator<number> {
    const find = this.#store.prepare('SELECT DISTINCT block FROM own_fragment ORDER BY block');
    for (const block of find.pluck().all() as number[]) {
      for (const offset of unionOf(this.#events(block))) yield block * BLOCK_SIZE + offset;
    }
  }

  /**
   * Looks at every entry, where a question looks only at those that it needs.
   *
   * @throws ScreeningError not-safe when one is damaged
   */
  requireAll(): void {
    const blocks = this.#store.prepare('SELECT DISTINCT block FROM own_fragment').pluck().all();
    for (const block of blocks as number[]) {
      for (const fragment of this.#all(block)) {
        for (let place = 0; place < fragment.row.count; place++) {
          this.#terms.of(fragment.terms(place));
        }
      }
    }
  }

  #of(e164: number, kind: 'event' | 'repeat'): RecordedEvent[] {
    const block = Math.floor(e164 / BLOCK_SIZE);
    const offset = e164 - block * BLOCK_SIZE;
    const found: RecordedEvent[] = [];
    for (const fragment of this.#all(block)) {
      const { row } = fragment;
      if (row.kind !== kind) continue;
      const place = fragment.find(offset);
      if (place < 0) continue;
      const batch = this.#byId.get(row.batch) as OwnBatch;
      found.push({
        kind: batch.kind === 'withdraw' ? 'withdrawal' : 'objection',
        manner: batch.manner,
        // What is repeated has no line of its own: it comes after the events of its batch.
        sequence: kind === 'event' ? row.first + place : batch.sequence + batch.events,
        isRepeat: kind === 'repeat',
        terms: this.#terms.of(fragment.terms(place)),
        batch,
        reference: fragment.reference(place),
      });
    }
    return found;
  }

  #events(block: number): readonly Fragment[] {
    return this.#all(block).filter(({ row }) => row.kind === 'event');
  }

  /** The fragments of a million that were recorded by the instant. */
  #all(block: number): readonly Fragment[] {
    let found = this.#fragments.get(block);
    if (found === undefined) {
      const rows = this.#find.all(block) as FragmentRow[];
      found = rows
        .filter(({ batch }) => this.#byId.has(batch))
        .map((row) => new Fragment(row, this.#store.name));
      this.#fragments.set(block, found);
    }
    return found;
  }
}

/** By batch; within one, what is new before what is repeated. */
function inOrder(a: RecordedEvent, b: RecordedEvent): number {
  return (
    a.batch.id - b.batch.id || Number(a.isRepeat) - Number(b.isRepeat) || a.sequence - b.sequence
  );
}

function saidAgain(event: RecordedEvent, before: RecordedEvent): boolean {
  return before.kind === 'objection' && repeats(event, before);
}

function packedUnion(fragments: readonly Fragment[]): Uint8Array | undefined {
  const [only] = fragments;
  if (only === undefined) return undefined;
  if (fragments.length === 1) return only.row.numbers;
  const offsets = unionOf(fragments);
  return packBlock(offsets, offsets.length);
}

function unionOf(fragments: readonly Fragment[]): Uint32Array {
  const [only] = fragments;
  if (only !== undefined && fragments.length === 1) return only.offsets;
  const all = new Set(fragments.flatMap(({ offsets }) => [...offsets]));
  return Uint32Array.from(all).sort();
}
