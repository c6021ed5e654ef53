import { XmlFault } from './xml-scanner.js';

const EQUALS = 0x3d;
const DOUBLE = 0x22;
const SINGLE = 0x27;

/** What a cell's text means (ECMA-376 part 1, 18.18.11); `n` is the default. */
const TYPES = ['n', 's', 'str', 'inlineStr', 'b', 'd', 'e'] as const;

/** A row of the table of types. */
export type CellType = (typeof TYPES)[number];

/**
 * The attributes of a cell's tag that matter, read from bytes: cells come by the million, and a
 * string for each attribute would take longer than all else.
 */
export class CellAttributes {
  /** From 0; -1 when the tag does not say. */
  column = -1;
  /** From 1; 0 when the tag does not say. */
  row = 0;
  style = 0;
  type: CellType = 'n';

  /**
   * @param start after the tag's name
   * @param end before its `>`
   * @throws XmlFault for a type that no cell has
   */
  read(buffer: Buffer, start: number, end: number): void {
    this.column = -1;
    this.row = this.style = 0;
    this.type = 'n';
    for (let at = start; at < end;) {
      while (at < end && (buffer[at] as number) <= 0x20) at++;
      const name = at;
      while (at < end && buffer[at] !== EQUALS) at++;
      const isShort = at - name === 1 || (buffer[name + 1] as number) <= 0x20;
      let open = at + 1;
      while (open < end && buffer[open] !== DOUBLE && buffer[open] !== SINGLE) open++;
      let close = open + 1;
      while (close < end && buffer[close] !== buffer[open]) close++;
      if (close >= end) return;
      if (isShort) this.#take(buffer, buffer[name] as number, open + 1, close);
      at = close + 1;
    }
  }

  #take(buffer: Buffer, name: number, start: number, end: number): void {
    if (name === 0x72) this.#place(buffer, start, end);
    else if (name === 0x73) this.style = wholeNumber(buffer, start, end);
    else if (name === 0x74) this.type = typeAt(buffer, start, end);
  }

  /** A place such as `AB12`. */
  #place(buffer: Buffer, start: number, end: number): void {
    let column = 0;
    let at = start;
    for (; at < end; at++) {
      const letter = (buffer[at] as number) & 0xdf;
      if (letter < 65 || letter > 90) break;
      column = column * 26 + letter - 64;
    }
    this.column = column - 1;
    this.row = wholeNumber(buffer, at, end);
    if (column === 0 || this.row < 1) {
      throw new XmlFault(`a cell stands at '${buffer.toString('latin1', start, end)}'`);
    }
  }
}

/** The number that decimal digits make; -1 for any other bytes, and for none. */
export function wholeNumber(buffer: Buffer, start: number, end: number): number {
  if (start === end || end - start > 15) return -1;
  let number = 0;
  for (let at = start; at < end; at++) {
    const digit = (buffer[at] as number) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

function typeAt(buffer: Buffer, start: number, end: number): CellType {
  if (end - start === 1 && buffer[start] === 0x73) return 's';
  const written = buffer.toString('latin1', start, end);
  const type = TYPES.find((name) => name === written);
  if (type === undefined) throw new XmlFault(`a cell is of the unknown type '${written}'`);
  return type;
}
