import { HEAD, RowShape, SPAN } from './row-shape.js';

/** What stands in a phone cell that holds no plain UK number, in place of the number's class. */
export const CellKind = {
  /** Not a byte. */
  empty: -1,
  /** No digit, and so no number. */
  words: -2,
  /** Anything else: readCellItems reads it. */
  text: -3,
} as const;

const FIRST_INTEGERS = 1 << 16;
const FIRST_NUMBERS = 1 << 12;

/** The arrays of some rows, as they go from one thread to another. */
export interface RowArrays {
  readonly integers: Int32Array<ArrayBuffer>;
  readonly numbers: Float64Array<ArrayBuffer>;
}

/** What is written down of a record; a scanner tells it. */
export interface ReadRecord {
  readonly recordStart: number;
  readonly recordEnd: number;
  readonly fieldCount: number;
  readonly line: number;
  readonly spans: Int32Array;
}

/**
 * Records that were read, one behind the other in two arrays: where each lies in its buffer, and of a
 * whole record what its phone cells hold. A million objects would cost more than the reading, and arrays
 * go to another thread as they are.
 *
 * A row is: first byte, end, fields, physical line; of a whole record the class of each phone cell's
 * number, or its {@link CellKind}; then first byte, end and form of each field that is kept and that
 * the record has. The number of each phone cell of whole records stands in `numbers`; 0 where there is none.
 */
export class RecordRows {
  integers: Int32Array<ArrayBuffer>;
  numbers: Float64Array<ArrayBuffer>;
  /** How many of the numbers are of these rows. */
  numberCount = 0;
  /** Of each number, room for the fact bits of registers that list it; undefined where nobody looked any up. */
  listings: Int32Array | undefined;
  /** How many of the numbers were looked up, from the first on. */
  lookedUp = 0;
  /** How many records. */
  count = 0;
  readonly shape: RowShape;
  #end = 0;

  /** @param arrays to be used again */
  constructor(shape: RowShape, arrays?: RowArrays) {
    this.shape = shape;
    this.integers = arrays?.integers ?? new Int32Array(FIRST_INTEGERS);
    this.numbers = arrays?.numbers ?? new Float64Array(FIRST_NUMBERS);
  }

  /** Rows that were written elsewhere. */
  static of(shape: RowShape, arrays: RowArrays, count: number, numbers: number): RecordRows {
    const rows = new RecordRows(shape, arrays);
    rows.count = count;
    rows.numberCount = numbers;
    return rows;
  }

  /** Forgets the rows, and keeps their room. */
  clear(): void {
    this.count = this.numberCount = this.#end = 0;
  }

  /** Adds a record. Those of its phone cells follow by {@link RecordRows.addCell} if it is whole. */
  add({ recordStart, recordEnd, fieldCount, line, spans }: ReadRecord): void {
    const { shape } = this;
    const { kept } = shape;
    const cells = fieldCount === shape.width ? shape.phones : 0;
    const fields = shape.keptOf(fieldCount);
    const needed = HEAD + cells + fields * SPAN;
    if (this.#end + needed > this.integers.length) this.#widen(needed);
    if (this.numberCount + cells > this.numbers.length) this.#widenNumbers(cells);
    const { integers } = this;
    let at = this.#end;
    integers[at] = recordStart;
    integers[at + 1] = recordEnd;
    integers[at + 2] = fieldCount;
    integers[at + 3] = line;
    this.#cell = at += HEAD;
    at += cells;
    for (let place = 0; place < fields; place++) {
      const from = (kept[place] as number) * SPAN;
      integers[at++] = spans[from] as number;
      integers[at++] = spans[from + 1] as number;
      integers[at++] = spans[from + 2] as number;
    }
    this.#end += needed;
    this.count++;
  }

  #cell = 0;

  /** Adds what the next phone cell of the last record holds. @param kind class or {@link CellKind} */
  addCell(kind: number, e164: number): void {
    this.integers[this.#cell++] = kind;
    this.numbers[this.numberCount++] = e164;
  }

  /**
   * Adds whole records whose rows were written elsewhere.
   *
   * @returns where their integers begin
   */
  addRows(integers: Int32Array, count: number): number {
    const at = this.#end;
    const numbers = count * this.shape.phones;
    if (at + integers.length > this.integers.length) this.#widen(integers.length);
    if (this.numberCount + numbers > this.numbers.length) this.#widenNumbers(numbers);
    this.integers.set(integers, at);
    this.#end += integers.length;
    this.count += count;
    return at;
  }

  /** Says what the next phone cell of a row holds that was written elsewhere, in its place of `integers`. */
  setCell(at: number, kind: number, e164: number): void {
    this.integers[at] = kind;
    this.numbers[this.numberCount++] = e164;
  }

  #widen(needed: number): void {
    const wider = new Int32Array(Math.max(2 * this.integers.length, this.#end + needed));
    wider.set(this.integers);
    this.integers = wider;
  }

  #widenNumbers(needed: number): void {
    const wider = new Float64Array(Math.max(2 * this.numbers.length, this.numberCount + needed));
    wider.set(this.numbers);
    this.numbers = wider;
  }
}

/** Goes through rows, one record at a time: its fields tell of the current one. */
export class CurrentRecord {
  /** First byte in the buffer. */
  recordStart = 0;
  /** After its line end. */
  recordEnd = 0;
  /** How many fields it has, which may be more or fewer than the list's width. */
  fieldCount = 0;
  /** Physical line on which it starts. */
  line = 0;
  /** Where its phone cells stand among the numbers of the rows. */
  firstNumber = 0;
  #rows = new RecordRows(new RowShape(0, 0, []));
  #integers = this.#rows.integers;
  #left = 0;
  #next = 0;
  #cells = 0;
  #spans = 0;
  #nextNumber = 0;

  /** Goes before the first of some rows. */
  begin(rows: RecordRows): void {
    this.#rows = rows;
    this.#integers = rows.integers;
    this.#left = rows.count;
    this.#next = this.#nextNumber = 0;
  }

  /** Goes to the next record; false when there is none. */
  next(): boolean {
    if (this.#left === 0) return false;
    this.#left--;
    const integers = this.#integers;
    const { shape } = this.#rows;
    const at = this.#next;
    this.recordStart = integers[at] as number;
    this.recordEnd = integers[at + 1] as number;
    this.fieldCount = integers[at + 2] as number;
    this.line = integers[at + 3] as number;
    const cells = this.fieldCount === shape.width ? shape.phones : 0;
    this.firstNumber = this.#nextNumber;
    this.#nextNumber += cells;
    this.#cells = at + HEAD;
    this.#spans = at + HEAD + cells;
    this.#next = this.#spans + shape.keptOf(this.fieldCount) * SPAN;
    return true;
  }

  /** Class of the plain UK number in a phone cell of a whole record, or its {@link CellKind}. */
  kind(place: number): number {
    return this.#integers[this.#cells + place] as number;
  }

  /** That number, E.164 digits as an integer. */
  e164(place: number): number {
    return this.#rows.numbers[this.firstNumber + place] as number;
  }

  /** First byte of a kept field's span; 0, as in the two below, when the record lacks the field. */
  start(field: number): number {
    return this.#span(field, 0);
  }

  /** Where the span ends. */
  end(field: number): number {
    return this.#span(field, 1);
  }

  /** One of the scanner's `FieldForm`. */
  form(field: number): number {
    return this.#span(field, 2);
  }

  #span(field: number, part: number): number {
    const place = this.#rows.shape.placeOf(field);
    if (field >= this.fieldCount) return 0;
    return this.#integers[this.#spans + place * SPAN + part] as number;
  }
}
