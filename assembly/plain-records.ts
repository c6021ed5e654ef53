/**
 * Reads the records of a list that nearly all are: of the list's width, on one line that LF or CR LF ends, no quote
 * doubled in quotes and nothing behind them. It stops at any other; src/files/record-scanner.ts reads that. Sixteen
 * bytes are looked at together, for separators and for digits: no column leaves with the list unless its cells
 * were looked at for numbers, and to count their digits took as long as to find them.
 */

const LF: u32 = 0x0a;
const CR: u32 = 0x0d;
const QUOTE: u32 = 0x22;

/** Integers of a row before its cells, as src/scrub/rows/record-rows.ts lays them down, and of a span. */
const HEAD: u32 = 4;
const SPAN: u32 = 3;
/** Forms of a span: the field's value as it stands, and the same in quotes. */
const PLAIN: u32 = 1;
const QUOTED: u32 = 2;
/** Bytes of a field: first byte, end, form, and how many digits stand in the record before its end. */
const FIELD: u32 = 16;
/** Bytes of a cell that is told of: column, first byte, end, form; and of a phone cell: first byte, end. */
const TOLD: usize = 16;
const PHONE: usize = 8;

/** What is asked of a column, one bit each. */
const IS_KEPT: u32 = 1;
const IS_PHONE: u32 = 2;
const IS_OTHER: u32 = 4;

let width: u32 = 0;
let phoneCount: u32 = 0;
let delimiter: u32 = 0;
let longest: usize = 0;
/** Fewer digits make no number. */
let leastDigits: u32 = 0;
/** By column, a byte: what is asked of it. */
let asked: usize = 0;
/** By column, two integers: cells without a digit, and with too few for a number. */
let tallies: usize = 0;
/** The fields of the record that is being read. */
let fields: usize = 0;
let rows: usize = 0;
let rowsEnd: usize = 0;
let phones: usize = 0;
let told: usize = 0;
let toldEnd: usize = 0;

let rowAt: usize = 0;
let phoneAt: usize = 0;
let toldAt: usize = 0;
let count: u32 = 0;

/**
 * The list: fields of a record, phone cells of one, what separates fields, bytes that no record is longer than,
 * and digits that a cell has at least to be told of.
 */
export function ofList(
  fieldsOfAll: u32,
  cells: u32,
  separator: u32,
  bytes: usize,
  digits: u32,
): void {
  width = fieldsOfAll;
  phoneCount = cells;
  delimiter = separator;
  longest = bytes;
  leastDigits = digits;
}

/**
 * Where memory is.
 *
 * @param ofColumns what is asked of each, a byte; then, from the next multiple of 8 on, two integers of each for
 *   the tallies, and four more
 * @param ofRows where rows are written, up to `ofPhones`
 * @param ofPhones where spans of phone cells are written; room for those of all rows
 * @param ofTold where other cells are told of that may hold a number, up to `end`; room for all of a record
 *   at least, as among the rows
 */
export function useMemory(
  ofColumns: usize,
  ofRows: usize,
  ofPhones: usize,
  ofTold: usize,
  end: usize,
): void {
  asked = ofColumns;
  tallies = (ofColumns + width + 7) & ~7;
  fields = tallies + (width << 3);
  rows = ofRows;
  phones = ofPhones;
  told = ofTold;
  const record = ((HEAD + phoneCount + SPAN * width) << 2) as usize;
  rowsEnd = ofPhones - record;
  toldEnd = end - <usize>width * TOLD;
}

/**
 * Reads records of `[start, end)`: their rows, and what is told of their cells, from the beginnings on.
 *
 * @param origin where the bytes begin that spans are counted from
 * @param line of the first record
 * @returns the first byte of a record that is no such one, or not whole, or for which there is no more room
 */
export function read(start: usize, end: usize, origin: usize, line: u32): usize {
  rowAt = rows;
  phoneAt = phones;
  toldAt = told;
  count = 0;
  const separators = i8x16.splat(<i8>delimiter);
  const lineFeeds = i8x16.splat(<i8>LF);
  const returns = i8x16.splat(<i8>CR);
  const quotes = i8x16.splat(<i8>QUOTE);
  const zeros = i8x16.splat(0x30);
  const nines = i8x16.splat(9);
  let record = start;
  let first = start;
  let field: u32 = 0;
  let isInQuotes = false;
  /** Where the quotes of the field closed; 0 when it has none. */
  let closed: usize = 0;
  /** Digits of the record before the block. */
  let digitsBefore: u32 = 0;
  for (let block = start; block < end; block += 16) {
    const bytes = v128.load(block);
    const ends = v128.or(i8x16.eq(bytes, lineFeeds), i8x16.eq(bytes, returns));
    const others = v128.or(i8x16.eq(bytes, separators), i8x16.eq(bytes, quotes));
    let marks: u32 = i8x16.bitmask(v128.or(ends, others));
    const left = <u32>(end - block);
    if (left < 16) marks &= (1 << left) - 1;
    // A byte of 128 or more may be part of a digit in another script.
    const figures = i8x16.le_u(i8x16.sub(bytes, zeros), nines);
    const digits: u32 = i8x16.bitmask(v128.or(figures, bytes));
    for (; marks != 0; marks &= marks - 1) {
      const bit = ctz(marks);
      const at = block + bit;
      const byte: u32 = load<u8>(at);
      if (isInQuotes) {
        if (byte == delimiter) continue;
        if (byte != QUOTE || !isEnd(at + 1, end)) return record;
        isInQuotes = false;
        closed = at;
        continue;
      }
      if (byte == QUOTE) {
        if (at == first) isInQuotes = true;
        continue;
      }
      // The LF of a CR LF ended no field.
      if (at < first) continue;
      const place = fields + field * FIELD;
      store<u32>(place, <u32>((closed == 0 ? first : first + 1) - origin));
      store<u32>(place, <u32>((closed == 0 ? at : closed) - origin), 4);
      store<u32>(place, closed == 0 ? PLAIN : QUOTED, 8);
      store<u32>(place, digitsBefore + popcnt(digits & ((1 << bit) - 1)), 12);
      closed = 0;
      if (byte == delimiter) {
        if (++field == width) return record;
        first = at + 1;
        continue;
      }
      let next = at + 1;
      if (byte == CR) {
        if (next >= end || load<u8>(next) != LF) return record;
        next++;
      }
      if (field + 1 != width || at == record || next - record > longest) return record;
      write(<u32>(record - origin), <u32>(next - origin), line + count);
      if (rowAt > rowsEnd || toldAt > toldEnd) return next;
      record = first = next;
      field = 0;
      // Of the block's digits those before the record are taken off again.
      digitsBefore = 0 - popcnt(digits & ((1 << bit) - 1));
    }
    digitsBefore += popcnt(digits);
  }
  return record;
}

/** Whether a field ends at a byte: closing quotes with anything else behind them are no such. */
function isEnd(at: usize, end: usize): bool {
  if (at >= end) return false;
  const byte: u32 = load<u8>(at);
  return byte == delimiter || byte == LF || byte == CR;
}

/** Writes the row of the record whose fields are known, and tells of its cells. */
function write(start: u32, end: u32, line: u32): void {
  store<u32>(rowAt, start);
  store<u32>(rowAt, end, 4);
  store<u32>(rowAt, width, 8);
  store<u32>(rowAt, line, 12);
  let span = rowAt + ((HEAD + phoneCount) << 2);
  let before: u32 = 0;
  for (let column: u32 = 0; column < width; column++) {
    const field = fields + column * FIELD;
    const from = load<u32>(field);
    const to = load<u32>(field, 4);
    const upTo = load<u32>(field, 12);
    const what: u32 = load<u8>(asked + column);
    if (what & IS_KEPT) {
      store<u32>(span, from);
      store<u32>(span, to, 4);
      store<u32>(span, load<u32>(field, 8), 8);
      span += SPAN << 2;
    }
    if (what & IS_PHONE) {
      store<u32>(phoneAt, from);
      store<u32>(phoneAt, to, 4);
      phoneAt += PHONE;
    }
    if (what & IS_OTHER && from < to) {
      const digits = upTo - before;
      if (digits < leastDigits) {
        const tally = tallies + (column << 3) + (digits == 0 ? 0 : 4);
        store<u32>(tally, load<u32>(tally) + 1);
      } else {
        store<u32>(toldAt, column);
        store<u32>(toldAt, from, 4);
        store<u32>(toldAt, to, 8);
        store<u32>(toldAt, load<u32>(field, 8), 12);
        toldAt += TOLD;
      }
    }
    before = upTo;
  }
  rowAt = span;
  count++;
}

/** How many records {@link read} has read. */
export function records(): u32 {
  return count;
}

/** How many integers their rows have. */
export function integers(): u32 {
  return <u32>((rowAt - rows) >> 2);
}

/** How many cells are told of. */
export function cellsTold(): u32 {
  return <u32>((toldAt - told) / TOLD);
}
