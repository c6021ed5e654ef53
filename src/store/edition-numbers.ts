import { NumberSet } from '../core/number-set.js';
import type { PackedBlock } from '../core/numbers-packer.js';
import type { RegisterName } from '../registers/registers.js';
import type { Store } from './database.js';
import { editionsAsSealed } from './edition-evidence.js';
import { damaged, packings, type Packing } from './edition-packing.js';
import { EditionSegment } from './edition-segment.js';

/** Whether the numbers of an edition can be asked: there, removed on purpose, or damaged. */
export type Holding = 'whole' | 'gone' | 'damaged';

/** Bits of an integer that hold one answer each. */
const MOST_KEYS = 30;

/** The numbers of editions, however they are packed. Nothing is read before it is asked for. */
export class EditionNumbers {
  readonly #store: Store;
  readonly #packings: ReadonlyMap<number, Packing>;
  /** By edition, the key that it leads back to. */
  readonly #keys = new Map<number, number>();
  readonly #segments = new Map<number, EditionSegment>();
  readonly #sealed = new Map<RegisterName, boolean>();

  constructor(store: Store) {
    this.#store = store;
    this.#packings = new Map(packings(store).map((packing) => [packing.edition, packing]));
    for (const { edition, form, base } of this.#packings.values()) {
      const key = form === 'key' ? edition : this.#keys.get(base);
      if (form !== 'gone' && key !== undefined) this.#keys.set(edition, key);
    }
  }

  /** Whether the rows of a register's editions are as they were sealed (edition-evidence.ts). */
  areSealed(register: RegisterName): boolean {
    let found = this.#sealed.get(register);
    if (found === undefined) {
      this.#sealed.set(register, (found = editionsAsSealed(this.#store, register)));
    }
    return found;
  }

  /** How an edition stands. */
  holding(edition: number): Holding {
    if (this.#packings.get(edition)?.form === 'gone') return 'gone';
    const key = this.#keys.get(edition);
    return key !== undefined && this.#segment(key).isWhole(edition) ? 'whole' : 'damaged';
  }

  /** Whether an edition's numbers were not removed; says nothing of damage, and reads nothing. */
  isKept(edition: number): boolean {
    return this.#packings.get(edition)?.form !== 'gone';
  }

  /** The numbers of an edition as a set, for many questions. */
  set(edition: number): NumberSet {
    const segment = this.#segmentOf(edition);
    return new NumberSet({
      load: (block) => segment.changedBlock(edition, block),
      all: () => segment.everyBlock(edition),
    });
  }

  /** The packed blocks of an edition, in order of their million, one at a time. */
  blocks(edition: number): Generator<PackedBlock> {
    return this.#segmentOf(edition).blocks(edition);
  }

  /**
   * Whether an edition has a number: for few numbers and many editions, where sets would be as many
   * copies of a register.
   *
   * @throws ScreeningError not-safe when the edition is damaged or gone: silence would say that its
   *   numbers were never listed
   */
  has(edition: number, e164: number): boolean {
    return this.#segmentOf(edition).has(edition, e164);
  }

  /** The keys that editions lead back to; undefined when they are too many for {@link inKeys}. */
  keysOf(editions: readonly number[]): number[] | undefined {
    const keys = new Set(editions.map((edition) => this.#keyOf(edition)));
    return keys.size > MOST_KEYS ? undefined : [...keys];
  }

  /**
   * In which keys a number stands, a bit for each, if no edition of theirs ever changed it: what
   * holds of two such numbers is the same, whatever is asked. Undefined of a number that one changed.
   */
  inKeys(keys: readonly number[], e164: number): number | undefined {
    let bits = 0;
    for (let at = 0; at < keys.length; at++) {
      const stands = this.#segment(keys[at] as number).always(e164);
      if (stands === undefined) return undefined;
      if (stands) bits |= 1 << at;
    }
    return bits;
  }

  /** Bytes of the key that an edition leads back to, and of every difference that does. */
  bytes(edition: number): { readonly key: number; readonly differences: number } {
    const key = this.#keyOf(edition);
    return {
      key: this.#packings.get(key)?.bytes ?? 0,
      differences: this.#differences(key).reduce((sum, { bytes }) => sum + bytes, 0),
    };
  }

  /** Those that lead back to a key, in order of their ids. */
  #differences(key: number): Packing[] {
    return [...this.#packings.values()].filter(
      ({ edition, form }) => form === 'difference' && this.#keys.get(edition) === key,
    );
  }

  #keyOf(edition: number): number {
    const key = this.#keys.get(edition);
    if (key === undefined) throw damaged(edition, this.#store.name);
    return key;
  }

  #segmentOf(edition: number): EditionSegment {
    const segment = this.#segment(this.#keyOf(edition));
    if (!segment.isWhole(edition)) throw damaged(edition, this.#store.name);
    return segment;
  }

  #segment(key: number): EditionSegment {
    let found = this.#segments.get(key);
    if (found === undefined) {
      const packing = this.#packings.get(key) as Packing;
      found = new EditionSegment(this.#store, packing, this.#differences(key));
      this.#segments.set(key, found);
    }
    return found;
  }
}
