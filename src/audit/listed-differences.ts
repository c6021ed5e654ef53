/** So many differences are listed of any number of them: what a person or a program can work through. */
const MOST_LISTED = 100_000;

/** Differences, the first of them listed. */
export interface Differences<T> {
  readonly count: number;
  readonly listed: readonly T[];
}

/** So many are decided otherwise in one way. */
export interface Move {
  readonly was: string;
  readonly now: string;
  readonly count: number;
}

/** Counts differences, by what was and what is, and lists the first of them. */
export class DifferenceList<T extends { readonly was: string; readonly now: string }> {
  readonly #most: number;
  readonly #listed: T[] = [];
  readonly #moves = new Map<string, { was: string; now: string; count: number }>();
  #count = 0;

  /** @param most so many are listed */
  constructor(most = MOST_LISTED) {
    this.#most = most;
  }

  add(difference: T): void {
    this.#count++;
    const { was, now } = difference;
    const key = `${was} ${now}`;
    const move = this.#moves.get(key) ?? { was, now, count: 0 };
    move.count++;
    this.#moves.set(key, move);
    if (this.#listed.length < this.#most) this.#listed.push(difference);
  }

  get differences(): Differences<T> {
    return { count: this.#count, listed: this.#listed };
  }

  /** What became what, the most first. */
  get moves(): Move[] {
    const names = ({ was, now }: Move): string => `${was} ${now}`;
    return [...this.#moves.values()].sort(
      (a, b) => b.count - a.count || (names(a) < names(b) ? -1 : 1),
    );
  }
}
