import { CellAttributes, wholeNumber } from './cell-attributes.js';
import { numberValue } from './cell-values.js';
import type { NumberFormat } from './number-formats.js';
import type { RowLines } from './row-lines.js';
import type { SharedStrings } from './shared-strings.js';
import { TextBytes } from './text-bytes.js';
import { XmlFault, type XmlHandler } from './xml-scanner.js';
import { attribute } from './xml-text.js';

/** Rows and columns that a sheet may have (Excel specifications and limits). */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;

/** What the cells of a workbook are read by. */
export interface CellGround {
  readonly strings: SharedStrings;
  /** By the style of a cell. */
  readonly formats: readonly NumberFormat[];
  readonly from1904: boolean;
}

/** What a sheet has that its rows do not show. */
export interface SheetCounts {
  /** Cells that hold a formula. */
  readonly formulas: number;
  /** Rows with a cell that are hidden, by hand or by a filter. */
  readonly hiddenRows: number;
  /** Areas of cells that are shown as one: only the first has a value. */
  readonly mergedAreas: number;
}

/** Where rows go: {@link RowLines}, or what counts them. */
export type RowTaker = Pick<RowLines, 'begin' | 'text' | 'bare' | 'end'>;

/**
 * Reads the cells of a sheet, in order, from the XML of its part (ECMA-376 part 1, 18.3). A formula
 * is what it came to when the workbook was saved.
 *
 * Its own reader and not hucre's: that one makes objects of every shared text (1.1 GB for a sheet of
 * 100,000 rows and 11 columns of text), gives an empty cell for a text that is missing, does not say
 * that a sheet breaks off, and takes ten times as long. hucre is the oracle of the tests.
 */
export class SheetReader implements XmlHandler {
  /** Of what was read so far. */
  readonly counts: { -readonly [Count in keyof SheetCounts]: number } = {
    formulas: 0,
    hiddenRows: 0,
    mergedAreas: 0,
  };

  readonly #rows: RowTaker;
  readonly #ground: CellGround;
  readonly #text = new TextBytes();
  #hasCells = false;
  #isIn = { sheetData: false, row: false, c: false, v: false, is: false, t: false, rPh: false };
  #row = 0;
  #column = 0;
  #hasFormula = false;
  /** Whether the row is hidden and none of its cells has come yet. */
  #isHidden = false;
  readonly #cell = new CellAttributes();

  constructor(rows: RowTaker, ground: CellGround) {
    this.#rows = rows;
    this.#ground = ground;
  }

  /** Whether the part is that of a sheet of cells. */
  get hasCells(): boolean {
    return this.#hasCells;
  }

  open(name: string, buffer: Buffer, start: number, end: number): void {
    const within = this.#isIn;
    switch (name) {
      case 'sheetData':
        within.sheetData = this.#hasCells = true;
        break;
      case 'row':
        if (!within.sheetData) break;
        this.#beginRow(attribute(buffer, start, end, 'r'));
        this.#isHidden = ['1', 'true'].includes(attribute(buffer, start, end, 'hidden') ?? '');
        break;
      case 'mergeCell':
        this.counts.mergedAreas++;
        break;
      case 'c':
        if (within.row) this.#beginCell(buffer, start, end);
        break;
      case 'f':
        if (within.c) this.counts.formulas++;
        this.#hasFormula = within.c;
        break;
      case 'v':
        if (within.c && this.#text.length > 0) {
          throw new XmlFault(`a cell of row ${String(this.#row)} has two values`);
        }
        within.v = within.c;
        break;
      case 'is':
        within.is = within.c;
        break;
      case 't':
        within.t = within.is && !within.rPh;
        break;
      case 'rPh':
        within.rPh = within.is;
        break;
    }
  }

  close(name: string): void {
    const within = this.#isIn;
    switch (name) {
      case 'c':
        if (within.c) this.#endCell();
        within.c = false;
        break;
      case 'row':
        if (within.row) this.#rows.end();
        within.row = false;
        break;
      case 'sheetData':
      case 'v':
      case 'is':
      case 't':
      case 'rPh':
        within[name] = false;
        break;
    }
  }

  text(buffer: Buffer, start: number, end: number, isRaw: boolean): void {
    if (this.#isIn.v || this.#isIn.t) this.#text.add(buffer, start, end, isRaw);
  }

  /** A row without its number is the one after that before it. */
  #beginRow(written: string | undefined): void {
    const row = written === undefined ? this.#row + 1 : Number(written);
    if (!Number.isInteger(row) || row <= this.#row || row > MOST_ROWS) {
      throw new XmlFault(`row '${written ?? String(row)}' stands after row ${String(this.#row)}`);
    }
    this.#row = row;
    this.#column = -1;
    this.#isIn.row = true;
    this.#rows.begin(row);
  }

  #beginCell(buffer: Buffer, start: number, end: number): void {
    const cell = this.#cell;
    cell.read(buffer, start, end);
    const before = this.#column;
    this.#column = cell.column < 0 ? before + 1 : cell.column;
    if (cell.row > 0 && cell.row !== this.#row) {
      throw new XmlFault(`a cell of row ${String(cell.row)} stands in row ${String(this.#row)}`);
    }
    if (this.#column <= before || this.#column >= MOST_COLUMNS) {
      throw new XmlFault(`row ${String(this.#row)} has its cells in no order`);
    }
    this.#text.clear();
    this.#hasFormula = false;
    this.#isIn.c = true;
  }

  #endCell(): void {
    const { bytes, length } = this.#text;
    if (length === 0) {
      this.#emptyCell();
      return;
    }
    if (this.#isHidden) this.counts.hiddenRows++;
    this.#isHidden = false;
    switch (this.#cell.type) {
      case 's':
        this.#sharedText(wholeNumber(bytes, 0, length));
        return;
      case 'str':
      case 'inlineStr':
        this.#rows.text(this.#column, bytes, 0, length);
        return;
      case 'b':
        this.#rows.bare(this.#column, /^(?:1|true)$/i.test(this.#written()) ? 'TRUE' : 'FALSE');
        return;
      case 'n':
        this.#number();
        return;
      case 'd':
        this.#day();
        return;
      case 'e':
        this.#rows.bare(this.#column, this.#written().replace(/[^#/!?\w]/g, ''));
    }
  }

  /**
   * An empty text is what a formula may come to. Any other without a value has never been worked out,
   * and a telephone number could be hidden in it.
   */
  #emptyCell(): void {
    if (!this.#hasFormula || this.#cell.type === 'str') return;
    throw new XmlFault(`a formula of row ${String(this.#row)} was saved without its result`, {
      why: 'the program that wrote the workbook did not work it out, and a number may be hidden in it',
      fix: 'open it in Excel or LibreOffice, save it, and give it again',
    });
  }

  #written(): string {
    return this.#text.bytes.toString('latin1', 0, this.#text.length).trim();
  }

  #sharedText(index: number): void {
    const { strings } = this.#ground;
    if (index < 0 || index >= strings.count) {
      throw new XmlFault(`a text of row ${String(this.#row)} is missing`);
    }
    this.#rows.text(this.#column, strings.bytes, strings.start(index), strings.end(index));
  }

  #number(): void {
    const { formats, from1904 } = this.#ground;
    const { text, isText } = numberValue(this.#written(), formats[this.#cell.style], from1904);
    if (isText) this.#rows.text(this.#column, Buffer.from(text), 0, text.length);
    else this.#rows.bare(this.#column, text);
  }

  /** A day of ISO 8601, which strict workbooks hold. */
  #day(): void {
    const [, day, clock] =
      /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d(?:\.\d{1,3})?)Z?)?$/.exec(this.#written()) ?? [];
    if (day === undefined) throw new XmlFault(`a day in row ${String(this.#row)} is none`);
    const isDay = clock === undefined || /^[0:.]+$/.test(clock);
    this.#rows.bare(this.#column, isDay ? day : `${day} ${clock}`);
  }
}
