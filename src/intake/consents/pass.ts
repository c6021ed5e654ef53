import type { Column } from '../../files/columns.js';
import { NO_SIGNS, type ListSigns } from '../../files/list-signs.js';
import { scanSource, type ScannedSource } from '../../files/scan-source.js';
import type { ConsentTerms } from '../../policy/consents.js';
import { asEvidence } from '../../policy/evidence.js';
import type { ChosenFileColumns } from '../passed-on/columns.js';
import { FoundNumbers } from '../passed-on/found-numbers.js';
import { FileRecord, holdsNothing } from '../passed-on/record.js';
import { ConsentNumber } from './number.js';
import type { ConsentColumn, ConsentReading } from './reading.js';
import type { ConsentNotes } from './said.js';
import { ConsentTermsReader, REJECTED_TERMS } from './terms.js';
import { WithdrawalWatch } from './withdrawal-watch.js';

const LF = 10;
const CR = 13;

/** A row that gave no consent. */
export interface RejectedRow {
  /** Physical line on which it begins. */
  readonly line: number;
  /** The record as it stands, without its line end; over 1,000 characters cut, with its SHA-256. */
  readonly text: string;
  readonly why: string;
}

/** The rows of a file of consents, as arrays: a million objects would take ten times the memory. */
export interface FoundConsents {
  /** Each distinct terms once. */
  readonly terms: readonly ConsentTerms[];
  /** E.164 digits as integers: one for each row that is not rejected. */
  readonly numbers: Float64Array;
  /** Place in `terms`, for each number. */
  readonly termsOf: Uint32Array;
  /** Place of the row among the rows read, from 0, for each number. */
  readonly rowOf: Uint32Array;
  /** By row; empty when no row has a reference. */
  readonly references: readonly string[];
  /** Physical line on which each row begins, by row. */
  readonly lines: readonly number[];
  readonly rows: number;
  /** Rows of another width than the header. */
  readonly ragged: number;
  readonly signs: ListSigns;
  /** Rows without anything in any cell, lines without a byte among them. */
  readonly blankRows: number;
  readonly rejected: readonly RejectedRow[];
  readonly notes: Readonly<ConsentNotes>;
}

/** The one forward pass over a file of consents. */
export class ConsentPass {
  readonly #chosen: ChosenFileColumns<ConsentColumn>;
  readonly #record: FileRecord;
  readonly #number: ConsentNumber;
  readonly #terms: ConsentTermsReader;
  readonly #watch: WithdrawalWatch;
  readonly #found = new FoundNumbers();
  readonly #references: string[] = [];
  readonly #referenceColumn: number | undefined;
  readonly #defaultReference: string;
  readonly #lines: number[] = [];
  readonly #rejected: RejectedRow[] = [];
  #hasReference = false;
  /** References that are placeholders. */
  #placeholders = 0;
  #blankRows = 0;
  /** Rows of another width. */
  #ragged = 0;
  #signs: ListSigns = NO_SIGNS;
  /** Where the file ends in the buffer; -1 while more is to come. */
  #fileEnd = -1;

  /**
   * @param number place of the number column
   * @param watched columns without a meaning that may tell of withdrawals
   */
  constructor(
    path: string,
    chosen: ChosenFileColumns<ConsentColumn>,
    number: number,
    watched: readonly Column[],
    reading: ConsentReading,
  ) {
    const { head, others } = chosen;
    const record = new FileRecord(head);
    const places = new Map([...others].map(([logical, { index }]) => [logical, index]));
    this.#chosen = chosen;
    this.#record = record;
    this.#number = new ConsentNumber(record, number, head.width);
    this.#terms = new ConsentTermsReader(path, record, reading, places);
    this.#watch = new WithdrawalWatch(path, record, watched, head.header.length > 0);
    this.#referenceColumn = places.get('reference');
    this.#defaultReference = reading.defaults.reference;
  }

  /**
   * @param first the bytes already read from the source, from its first byte
   * @param whole whether the source ends with them
   * @throws StructuralFault, or ScreeningError wrong-use for what puts the whole file in doubt
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

  /** What was read. */
  found(): FoundConsents {
    const notes = this.#terms.notes();
    return {
      ...this.#found.arrays(),
      terms: this.#terms.distinct,
      references: this.#hasReference ? this.#references : [],
      lines: this.#lines,
      rows: this.#lines.length,
      ragged: this.#ragged,
      signs: this.#signs,
      blankRows: this.#blankRows + this.#chosen.head.blankLines + this.#record.scanner.blankLines,
      rejected: this.#rejected,
      notes: { ...notes, placeholders: notes.placeholders + this.#placeholders },
    };
  }

  readonly #onRecord = (): void => {
    const record = this.#record;
    if (!record.hasContent()) {
      this.#blankRows++;
      return;
    }
    const { line } = record.scanner;
    const row = this.#lines.push(line) - 1;
    if (record.isRagged) this.#ragged++;
    this.#watch.look();
    const isPlaceholder = this.#readReference();
    const unfit = this.#number.read(this.#isUnended());
    const terms = unfit === undefined ? this.#terms.read() : REJECTED_TERMS;
    if (terms === REJECTED_TERMS) {
      this.#rejected.push({ line, text: record.asItStands(), why: unfit ?? this.#terms.why });
    } else {
      this.#found.add(this.#number.e164, terms, row);
      if (isPlaceholder) this.#placeholders++;
    }
  };

  #isUnended(): boolean {
    const { scanner, buffer } = this.#record;
    const last = buffer[scanner.recordEnd - 1];
    return scanner.recordEnd === this.#fileEnd && last !== LF && last !== CR;
  }

  /** Takes the reference of the record; whether it is a placeholder. */
  #readReference(): boolean {
    const column = this.#referenceColumn;
    const written = column === undefined ? '' : this.#record.text(column).trim();
    const isSilent = holdsNothing(written);
    const reference = isSilent ? this.#defaultReference : asEvidence(written);
    if (reference !== '') this.#hasReference = true;
    if (column !== undefined || reference !== '') this.#references.push(reference);
    return !isSilent && reference === '';
  }
}
