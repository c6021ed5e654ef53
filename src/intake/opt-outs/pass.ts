import { columnsOf, type Column } from '../../files/columns.js';
import { NO_SIGNS, type ListSigns } from '../../files/list-signs.js';
import { scanSource, type ScannedSource } from '../../files/scan-source.js';
import type { ChosenFileColumns } from '../passed-on/columns.js';
import { FoundNumbers } from '../passed-on/found-numbers.js';
import { FileRecord } from '../passed-on/record.js';
import { DispositionWatch } from './dispositions.js';
import type { FoundRows, UnresolvedRow } from './found.js';
import { OptOutNumbers } from './numbers.js';
import type { OptOutReading, OtherColumn } from './reading.js';
import { OptOutTerms } from './terms.js';
import { UnreadNumbers } from './unread-numbers.js';
import { mergeWheres } from './where-text.js';
import { Where, type Dispositions } from './where.js';

const LF = 10;
const CR = 13;

/** The one forward pass over an opt-out file. */
export class OptOutPass {
  readonly #path: string;
  readonly #chosen: ChosenFileColumns<OtherColumn>;
  readonly #record: FileRecord;
  readonly #wheres: readonly Where[];
  readonly #cells: OptOutNumbers;
  readonly #terms: OptOutTerms;
  readonly #watch: DispositionWatch;
  /** Columns without a meaning, watched for numbers. */
  readonly #unnamed: readonly Column[];
  readonly #unread: UnreadNumbers;
  readonly #found = new FoundNumbers();
  readonly #references: string[] = [];
  readonly #referenceColumn: number | undefined;
  readonly #defaultReference: string;
  readonly #unresolved: UnresolvedRow[] = [];
  #hasReference = false;
  #rows = 0;
  #passedOver = 0;
  #blankRows = 0;
  #readings = 0;
  /** Rows of another width. */
  #ragged = 0;
  #signs: ListSigns = NO_SIGNS;
  /** Where the file ends in the buffer; -1 while more is to come. */
  #fileEnd = -1;

  /** @throws ScreeningError wrong-use for a `--where` that is none */
  constructor(path: string, chosen: ChosenFileColumns<OtherColumn>, reading: OptOutReading) {
    const { head, numbers, others } = chosen;
    const record = new FileRecord(head);
    const places = new Map([...others].map(([logical, { index }]) => [logical, index]));
    this.#path = path;
    this.#chosen = chosen;
    this.#record = record;
    this.#wheres = mergeWheres(head, reading.where).map(
      (text) => new Where(path, head, record, text),
    );
    this.#cells = new OptOutNumbers(
      record,
      numbers.map(({ index }) => index),
      head.width,
    );
    this.#terms = new OptOutTerms(path, record, reading, places);
    const meant = [...numbers, ...others.values(), ...this.whereColumns];
    this.#unnamed = columnsOf(head).filter(
      (column) => !meant.some(({ index }) => index === column.index),
    );
    this.#watch = new DispositionWatch(record, this.#unnamed, head.header.length > 0);
    this.#unread = new UnreadNumbers(record, head, numbers, this.#unnamed);
    this.#referenceColumn = places.get('reference');
    this.#defaultReference = reading.defaults.reference;
  }

  /** The columns that a `--where` names. */
  get whereColumns(): readonly Column[] {
    return this.#wheres.flatMap(({ columns }) => columns);
  }

  /** The columns without a meaning. */
  get unnamed(): readonly Column[] {
    return this.#unnamed;
  }

  /** Columns that hold numbers and were not named, when the whole file has been read. */
  get unreadNumbers(): readonly Column[] {
    return this.#unread.columns();
  }

  /** Columns without a meaning that hold a number here and there, when the whole file has been read. */
  get strayNumbers(): readonly string[] {
    return this.#unread.strayIn();
  }

  /**
   * @param first the bytes already read from the source, from its first byte
   * @param whole whether the source ends with them
   * @throws StructuralFault, or ScreeningError for a caller or campaign that is not declared
   */
  async run(
    first: Buffer,
    whole: boolean,
    source: ScannedSource,
    signal: AbortSignal,
  ): Promise<void> {
    const { scanner } = this.#record;
    this.#signs = await scanSource(source, first, whole, this.#chosen.head.dataStart, signal, {
      begin: (buffer) => {
        this.#record.buffer = buffer;
      },
      scan: (buffer, start, end, ended) => {
        this.#fileEnd = ended ? end : -1;
        return scanner.scan(buffer, start, end, ended, this.#onRecord);
      },
      records: () => scanner.record,
    });
  }

  /**
   * What the whole file holds in the columns that a `--where` names.
   *
   * @throws ScreeningError wrong-use when something in the file was asked for that it does not
   *   hold, or holds something that should have been asked for
   */
  dispositions(): Dispositions[] {
    const dispositions = this.#wheres.flatMap((where) => where.dispositions());
    this.#watch.refuseUnasked(this.#path);
    if (this.#chosen.detected) this.#unread.refuse(this.#path);
    return dispositions;
  }

  /** What was read. */
  found(): FoundRows {
    return {
      ...this.#found.arrays(),
      terms: this.#terms.distinct,
      references: this.#hasReference ? this.#references : [],
      rows: this.#rows,
      passedOver: this.#passedOver,
      ragged: this.#ragged,
      signs: this.#signs,
      blankRows: this.#blankRows + this.#chosen.head.blankLines + this.#record.scanner.blankLines,
      unresolved: this.#unresolved,
      notes: { ...this.#terms.notes(), readings: this.#readings },
      otherOrder: this.#terms.otherOrder,
    };
  }

  readonly #onRecord = (): void => {
    const record = this.#record;
    if (!record.hasContent()) {
      this.#blankRows++;
      return;
    }
    if (record.isRagged) this.#ragged++;
    const taken = this.#takes();
    const isCut = !taken && this.#isUnended() && this.#wheres.some((where) => where.mayBeCut());
    if (!taken && !isCut) {
      this.#passedOver++;
      return;
    }
    const cells = this.#cells;
    const row = this.#rows++;
    const misses = isCut || this.#wheres.some((where) => where.isMissing());
    cells.read(this.#isUnended(), misses);
    const terms = this.#terms.read();
    // Whether a row without its disposition is an opt-out is for somebody to say.
    const count = misses ? 0 : cells.count;
    for (let i = 0; i < count; i++) this.#found.add(cells.found[i] as number, terms, row);
    if (cells.hasReadings) this.#readings++;
    const reference = this.#reference();
    if (cells.why !== undefined) {
      const { line } = record.scanner;
      const text = record.asItStands();
      this.#unresolved.push({ row: row + 1, line, text, why: cells.why, terms, reference });
    }
    this.#watch.count();
    this.#unread.look();
  };

  #isUnended(): boolean {
    const { scanner, buffer } = this.#record;
    const last = buffer[scanner.recordEnd - 1];
    return scanner.recordEnd === this.#fileEnd && last !== LF && last !== CR;
  }

  /** All of them must hold; each counts its values, also where another does not hold. */
  #takes(): boolean {
    let taken = true;
    for (const where of this.#wheres) if (!where.takes()) taken = false;
    return taken;
  }

  #reference(): string {
    const column = this.#referenceColumn;
    const written = column === undefined ? '' : this.#record.text(column).trim();
    const reference = written === '' ? this.#defaultReference : written;
    if (reference !== '') this.#hasReference = true;
    if (column !== undefined || reference !== '') this.#references.push(reference);
    return reference;
  }
}
