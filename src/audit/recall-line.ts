import type { Instant } from '../core/day.js';
import { csvLine, guardFormula } from '../files/csv-line.js';
import { REPORT_COLUMNS, type VerdictWords } from '../scrub/report.js';

/**
 * The columns of a recall: those of the exclusion report, which mean the same of the list that went out
 * (`record`, `line`, `column` and `value` are of that list, and empty where it was not given), then the
 * run, when it was recorded what decides (empty where no record did: a day came), and when that was
 * passed on first (empty if it was not). Append only.
 */
export const RECALL_COLUMNS = [...REPORT_COLUMNS, 'run', 'recorded', 'passed_on'] as const;

/** A number, or a record without one, that may no longer be called: a text by column. */
export type RecallLine = Readonly<Record<(typeof RECALL_COLUMNS)[number], string>>;

/** What is said beside the words of a verdict. */
export interface RecallFacts {
  readonly run: string;
  readonly recorded: Instant | '';
  readonly passed_on: Instant | '';
}

/** The line of a number that no list was read for. */
export function recallLine(words: VerdictWords, facts: RecallFacts): RecallLine {
  return {
    ...{ record: '', line: '', column: '', value: '' },
    ...words,
    reasons: words.reasons.join(';'),
    days_listed: String(words.days_listed),
    flags: words.flags.join(';'),
    ...facts,
  };
}

/** The line of a report about a record of a list. @param cells in the order of the report's columns */
export function recalledRecord(cells: readonly string[], facts: RecallFacts): RecallLine {
  const row = Object.fromEntries(REPORT_COLUMNS.map((name, index) => [name, cells[index] ?? '']));
  return { ...row, ...facts } as RecallLine;
}

/** Lines as CSV with a header, a piece of text a line, guarded as the report is. */
export function* recallCsv(lines: Iterable<RecallLine>): Generator<string> {
  yield csvLine(RECALL_COLUMNS);
  for (const line of lines) yield csvLine(RECALL_COLUMNS.map((name) => guardFormula(line[name])));
}

/** Digits of the UK's calling code. */
const UK = '44';

/**
 * Numbers for a list of a dialler, one a line, ascending, each once.
 *
 * @param form `national` as they are dialled in the UK, with the leading 0 and other countries' after
 *   00; `e164` with +
 */
export function* bareNumbers(
  numbers: readonly Float64Array[],
  form: 'national' | 'e164',
): Generator<string> {
  const ascending = new Float64Array(numbers.reduce((sum, { length }) => sum + length, 0));
  let filled = 0;
  for (const some of numbers) {
    ascending.set(some, filled);
    filled += some.length;
  }
  ascending.sort();
  let last = 0;
  for (const e164 of ascending) {
    if (e164 === last) continue;
    last = e164;
    const digits = String(e164);
    if (form === 'e164') yield `+${digits}\r\n`;
    else yield digits.startsWith(UK) ? `0${digits.slice(UK.length)}\r\n` : `00${digits}\r\n`;
  }
}

/** Every line of every run, one run after the other. */
export function* linesOf({
  runs,
}: {
  readonly runs: readonly { readonly lines: () => Iterable<RecallLine> }[];
}): Generator<RecallLine> {
  for (const { lines } of runs) yield* lines();
}
