import { OTHER_COLUMNS, type DayOrder } from '../../config/settings.js';
import { ScreeningError } from '../../core/errors.js';
import { FAR_DAY, type ObjectionTerms } from '../../policy/objections.js';
import type { OptOutReading, OtherColumn } from './reading.js';
import type { FileRecord } from '../passed-on/record.js';
import {
  NOTHING_NOTED,
  sayDay,
  sayReason,
  sayUntil,
  withoutFalseEnd,
  type Said,
  type TermsNotes,
} from './said.js';
import { CombinedCells } from '../passed-on/combined-cells.js';
import { otherOrder } from '../passed-on/told-day.js';

type TermsColumn = Exclude<OtherColumn, 'reference'>;

/** What cells of several columns come to together. */
interface Combination {
  /** Place in `distinct`. */
  readonly terms: number;
  /** What is to be noted of each of its rows. */
  readonly notes: readonly (keyof TermsNotes)[];
  rows: number;
}

/** The columns that terms are read from; references are kept by row. */
const TERMS_COLUMNS = OTHER_COLUMNS.filter((name) => name !== 'reference');

/**
 * Reads the terms of each row: why, by whom, when, for whom. Rows that say the same share one
 * object, so a million rows cost no more than what they say.
 */
export class OptOutTerms {
  /** Every distinct terms, in order of first appearance. */
  readonly distinct: ObjectionTerms[] = [];
  /** An order in which a day can be read that cannot be read in the order said. */
  otherOrder: DayOrder | undefined;
  readonly #path: string;
  readonly #record: FileRecord;
  readonly #reading: OptOutReading;
  readonly #cells: CombinedCells<TermsColumn, Said, Combination>;
  readonly #byContent = new Map<string, number>();

  /** @param columns places of the columns that are there */
  constructor(
    path: string,
    record: FileRecord,
    reading: OptOutReading,
    columns: ReadonlyMap<OtherColumn, number>,
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
   * The place in `distinct` of the terms of the record that the scanner stands on.
   *
   * @throws ScreeningError with file and line for a caller or campaign that is not declared
   */
  read(): number {
    const combined = this.#cells.current();
    combined.rows++;
    return combined.terms;
  }

  /** What was to be noted of the rows read. */
  notes(): TermsNotes {
    const noted = { ...NOTHING_NOTED };
    for (const { notes, rows } of this.#cells.met) for (const note of notes) noted[note] += rows;
    return noted;
  }

  /** Puts together what the cells say. */
  #combine(said: readonly Said[]): Combination {
    const { defaults, today } = this.#reading;
    const silent: ObjectionTerms = {
      list: defaults.list,
      class: defaults.class,
      reason: '',
      source: defaults.source,
      told: defaults.on ?? today,
      undated: defaults.on === undefined ? 1 : 0,
      told_text: '',
      until: defaults.until ?? FAR_DAY,
      caller: defaults.caller,
      campaign: defaults.campaign,
    };
    const given = said.reduce((before, { terms }) => ({ ...before, ...terms }), silent);
    const notes = said.flatMap(({ note }) => note ?? []);
    const terms = withoutFalseEnd(given, notes, today);
    const content = JSON.stringify(terms);
    let place = this.#byContent.get(content);
    if (place === undefined) {
      place = this.distinct.length;
      this.distinct.push(terms);
      this.#byContent.set(content, place);
    }
    return { terms: place, notes, rows: 0 };
  }

  #say(column: TermsColumn, text: string): Said {
    if (text === '') return { terms: {} };
    const reading = this.#reading;
    switch (column) {
      case 'reason':
        return sayReason(text, reading.defaults.class);
      case 'source':
        return { terms: { source: text } };
      case 'on':
        return this.#dated(text, sayDay(text, reading.days, reading.today));
      case 'until':
        return this.#dated(text, sayUntil(text, reading.days));
      case 'caller':
        return { terms: { caller: this.#declared(reading.caller, text) } };
      case 'campaign':
        return { terms: { campaign: this.#declared(reading.campaign, text) } };
    }
  }

  #dated(text: string, said: Said): Said {
    if (said.note !== undefined) this.otherOrder ??= otherOrder(text, this.#reading.days);
    return said;
  }

  #declared(spelling: (name: string, where: string) => string, name: string): string {
    const where = `${this.#path}, line ${String(this.#record.scanner.line)}`;
    try {
      return spelling(name, where);
    } catch (error) {
      if (!(error instanceof ScreeningError)) throw error;
      const { explanation, code } = error;
      throw new ScreeningError(code, {
        ...explanation,
        summary: `${where}: ${explanation.summary}`,
        where,
      });
    }
  }
}
