/** The numbers of a file, in order; parallel arrays. */
interface FoundArrays {
  /** E.164 digits as integers. */
  readonly numbers: Float64Array;
  /** The place of what is said of each. */
  readonly termsOf: Uint32Array;
  /** Place of the row among the rows read, from 0, for each. */
  readonly rowOf: Uint32Array;
}

const FIRST_ROOM = 4096;

/** The numbers of a file as they are found. */
export class FoundNumbers {
  #numbers = new Float64Array(FIRST_ROOM);
  #termsOf = new Uint32Array(FIRST_ROOM);
  #rowOf = new Uint32Array(FIRST_ROOM);
  #count = 0;

  /** Adds one number, E.164 digits as an integer. */
  add(e164: number, terms: number, row: number): void {
    const at = this.#count;
    if (at === this.#numbers.length) this.#grow();
    this.#numbers[at] = e164;
    this.#termsOf[at] = terms;
    this.#rowOf[at] = row;
    this.#count = at + 1;
  }

  /** All of them, in order. */
  arrays(): FoundArrays {
    const end = this.#count;
    return {
      numbers: this.#numbers.subarray(0, end),
      termsOf: this.#termsOf.subarray(0, end),
      rowOf: this.#rowOf.subarray(0, end),
    };
  }

  #grow(): void {
    const room = this.#numbers.length * 2;
    const numbers = new Float64Array(room);
    const termsOf = new Uint32Array(room);
    const rowOf = new Uint32Array(room);
    numbers.set(this.#numbers);
    termsOf.set(this.#termsOf);
    rowOf.set(this.#rowOf);
    this.#numbers = numbers;
    this.#termsOf = termsOf;
    this.#rowOf = rowOf;
  }
}
