import { setImmediate } from 'node:timers/promises';
import { HashedBytes, type ByteSink } from '../byte-sink.js';
import { fieldBytes } from '../field-bytes.js';
import { MAX_RECORD_BYTES } from '../list-head.js';
import { FieldForm, RecordScanner } from '../record-scanner.js';
import { ScratchFile } from '../scratch-file.js';
import { workbookPieces, type WrittenCell } from './write-workbook.js';
import { WrittenColumn } from './written-cells.js';

const ROOM = 1 << 20;
const COMMA = Buffer.from(',');

type ReadRow = readonly (readonly [text: string, isQuoted: boolean])[];

/** How a list becomes a workbook. */
export interface WorkbookWriting {
  readonly sheet: string;
  /** Columns whose cells are texts, from 0: telephone numbers. */
  readonly texts: readonly number[];
  /** Path of the output, in whose folder the rows wait. */
  readonly beside: string;
  readonly signal: AbortSignal;
}

/**
 * Writes lines of CSV, such as RowLines makes of a sheet, as a workbook. The lines wait in a file
 * without a name until all are there: a sheet says at its beginning how its columns are shown.
 */
export class WorkbookSink implements ByteSink {
  readonly #out: ByteSink;
  readonly #writing: WorkbookWriting;
  readonly #scratch: ScratchFile;
  readonly #hashed = new HashedBytes();
  readonly #buffer = Buffer.allocUnsafe(ROOM);
  readonly #columns: WrittenColumn[] = [];
  #length = 0;

  /** @param out where the workbook's bytes go */
  constructor(out: ByteSink, writing: WorkbookWriting) {
    this.#out = out;
    this.#writing = writing;
    this.#scratch = new ScratchFile(writing.beside);
  }

  /** The rows as they were given: what two workbooks with the same rows have in common. */
  get content(): { readonly sha256: string; readonly bytes: number } {
    return { sha256: this.#hashed.sha256(), bytes: this.#hashed.bytes };
  }

  write(source: Buffer, start: number, end: number): void {
    this.#hashed.write(source, start, end);
    for (let at = start; at < end;) {
      const copied = source.copy(this.#buffer, this.#length, at, end);
      at += copied;
      this.#length += copied;
      if (this.#length === ROOM) this.#putAside();
    }
  }

  /**
   * Writes the workbook.
   *
   * @throws ScreeningError wrong-use when the rows cannot be put aside or the output not be written
   */
  async end(): Promise<void> {
    try {
      this.#putAside();
      const { sheet: name, signal } = this.#writing;
      for (const cells of this.#batches('bare cells')) {
        await setImmediate();
        signal.throwIfAborted();
        for (const row of cells) {
          row.forEach(([text, isQuoted], index) => {
            this.#column(index).see(text, isQuoted);
          });
        }
      }
      const formats = this.#columns.map(({ format }) => format);
      for await (const piece of workbookPieces({ name, formats, rows: this.#rows() })) {
        signal.throwIfAborted();
        this.#out.write(piece, 0, piece.length);
      }
    } finally {
      this.discard();
    }
  }

  /** Gives the room of the waiting rows back. */
  discard(): void {
    this.#scratch.close();
  }

  *#rows(): Generator<readonly WrittenCell[]> {
    for (const batch of this.#batches('all cells')) {
      for (const cells of batch) {
        yield cells.map(([text, isQuoted], index) => this.#column(index).cell(text, isQuoted));
      }
    }
  }

  #column(index: number): WrittenColumn {
    return (this.#columns[index] ??= new WrittenColumn(this.#writing.texts.includes(index)));
  }

  /**
   * The rows that wait, each cell with whether it stood in quotes; rows without a cell are empty.
   *
   * @param wanted of which cells the text is wanted; it is empty of others
   */
  *#batches(wanted: 'all cells' | 'bare cells'): Generator<readonly ReadRow[]> {
    const scanner = new RecordScanner({
      delimiter: COMMA,
      columns: 'all',
      maxRecordBytes: MAX_RECORD_BYTES,
      rowsAreLines: true,
    });
    const buffer = Buffer.allocUnsafe(2 * ROOM);
    let held = 0;
    let row = 0;
    for (let at = 0; at < this.#scratch.length || held > 0;) {
      const room = Math.min(buffer.length - held, this.#scratch.length - at);
      this.#scratch.read(at, buffer.subarray(held, held + room));
      at += room;
      const end = held + room;
      const records: ReadRow[] = [];
      const used = scanner.scan(buffer, 0, end, at === this.#scratch.length, () => {
        while (++row < scanner.line) records.push([]);
        records.push(cellsOf(buffer, scanner, wanted === 'bare cells'));
      });
      yield records;
      buffer.copyWithin(0, used, end);
      held = end - used;
    }
  }

  #putAside(): void {
    if (this.#length > 0) this.#scratch.append(this.#buffer.subarray(0, this.#length));
    this.#length = 0;
  }
}

function cellsOf(buffer: Buffer, { spans, fieldCount }: RecordScanner, bareOnly: boolean): ReadRow {
  return Array.from({ length: fieldCount }, (_, slot) => {
    const at = slot * 3;
    const [start, end, form] = [spans[at] ?? 0, spans[at + 1] ?? 0, spans[at + 2] ?? 0];
    const isQuoted = form === FieldForm.quoted || form === FieldForm.escaped;
    const text = isQuoted && bareOnly ? '' : fieldBytes(buffer, start, end, form).toString('utf8');
    return [text, isQuoted] as const;
  });
}
