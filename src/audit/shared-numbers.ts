import type { AscendingMerge } from '../core/ascending-merge.js';

/** How many numbers each of several sources has, and how many each two of them share. */
export interface SharedNumbers {
  /** By source. */
  readonly numbers: readonly number[];
  /** By two sources, the smaller place first. */
  readonly shared: (a: number, b: number) => number;
}

/**
 * Counts exactly in one pass through all sources at once: memory does not grow with their numbers.
 *
 * @param sources each gives every one of its numbers once, ascending
 */
export function sharedNumbers(sources: readonly AscendingMerge[]): SharedNumbers {
  const heads = sources.map((source) => source.next());
  const counts = sources.map(() => sources.map(() => 0));
  const having: number[] = [];
  for (;;) {
    let least = Infinity;
    for (const head of heads) if (head !== 0 && head < least) least = head;
    if (least === Infinity) break;
    having.length = 0;
    for (let at = 0; at < heads.length; at++) if (heads[at] === least) having.push(at);
    for (const a of having) {
      const row = counts[a] as number[];
      for (const b of having) row[b] = (row[b] as number) + 1;
      heads[a] = (sources[a] as AscendingMerge).next();
    }
  }
  return {
    numbers: counts.map((row, at) => row[at] as number),
    shared: (a, b) => counts[a]?.[b] ?? 0,
  };
}
