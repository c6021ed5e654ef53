import { ScreeningError } from '../../core/errors.js';
import type { AscendingMerge } from '../../core/ascending-merge.js';

/** The numbers of one run, ascending, of which one is at hand. */
export class Head {
  /** The number it stands at; 0 when there are no more. */
  number = 0;
  /** Whether a part of the numbers could not be read: then others than those given may be there. */
  isDamaged = false;
  readonly #open: () => AscendingMerge;
  #numbers: AscendingMerge | undefined;

  /**
   * @param run its place among the runs
   * @param open begins to read
   */
  constructor(
    readonly run: number,
    open: () => AscendingMerge,
  ) {
    this.#open = open;
    this.advance();
  }

  /** Goes on to the next number. */
  advance(): void {
    try {
      this.#numbers ??= this.#open();
      this.number = this.#numbers.next();
    } catch (error) {
      if (!(error instanceof ScreeningError)) throw error;
      this.isDamaged = true;
      this.number = 0;
    }
  }
}

/** Heads in order of their number, then of their run: a heap, as in core/ascending-merge.ts. */
export class HeadHeap {
  readonly #heads: Head[];

  constructor(heads: readonly Head[]) {
    this.#heads = heads
      .filter(({ number }) => number !== 0)
      .sort((a, b) => a.number - b.number || a.run - b.run);
  }

  /** The head with the least number; undefined when none has one. */
  get top(): Head | undefined {
    return this.#heads[0];
  }

  /** Moves the top head on to its next number. */
  advance(): void {
    const heads = this.#heads;
    const head = heads[0] as Head;
    head.advance();
    if (head.number === 0) {
      const other = heads.pop() as Head;
      if (heads.length > 0) heads[0] = other;
    }
    this.#sink();
  }

  #sink(): void {
    const heads = this.#heads;
    const head = heads[0];
    if (head === undefined) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      let next = heads[child];
      if (next === undefined) break;
      const other = heads[child + 1];
      if (other !== undefined && isBefore(other, next)) {
        child++;
        next = other;
      }
      if (!isBefore(next, head)) break;
      heads[at] = next;
      at = child;
    }
    heads[at] = head;
  }
}

function isBefore(a: Head, b: Head): boolean {
  return a.number < b.number || (a.number === b.number && a.run < b.run);
}
