import { ChangesReader } from './packed-changes.js';

/**
 * Changes of one block, in order of offset and then of place: side by side, each change as
 * `offset × 2 + (1 if removed)` and the place of the edition that made it.
 */
export interface BlockChanges {
  readonly changes: Uint32Array;
  readonly places: Uint32Array;
}

/** Of a block that no edition changed. */
export const NO_CHANGES: BlockChanges = { changes: new Uint32Array(0), places: new Uint32Array(0) };

/** Offsets are put in order by their lower and their upper ten bits. */
const DIGIT_BITS = 10;
const DIGITS = 1 << DIGIT_BITS;
/** Room for what is dealt out. */
const dealt = new Uint32Array(DIGITS + 1);

/**
 * The changes of many editions, each with its place among them, by blocks of a million numbers. All
 * are read at once, but a block is put together and in order when it is first asked for: a year has
 * millions of changes, and 500 records ask for a part of them.
 */
export class ChangesByBlock {
  /** Those of each edition after those of the one before. */
  readonly #changes: Uint32Array;
  /** By block, three for each edition that changed it: its place, where its changes begin and end. */
  readonly #runs = new Map<number, number[]>();
  readonly #sorted = new Map<number, BlockChanges>();
  /** Where a block is put down while it is put in order. */
  #spare = NO_CHANGES;

  /** @param packed the packed changes of each edition, in order of their places */
  constructor(packed: readonly Uint8Array[]) {
    let total = 0;
    for (const bytes of packed) total += countOf(bytes);
    this.#changes = new Uint32Array(total);
    let end = 0;
    packed.forEach((bytes, place) => {
      end = this.#read(bytes, place, end);
    });
  }

  /** Blocks that have changes, in no order. */
  blocks(): IterableIterator<number> {
    return this.#runs.keys();
  }

  /** The changes of a block. */
  of(block: number): BlockChanges {
    let found = this.#sorted.get(block);
    if (found !== undefined) return found;
    const runs = this.#runs.get(block);
    if (runs === undefined) return NO_CHANGES;
    found = this.#together(runs);
    const count = found.changes.length;
    if (this.#spare.changes.length < count) this.#spare = roomFor(2 * count);
    deal(found, this.#spare, count, 1);
    deal(this.#spare, found, count, 1 + DIGIT_BITS);
    this.#sorted.set(block, found);
    return found;
  }

  #read(bytes: Uint8Array, place: number, start: number): number {
    const changes = this.#changes;
    const reader = new ChangesReader(bytes);
    let end = start;
    let block = -1;
    let runStart = start;
    while (reader.next()) {
      if (reader.block !== block) {
        if (end > runStart) this.#addRun(block, place, runStart, end);
        block = reader.block;
        runStart = end;
      }
      changes[end++] = reader.change;
    }
    if (end > runStart) this.#addRun(block, place, runStart, end);
    return end;
  }

  #addRun(block: number, place: number, start: number, end: number): void {
    const runs = this.#runs.get(block);
    if (runs) runs.push(place, start, end);
    else this.#runs.set(block, [place, start, end]);
  }

  #together(runs: readonly number[]): BlockChanges {
    let count = 0;
    for (let at = 0; at < runs.length; at += 3) {
      count += (runs[at + 2] as number) - (runs[at + 1] as number);
    }
    const found = roomFor(count);
    let put = 0;
    for (let at = 0; at < runs.length; at += 3) {
      const place = runs[at] as number;
      const end = runs[at + 2] as number;
      for (let from = runs[at + 1] as number; from < end; from++) {
        found.changes[put] = this.#changes[from] as number;
        found.places[put++] = place;
      }
    }
    return found;
  }
}

/** Every last byte of a varint is below 128; asked without a branch, which nobody could foretell. */
function countOf(bytes: Uint8Array): number {
  let others = 0;
  for (let at = 0; at < bytes.length; at++) others += (bytes[at] as number) >> 7;
  return bytes.length - others;
}

function roomFor(count: number): BlockChanges {
  return { changes: new Uint32Array(count), places: new Uint32Array(count) };
}

/**
 * Deals changes out by one digit of their offsets, those of the same digit in the order in which they
 * stand: by the lower digit and then by the upper, they are in order of offset, and still of place.
 */
function deal(from: BlockChanges, to: BlockChanges, count: number, shift: number): void {
  const { changes, places } = from;
  const next = dealt.fill(0);
  for (let at = 0; at < count; at++) {
    const digit = ((changes[at] as number) >>> shift) & (DIGITS - 1);
    next[digit + 1] = (next[digit + 1] as number) + 1;
  }
  for (let digit = 0; digit < DIGITS; digit++) {
    next[digit + 1] = (next[digit + 1] as number) + (next[digit] as number);
  }
  for (let at = 0; at < count; at++) {
    const digit = ((changes[at] as number) >>> shift) & (DIGITS - 1);
    const put = next[digit] as number;
    next[digit] = put + 1;
    to.changes[put] = changes[at] as number;
    to.places[put] = places[at] as number;
  }
}
