/**
 * Merges numbers that come in ascending pieces from several sources into one ascending row of
 * distinct numbers, holding one piece of each source. Numbers are asked for one at a time and not
 * as a generator: of a million, the objects that a generator makes cost more than the merge.
 */
export class AscendingMerge {
  /** A heap: no source before its two children, at 2n + 1 and 2n + 2, in order of their heads. */
  readonly #heap: Source[];
  #last = 0;

  /** @param sources each gives ascending positive numbers, equal ones allowed, in any pieces */
  constructor(sources: readonly Iterator<Float64Array>[]) {
    this.#heap = sources.map((pieces) => new Source(pieces)).filter((source) => source.advance());
    for (let at = this.#heap.length >> 1; at >= 0; at--) this.#sink(at);
  }

  /** The next number; 0 when there are no more. */
  next(): number {
    const heap = this.#heap;
    for (let top = heap[0]; top !== undefined; top = heap[0]) {
      const number = top.head;
      if (!top.advance()) {
        const other = heap.pop() as Source;
        if (heap.length > 0) heap[0] = other;
      }
      if (heap.length > 1) this.#sink(0);
      if (number === this.#last) continue;
      this.#last = number;
      return number;
    }
    return 0;
  }

  #sink(from: number): void {
    const heap = this.#heap;
    const source = heap[from];
    if (source === undefined) return;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      let next = heap[child];
      if (next === undefined) break;
      const other = heap[child + 1];
      if (other !== undefined && other.head < next.head) {
        child++;
        next = other;
      }
      if (next.head >= source.head) break;
      heap[at] = next;
      at = child;
    }
    heap[at] = source;
  }
}

class Source {
  readonly #pieces: Iterator<Float64Array>;
  #piece: Float64Array = new Float64Array();
  #at = 0;
  /** The number it stands at. */
  head = 0;

  constructor(pieces: Iterator<Float64Array>) {
    this.#pieces = pieces;
  }

  /** Goes on to the next number; false when there is none. */
  advance(): boolean {
    while (this.#at === this.#piece.length) {
      const next = this.#pieces.next();
      if (next.done === true) return false;
      this.#piece = next.value;
      this.#at = 0;
    }
    this.head = this.#piece[this.#at++] as number;
    return true;
  }
}
