import { compiledLoop, LOOP_ROOM, type CompiledLoop } from '../../core/compiled-loop.js';
import { LEAST_DIGITS } from '../../files/column-evidence.js';
import { MAX_RECORD_BYTES } from '../../files/list-head.js';
import { HEAD, SPAN, type RowReading } from './row-shape.js';

/** What assembly/plain-records.ts exports. */
interface Exports {
  ofList(width: number, phones: number, delimiter: number, longest: number, digits: number): void;
  useMemory(columns: number, rows: number, phones: number, told: number, end: number): void;
  read(start: number, end: number, origin: number, line: number): number;
  records(): number;
  integers(): number;
  cellsTold(): number;
}

/** Bytes that are read at once: they stay near while rows are made of them. */
const PIECE = 1 << 18;
/** The loop looks at so many bytes together, past the end too. */
const PAST_PIECE = 16;
const ROW_BYTES = 1 << 19;
const TOLD_BYTES = 1 << 18;
const IS_KEPT = 1;
const IS_PHONE = 2;
const IS_OTHER = 4;
/** Of a column, in bytes: what is asked of it, its tallies, its field in the record that is read. */
const COLUMN_BYTES = 1 + 8 + 16;
/** Integers of a cell that is told of. */
const TOLD = 4;

/** Takes what is found in records. */
export interface RecordTaker {
  /**
   * Rows, to be copied.
   *
   * @param cells first byte and end of each phone cell
   */
  readonly rows: (integers: Int32Array, count: number, cells: Int32Array) => void;
  /** A cell of a column that nobody screens, with digits enough for a number. */
  readonly cell: (column: number, start: number, end: number, form: number) => void;
  /** How many cells of such a column have no digit, and how many too few of them. */
  readonly settled: (column: number, words: number, filled: number) => void;
}

/**
 * Reads in WebAssembly the records that nearly all are (assembly/plain-records.ts), in a fifth of the time that
 * RecordScanner takes for those, and what ColumnEvidence has to say of their cells.
 */
export class CompiledRecords {
  readonly #loop: CompiledLoop<Exports>;
  readonly #others: readonly number[];
  readonly #phoneCount: number;
  readonly #piece: Uint8Array;
  readonly #tallies: Int32Array;
  readonly #rows: Int32Array;
  readonly #cells: Int32Array;
  readonly #told: Int32Array;
  /** The bytes of the buffer that are in the memory. */
  #from = 0;
  #upTo = 0;

  private constructor(loop: CompiledLoop<Exports>, reading: RowReading, places: Places) {
    const { head, phones, others, kept } = reading;
    const { memory, exports } = loop;
    this.#loop = loop;
    this.#others = others;
    this.#phoneCount = phones.length;
    const delimiter = head.delimiter[0] as number;
    exports.ofList(head.width, phones.length, delimiter, MAX_RECORD_BYTES, LEAST_DIGITS);
    const asked = new Uint8Array(memory, LOOP_ROOM, head.width);
    for (const [columns, what] of [
      [kept, IS_KEPT],
      [phones, IS_PHONE],
      [others, IS_OTHER],
    ] as const) {
      for (const column of columns) asked[column] = (asked[column] as number) | what;
    }
    this.#tallies = new Int32Array(memory, places.tallies, 2 * head.width);
    this.#piece = new Uint8Array(memory, places.piece, PIECE);
    this.#rows = new Int32Array(memory, places.rows, ROW_BYTES >> 2);
    this.#cells = new Int32Array(memory, places.cells, (places.told - places.cells) >> 2);
    this.#told = new Int32Array(memory, places.told, TOLD_BYTES >> 2);
    exports.useMemory(LOOP_ROOM, places.rows, places.cells, places.told, places.end);
  }

  /**
   * @param folder where the loop is
   * @returns undefined where it cannot run, or for a list that it does not read
   */
  static load(reading: RowReading, folder?: URL): CompiledRecords | undefined {
    const { delimiter } = reading.head;
    // One record has to fit: the loop looks at what room is left only when it has written it.
    const places = placesFor(reading);
    const isWide =
      2 * places.rowBytes > ROW_BYTES || 2 * 4 * TOLD * reading.head.width > TOLD_BYTES;
    if (delimiter.length > 1 || isDigit(delimiter[0] as number) || isWide) return undefined;
    const loop = compiledLoop<Exports>('plain-records', places.end, folder);
    return loop && new CompiledRecords(loop, reading, places);
  }

  /** To be called before a buffer is read whose bytes are others than those read last: they are copied by place. */
  begin(): void {
    this.#from = this.#upTo = 0;
  }

  /**
   * Reads records of `buffer[start, end)`.
   *
   * @param line of the first one
   * @returns the first byte of a record that it does not read, or that is not whole
   */
  read(buffer: Buffer, start: number, end: number, line: number, taker: RecordTaker): number {
    const { exports } = this.#loop;
    let at = start;
    for (let next = line; ; next += exports.records()) {
      if (at >= this.#upTo || at < this.#from) {
        this.#from = at;
        this.#upTo = Math.min(end, at + PIECE);
        this.#piece.set(buffer.subarray(at, this.#upTo));
      }
      const origin = this.#piece.byteOffset - this.#from;
      const used = exports.read(origin + at, origin + this.#upTo, origin, next) - origin;
      this.#take(taker);
      if (used === at || used === end) return used;
      at = used;
    }
  }

  #take(taker: RecordTaker): void {
    const { exports } = this.#loop;
    const count = exports.records();
    if (count === 0) return;
    const cells = this.#cells.subarray(0, 2 * this.#phoneCount * count);
    taker.rows(this.#rows.subarray(0, exports.integers()), count, cells);
    const told = this.#told;
    const end = exports.cellsTold() * TOLD;
    if (end > told.length) throw new Error('more cells were told of than there is room for');
    for (let at = 0; at < end; at += TOLD) {
      taker.cell(
        told[at] as number,
        told[at + 1] as number,
        told[at + 2] as number,
        told[at + 3] as number,
      );
    }
    for (const column of this.#others) {
      const [words, filled] = [this.#tallies[2 * column], this.#tallies[2 * column + 1]];
      taker.settled(column, words as number, filled as number);
    }
    this.#tallies.fill(0);
  }
}

interface Places {
  readonly tallies: number;
  readonly piece: number;
  readonly rows: number;
  readonly cells: number;
  readonly told: number;
  readonly end: number;
  /** Of the longest row. */
  readonly rowBytes: number;
}

/** Where things lie in the loop's memory. */
function placesFor({ head, phones }: RowReading): Places {
  const tallies = aligned(LOOP_ROOM + head.width);
  const piece = aligned(LOOP_ROOM + aligned(COLUMN_BYTES * (head.width + 1)));
  const rows = aligned(piece + PIECE + PAST_PIECE);
  const cells = rows + ROW_BYTES;
  const rowBytes = 4 * (HEAD + phones.length + SPAN * head.width);
  const mostRows = Math.ceil(ROW_BYTES / (4 * (HEAD + phones.length)));
  const told = aligned(cells + 8 * phones.length * mostRows);
  return { tallies, piece, rows, cells, told, end: told + TOLD_BYTES, rowBytes };
}

function aligned(address: number): number {
  return (address + 7) & ~7;
}

/** Whether the loop would count it among a cell's digits. */
function isDigit(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || byte >= 0x80;
}
