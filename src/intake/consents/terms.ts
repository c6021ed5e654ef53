import { ScreeningError } from '../../core/errors.js';
import type { ConsentTerms } from '../../policy/consents.js';
import { CombinedCells } from '../passed-on/combined-cells.js';
import type { FileRecord } from '../passed-on/record.js';
import { CONSENT_COLUMNS, type ConsentColumn, type ConsentReading } from './reading.js';
import { sayOf, type ConsentNotes, type ConsentTermsColumn, type SaidByCell } from './said.js';
import { endsBeforeGiven, termsSaid, type SaidConsent } from './said-terms.js';

/** What cells of several columns come to together. */
interface Combination {
  /** Place in `distinct`; -1 when the rows are rejected. */
  readonly terms: number;
  readonly why: string;
  readonly notes: readonly (keyof ConsentNotes)[];
  rows: number;
}

/** The place of terms that are none. */
export const REJECTED_TERMS = -1;

const NO_NOTES: readonly [] = [];

const TERMS_COLUMNS: readonly ConsentTermsColumn[] = CONSENT_COLUMNS.filter(
  (name) => name !== 'reference',
);

/**
 * Reads what each row says of its consent. Rows that say the same share one object, so a million
 * rows cost no more than what they say.
 */
export class ConsentTermsReader {
  /** Every distinct terms of rows that are not rejected, in order of first appearance. */
  readonly distinct: ConsentTerms[] = [];
  /** Why the row read last is rejected, when it is. */
  why = '';
  readonly #path: string;
  readonly #record: FileRecord;
  readonly #reading: ConsentReading;
  readonly #cells: CombinedCells<ConsentTermsColumn, SaidByCell, Combination>;
  readonly #byContent = new Map<string, number>();

  /** @param columns places of the columns that are there */
  constructor(
    path: string,
    record: FileRecord,
    reading: ConsentReading,
    columns: ReadonlyMap<ConsentColumn, number>,
  ) {
    this.#path = path;
    this.#record = record;
    this.#reading = reading;
    this.#cells = new CombinedCells(
      record,
      TERMS_COLUMNS,
      columns,
      (name, text) => this.#say(name, text),
      (said) => this.#combine(said),
    );
  }

  /**
   * The place in `distinct` of the terms of the current record; {@link REJECTED_TERMS} without.
   *
   * @throws ScreeningError wrong-use with file and line for a cell that puts the whole file in doubt
   */
  read(): number {
    const combined = this.#cells.current();
    combined.rows++;
    this.why = combined.why;
    return combined.terms;
  }

  /** What was to be noted of the rows read. */
  notes(): ConsentNotes {
    const noted = { daysUnread: 0, daysAhead: 0, placeholders: 0 };
    for (const { notes, rows, terms } of this.#cells.met) {
      if (terms !== REJECTED_TERMS) for (const note of notes) noted[note] += rows;
    }
    return noted;
  }

  /** Puts together what the cells say. */
  #combine(said: readonly SaidByCell[]): Combination {
    const { defaults, today, requestedCallDays } = this.#reading;
    const given = said.reduce<SaidConsent>(
      (before, { terms }) => ({ ...before, ...terms }),
      defaults,
    );
    const terms = termsSaid(given, today, requestedCallDays);
    const why =
      said.find(({ reject }) => reject !== undefined)?.reject ??
      (terms.caller === ''
        ? 'it names no caller'
        : endsBeforeGiven(terms)
          ? `it would end on ${terms.until}, before it was given on ${terms.given}`
          : '');
    const noted = said.flatMap(({ note }) => note ?? []);
    const notes = noted.length === 0 ? NO_NOTES : noted;
    const place = why === '' ? this.#place(terms) : REJECTED_TERMS;
    return { terms: place, why, notes, rows: 0 };
  }

  #say(column: ConsentTermsColumn, text: string): SaidByCell {
    try {
      return sayOf(column, text, this.#reading);
    } catch (error) {
      if (!(error instanceof ScreeningError)) throw error;
      const line = `${this.#path}, line ${String(this.#record.scanner.line)}`;
      const { code, explanation } = error;
      throw new ScreeningError(code, {
        ...explanation,
        summary: `${line}: ${explanation.summary}`,
      });
    }
  }

  #place(terms: ConsentTerms): number {
    const content = contentOf(terms);
    let place = this.#byContent.get(content);
    if (place === undefined) {
      place = this.distinct.push(terms) - 1;
      this.#byContent.set(content, place);
    }
    return place;
  }
}

/** A text for each content: half a million may be distinct, and JSON takes four times as long. */
function contentOf(terms: ConsentTerms): string {
  const { caller, given, undated, given_text, until, purposes, kind, obtained } = terms;
  const { method, wording } = terms;
  const words = `${given} ${until} ${String(undated)} ${kind} ${obtained} ${purposes}`;
  const lengths = `${String(caller.length)} ${String(given_text.length)} ${String(method.length)}`;
  return `${words} ${lengths} ${caller}${given_text}${method}${wording}`;
}
