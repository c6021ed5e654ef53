import { ScreeningError } from '../core/errors.js';
import { decidingPlace, decidingReason, REASONS, type ReasonName } from '../policy/reasons.js';
import type { VerdictSink } from '../scrub/record-verdicts.js';
import { DifferenceList, type Differences, type Move } from './listed-differences.js';

/** A record that is not as it was. */
export interface RecordDifference {
  readonly record: number;
  /** The physical line on which it begins. */
  readonly line: number;
  readonly was: ReasonName;
  /** The same when only the report says something else of it. */
  readonly now: ReasonName;
}

/** What a run recorded of one record. */
export interface RecordedVerdict {
  readonly reason: ReasonName;
  /** Checksum of its lines of the report (record-verdicts.ts); 0 when it has none. */
  readonly lines: number;
}

/** Compares what is decided about records, as they pass, with what a run recorded of them. */
export class RecordDifferences implements VerdictSink {
  readonly #recorded: Iterator<RecordedVerdict, unknown>;
  readonly #found = new DifferenceList<RecordDifference>();
  #record = 0;
  #damage = '';

  constructor(recorded: Iterable<RecordedVerdict>) {
    this.#recorded = recorded[Symbol.iterator]() as Iterator<RecordedVerdict, unknown>;
  }

  readonly record = (reasons: number, linesChecksum: number, line: number): void => {
    this.#record++;
    const recorded = this.#next();
    if (recorded === undefined) {
      this.#damage ||= 'the run had fewer records';
      return;
    }
    const now = decidingReason(reasons).name;
    const { reason: was, lines } = recorded;
    if (was !== now || lines !== linesChecksum) {
      this.#found.add({ record: this.#record, line, was, now });
    }
  };

  /**
   * The records that differ, after the last one has passed. @returns a text instead when they cannot be
   * told
   */
  result(): Differences<RecordDifference> | string {
    if (this.#damage === '' && this.#next() !== undefined)
      this.#damage = 'the run had more records';
    return this.#damage === '' ? this.#found.differences : this.#damage;
  }

  #next(): RecordedVerdict | undefined {
    if (this.#damage !== '') return undefined;
    try {
      const { done, value } = this.#recorded.next();
      if (done !== true) return value;
    } catch (error) {
      if (!(error instanceof ScreeningError)) throw error;
      this.#damage = error.explanation.summary;
    }
    return undefined;
  }
}

const FIRST_ROOM = 4096;

/** Keeps the deciding reason of each record of a list: a byte a record. */
export class KeptVerdicts implements VerdictSink {
  #places = new Uint8Array(FIRST_ROOM);
  #count = 0;

  readonly record = (reasons: number): void => {
    if (this.#count === this.#places.length) {
      const wider = new Uint8Array(2 * this.#count);
      wider.set(this.#places);
      this.#places = wider;
    }
    this.#places[this.#count++] = decidingPlace(reasons);
  };

  /** The reason of a record, from 1. */
  reason(record: number): ReasonName {
    const place = record <= this.#count ? this.#places[record - 1] : undefined;
    const found = place === undefined ? undefined : REASONS[place];
    if (found === undefined) throw new RangeError(`record ${String(record)} was not decided`);
    return found.name;
  }
}

/** Compares what is decided about records with what was decided in another pass over them. */
export class OtherVerdicts implements VerdictSink {
  readonly #before: KeptVerdicts;
  readonly #found = new DifferenceList<RecordDifference>();
  #record = 0;

  constructor(before: KeptVerdicts) {
    this.#before = before;
  }

  readonly record = (reasons: number, _linesChecksum: number, line: number): void => {
    const was = this.#before.reason(++this.#record);
    const now = decidingReason(reasons).name;
    if (was !== now) this.#found.add({ record: this.#record, line, was, now });
  };

  /** The records that are decided otherwise. */
  get differences(): Differences<RecordDifference> {
    return this.#found.differences;
  }

  /** From which reason to which. */
  get moves(): Move[] {
    return this.#found.moves;
  }
}
