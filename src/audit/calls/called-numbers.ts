const FIRST_ROOM = 1 << 12;
/** 2^32 over the golden ratio, which spreads numbers that follow one another (Knuth, TAOCP 6.4). */
const SPREAD = 0x9e3779b1;

/**
 * The people of a call log, by their numbers, with the kinds of calls that each had: what tells two
 * calls to one person from calls to two. It grows with the people, ten to forty bytes for each, and
 * not with their calls.
 */
export class CalledNumbers {
  /** A table with open addressing; 0 is no number. */
  #numbers = new Float64Array(FIRST_ROOM);
  #kinds = new Uint32Array(FIRST_ROOM);
  #count = 0;

  /** @param kinds a sum of bits */
  add(e164: number, kinds: number): void {
    const slot = this.#slot(e164);
    if (this.#numbers[slot] === 0) {
      this.#numbers[slot] = e164;
      this.#count++;
    }
    this.#kinds[slot] = (this.#kinds[slot] as number) | kinds;
    if (this.#count * 2 > this.#numbers.length) this.#grow();
  }

  /** How many people there are. */
  get count(): number {
    return this.#count;
  }

  /** How many people had a call of one of the kinds of each sum of bits. */
  counts(sums: readonly number[]): number[] {
    const people = new Map<number, number>();
    for (const had of this.#kinds) people.set(had, (people.get(had) ?? 0) + 1);
    return sums.map((sum) =>
      [...people].reduce((total, [had, count]) => ((had & sum) === 0 ? total : total + count), 0),
    );
  }

  #slot(e164: number): number {
    const mask = this.#numbers.length - 1;
    // Bit operators take a number modulo 2^32.
    const mixed = Math.imul(e164 ^ (e164 / 0x100000000), SPREAD);
    let slot = (mixed ^ (mixed >>> 15)) & mask;
    for (;;) {
      const held = this.#numbers[slot];
      if (held === 0 || held === e164) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const [numbers, kinds] = [this.#numbers, this.#kinds];
    this.#numbers = new Float64Array(numbers.length * 2);
    this.#kinds = new Uint32Array(numbers.length * 2);
    for (let at = 0; at < numbers.length; at++) {
      const e164 = numbers[at] as number;
      if (e164 === 0) continue;
      const slot = this.#slot(e164);
      this.#numbers[slot] = e164;
      this.#kinds[slot] = kinds[at] as number;
    }
  }
}
