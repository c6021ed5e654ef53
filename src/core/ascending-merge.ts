/** So many numbers are merged at once. */
const ROOM = 1 << 10;
const NOTHING = new Float64Array();

/**
 * Merges numbers that come in ascending pieces from several sources into one ascending row of
 * distinct numbers, holding one piece of each source. Sources are merged in pairs, and the pairs again, a
 * room full at a time: a heap that is asked for one number after another took three times as long, and
 * generators of numbers longer still.
 */
export class AscendingMerge {
  readonly #all: Ascending;
  #last = 0;

  /** @param sources each gives ascending positive numbers, equal ones allowed, in any pieces */
  constructor(sources: readonly Iterator<Float64Array>[]) {
    this.#all = pairUp(sources.map((pieces) => new Source(pieces)));
  }

  /** Numbers that follow, equal ones among them; undefined when there are no more. Not to be mixed with {@link next}. */
  piece(): Float64Array | undefined {
    const all = this.#all;
    if (all.at === all.end && !all.advance()) return undefined;
    const piece = all.numbers.subarray(all.at, all.end);
    all.at = all.end;
    return piece;
  }

  /** The next number; 0 when there are no more. */
  next(): number {
    const all = this.#all;
    for (;;) {
      if (all.at === all.end && !all.advance()) return 0;
      const number = all.numbers[all.at++] as number;
      if (number === this.#last) continue;
      this.#last = number;
      return number;
    }
  }
}

/** Ascending numbers, those in `[at, end)` at hand. */
interface Ascending {
  readonly numbers: Float64Array;
  at: number;
  readonly end: number;
  /** Goes on to numbers that follow, when none is at hand; false when there are none. */
  advance(): boolean;
}

function pairUp(sources: readonly Ascending[]): Ascending {
  if (sources.length === 0) return new Source([][Symbol.iterator]());
  let level = sources;
  while (level.length > 1) {
    level = Array.from({ length: Math.ceil(level.length / 2) }, (_, place) => {
      const [one, other] = [level[2 * place] as Ascending, level[2 * place + 1]];
      return other === undefined ? one : new Pair(one, other);
    });
  }
  return level[0] as Ascending;
}

class Source implements Ascending {
  readonly #pieces: Iterator<Float64Array>;
  numbers: Float64Array = NOTHING;
  at = 0;

  constructor(pieces: Iterator<Float64Array>) {
    this.#pieces = pieces;
  }

  get end(): number {
    return this.numbers.length;
  }

  advance(): boolean {
    do {
      const next = this.#pieces.next();
      if (next.done === true) return false;
      this.numbers = next.value;
    } while (this.numbers.length === 0);
    this.at = 0;
    return true;
  }
}

class Pair implements Ascending {
  readonly #one: Ascending;
  readonly #other: Ascending;
  readonly numbers = new Float64Array(ROOM);
  at = 0;
  end = 0;

  constructor(one: Ascending, other: Ascending) {
    this.#one = one;
    this.#other = other;
  }

  advance(): boolean {
    this.at = this.end = 0;
    while (this.end < ROOM) {
      const hasOne = isAtHand(this.#one);
      const hasOther = isAtHand(this.#other);
      if (hasOne && hasOther) this.#merge();
      else if (hasOne) this.#take(this.#one);
      else if (hasOther) this.#take(this.#other);
      else break;
    }
    return this.end > 0;
  }

  /** Merges until there is no room, or one of both has nothing at hand. */
  #merge(): void {
    const into = this.numbers;
    const { numbers: ones, end: onesEnd } = this.#one;
    const { numbers: others, end: othersEnd } = this.#other;
    let [end, one, other] = [this.end, this.#one.at, this.#other.at];
    while (end < ROOM && one < onesEnd && other < othersEnd) {
      const first = ones[one] as number;
      const second = others[other] as number;
      if (first <= second) {
        into[end++] = first;
        one++;
      } else {
        into[end++] = second;
        other++;
      }
    }
    this.end = end;
    this.#one.at = one;
    this.#other.at = other;
  }

  #take(from: Ascending): void {
    const some = Math.min(ROOM - this.end, from.end - from.at);
    this.numbers.set(from.numbers.subarray(from.at, from.at + some), this.end);
    this.end += some;
    from.at += some;
  }
}

function isAtHand(numbers: Ascending): boolean {
  return numbers.at < numbers.end || numbers.advance();
}
