import { REASONS, type Outcome, type ReasonName } from '../../policy/reasons.js';

/** What is decided about a number for a dialler, which dials numbers and not records. */
export interface DiallerVerdict {
  /** Whether it stands in the list to call from: nothing else may be dialled. */
  readonly isCallable: boolean;
  readonly reason: ReasonName;
  readonly outcome: Outcome;
  /**
   * The number might be called by itself, and is held back since another number of its record, or of its
   * cell, may not be: then `reason` and `outcome` are of the record.
   */
  readonly isWithAnother: boolean;
}

/** A number with its verdict, or a record that is held back as a whole. */
export interface DiallerLine extends DiallerVerdict {
  /** From 1; empty where no list was read. */
  readonly record: number | '';
  /** The physical line; empty where no list was read. */
  readonly line: number | '';
  /** Name of the column; empty of a record as a whole. */
  readonly column: string;
  /** E.164 digits as an integer; 0 where none was read. */
  readonly e164: number;
  /** Names of every reason that holds. */
  readonly reasons: readonly string[];
  /** Names of its flags. */
  readonly flags: readonly string[];
  /** Until when it may be called; empty when it may not. */
  readonly lastCallDay: string;
}

/** A format of files for diallers: a row of {@link FORMATS} (formats.ts), and a file beside this one. */
export interface DiallerFormat {
  /** The value of `--format`. */
  readonly name: string;
  /** What it is for, in a few words. */
  readonly title: string;
  /** What stands after the name of the list in the name of the file. */
  readonly ending: string;
  /** The first line with its line end; empty without one. */
  readonly header: string;
  /**
   * What has a line. `callable`: numbers that may be called, in a file of a scrub; `numbers`: every one
   * that was read; `all`: what was not read, and records held back as a whole, too.
   */
  readonly holds: 'callable' | 'numbers' | 'all';
  /** What it calls a verdict; empty where it has no word for it. */
  readonly word: (verdict: DiallerVerdict) => string;
  /** A line with its line end. */
  readonly line: (line: DiallerLine) => string;
}

/** For numbers that are held back beside another one, whatever the reason of that. */
const BLOCKED = 'B';

/**
 * The letter that DNC.com has for a verdict (policy/reasons.ts); empty where it has none. A number that is
 * held back beside another one is blocked: it is on no list itself.
 */
export function letterOf({ reason, isWithAnother }: DiallerVerdict): string {
  return isWithAnother ? BLOCKED : (LETTERS.get(reason) ?? '');
}

const LETTERS: ReadonlyMap<ReasonName, string> = new Map(
  REASONS.map(({ name, letter }) => [name, letter]),
);

/** A number as E.164 has it; empty where none was read. */
export function e164Text(e164: number): string {
  return e164 === 0 ? '' : `+${String(e164)}`;
}
