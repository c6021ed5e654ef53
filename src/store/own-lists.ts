import type { Instant } from '../core/day.js';
import type { NumberSet } from '../core/number-set.js';
import { BLOCK_SIZE } from '../core/packed-block.js';
import { repeatsConsent, type ConsentEvent } from '../policy/consents.js';
import { repeats, type OwnEvent } from '../policy/standing.js';
import { requireNoWait } from './awaited-journal.js';
import type { Store } from './database.js';
import {
  batchesOf,
  eventKind,
  voidedBatches,
  type OwnBatch,
  type OwnEventKind,
} from './own-batches.js';
import { OwnBlocks } from './own-blocks.js';
import { damagedLists } from './own-fragments.js';
import { listsFault } from './own-sums.js';
import { TermsTable } from './own-terms.js';

/** Where an event came from. */
interface Origin {
  readonly batch: OwnBatch;
  /** Said again by a file; counts since what it repeats is void. */
  readonly isRepeat: boolean;
}

/** An event of an own list with where it came from. */
export interface RecordedEvent extends OwnEvent, Origin {}

/** A consent with where it came from. */
export interface RecordedConsent extends ConsentEvent, Origin {}

/** What is recorded of a number, counting or not. */
export interface Everything {
  readonly events: readonly RecordedEvent[];
  readonly consents: readonly RecordedConsent[];
}

/** The only event of a number: what it says is known by its batch and the id of its terms. */
export interface OnlyEvent {
  readonly batch: OwnBatch;
  readonly terms: number;
  readonly hasReference: boolean;
}

/** What stands in a fragment, before it is known for an objection or a consent. */
interface Found extends Origin {
  readonly kind: OwnEventKind;
  readonly sequence: number;
  readonly terms: number;
  readonly reference: string;
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
  /** Whether any consent was recorded, of whatever number. */
  readonly hasConsents: boolean;
  readonly #blocks: OwnBlocks;
  readonly #byId: ReadonlyMap<number, OwnBatch>;
  readonly #terms: TermsTable<'objections'>;
  readonly #consentTerms: TermsTable<'consents'>;

  /**
   * @param undone an import to be held for undone as well, to see what that would come to
   * @throws ScreeningError not-safe when entries are missing, or the database waits for its journal
   */
  constructor(store: Store, asOf: Instant, undone = 0) {
    requireNoWait(store);
    const fault = listsFault(store);
    if (fault !== '') throw damagedLists(store.name, fault);
    this.batches = batchesOf(store, asOf);
    this.voided = voidedBatches(store, this.batches, undone);
    this.hasConsents = this.batches.some((batch) => eventKind(batch) === 'consent');
    this.#byId = new Map(this.batches.map((batch) => [batch.id, batch]));
    this.#terms = new TermsTable(store, 'objections');
    this.#consentTerms = new TermsTable(store, 'consents');
    this.#blocks = new OwnBlocks(store, this.batches);
  }

  /** Whether any event is recorded of a number, void ones too: cheap, and mostly no. */
  has(e164: number): boolean {
    return this.#blocks.has(e164);
  }

  /** The same, of anything but consents. */
  hasObjection(e164: number): boolean {
    return this.#blocks.hasObjection(e164);
  }

  /** The numbers of {@link hasObjection}, for many questions; undefined when there are none. */
  get objected(): NumberSet | undefined {
    return this.#blocks.objected;
  }

  /**
   * The objections and withdrawals of a number that count, in order of recording. Where events are
   * void, what other imports said again counts in their place: as if what was undone had never been.
   */
  eventsOf(e164: number): RecordedEvent[] {
    return this.#counting(e164, (found) => this.#event(found), saidAgain);
  }

  /** The consents of a number that count, in order of recording. */
  consentsOf(e164: number): RecordedConsent[] {
    if (!this.hasConsents) return [];
    return this.#counting<RecordedConsent>(e164, (found) => this.#consent(found), repeatsConsent);
  }

  /**
   * The event of a number that has no other; undefined when there are several, or one is void. What
   * holds of such a number holds of every other with the same batch, terms and reference or none.
   */
  onlyEventOf(e164: number): OnlyEvent | undefined {
    const block = Math.floor(e164 / BLOCK_SIZE);
    const offset = e164 - block * BLOCK_SIZE;
    let only: OnlyEvent | undefined;
    for (const fragment of this.#blocks.of(block)) {
      const { row } = fragment;
      if (row.kind !== 'event') continue;
      const place = fragment.find(offset);
      if (place < 0) continue;
      if (only !== undefined || this.voided.has(row.batch)) return undefined;
      const batch = this.#byId.get(row.batch) as OwnBatch;
      only = { batch, terms: fragment.terms(place), hasReference: fragment.hasReference(place) };
    }
    return only;
  }

  /** What imports that stand said of a number again. */
  saidAgain(e164: number): RecordedEvent[] {
    return this.#of(e164, 'repeat')
      .filter(({ batch }) => !this.voided.has(batch.id))
      .flatMap((found) => this.#event(found) ?? []);
  }

  /**
   * All that is recorded of a number, in order of recording: what is void, and what files said again,
   * too. For whoever is to be told everything; what counts say the others.
   */
  everythingOf(e164: number): Everything {
    const found = [...this.#of(e164, 'event'), ...this.#of(e164, 'repeat')];
    return {
      events: found.flatMap((one) => this.#event(one) ?? []).sort(inOrder),
      consents: found.flatMap((one) => this.#consent(one) ?? []).sort(inOrder),
    };
  }

  /** Every number of a batch, what it said again too. */
  numbersOf(batch: number): Generator<number> {
    return this.#blocks.numbersOf(batch);
  }

  /** Every number with an event, void ones too, ascending. */
  numbers(): Generator<number> {
    return this.#blocks.numbers();
  }

  /**
   * Looks at every entry, where a question looks only at those that it needs.
   *
   * @throws ScreeningError not-safe when one is damaged
   */
  requireAll(): void {
    for (const fragment of this.#blocks.all()) {
      const batch = this.#byId.get(fragment.row.batch) as OwnBatch;
      const table = eventKind(batch) === 'consent' ? this.#consentTerms : this.#terms;
      for (let place = 0; place < fragment.row.count; place++) table.of(fragment.terms(place));
    }
  }

  #counting<E extends Origin & { readonly sequence: number }>(
    e164: number,
    read: (found: Found) => E | undefined,
    isSaidBy: (event: E, before: E) => boolean,
  ): E[] {
    const all = this.#of(e164, 'event').flatMap((found) => read(found) ?? []);
    const standing = all.filter(({ batch }) => !this.voided.has(batch.id));
    if (standing.length === all.length) return standing;
    const again = this.#of(e164, 'repeat')
      .filter(({ batch }) => !this.voided.has(batch.id))
      .flatMap((found) => read(found) ?? []);
    const counting: E[] = [];
    for (const event of [...standing, ...again].sort(inOrder)) {
      const isSaid = !event.isRepeat || counting.some((before) => isSaidBy(event, before));
      if (!event.isRepeat || !isSaid) counting.push(event);
    }
    return counting;
  }

  #event({ kind, terms, ...found }: Found): RecordedEvent | undefined {
    if (kind === 'consent') return undefined;
    return { ...found, kind, manner: found.batch.manner, terms: this.#terms.of(terms) };
  }

  #consent({ kind, terms, ...found }: Found): RecordedConsent | undefined {
    return kind === 'consent' ? { ...found, terms: this.#consentTerms.of(terms) } : undefined;
  }

  #of(e164: number, kind: 'event' | 'repeat'): Found[] {
    const block = Math.floor(e164 / BLOCK_SIZE);
    const offset = e164 - block * BLOCK_SIZE;
    const found: Found[] = [];
    for (const fragment of this.#blocks.of(block)) {
      const { row } = fragment;
      if (row.kind !== kind) continue;
      const place = fragment.find(offset);
      if (place < 0) continue;
      const batch = this.#byId.get(row.batch) as OwnBatch;
      found.push({
        kind: eventKind(batch),
        // What is repeated has no line of its own: it comes after the events of its batch.
        sequence: kind === 'event' ? row.first + place : batch.sequence + batch.events,
        isRepeat: kind === 'repeat',
        terms: fragment.terms(place),
        batch,
        reference: fragment.reference(place),
      });
    }
    return found;
  }
}

/** By batch; within one, what is new before what is repeated. */
function inOrder<E extends Origin & { readonly sequence: number }>(a: E, b: E): number {
  return (
    a.batch.id - b.batch.id || Number(a.isRepeat) - Number(b.isRepeat) || a.sequence - b.sequence
  );
}

function saidAgain(event: RecordedEvent, before: RecordedEvent): boolean {
  return before.kind === 'objection' && repeats(event, before);
}
