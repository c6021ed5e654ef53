import { ScreeningError } from '../core/errors.js';
import { firstRows } from '../files/first-rows.js';
import { isOtherThanFile } from '../files/whole-output.js';
import { REPORT_COLUMNS } from '../scrub/report.js';
import type { RunRecord } from '../scrub/run-record.js';

/** A line of an exclusion report, by the names of its own columns; copied columns are left out. */
export type HeldBackLine = Readonly<Record<(typeof REPORT_COLUMNS)[number], string>>;

/** The first lines of a run's report; or why they cannot be shown, to follow a colon. */
export type HeldBack =
  | { readonly lines: readonly HeldBackLine[]; readonly inAll: number }
  | { readonly notThere: string };

/** So many lines are shown of a report: a page is for people. */
const SHOWN_LINES = 100;

/**
 * Reads the first lines of the report that a run wrote, where it still stands with the bytes that were
 * recorded: of any other file nothing is said.
 *
 * @throws Error when the signal stops it
 */
export async function heldBackLines(
  { outputs }: Pick<RunRecord, 'outputs'>,
  signal: AbortSignal,
): Promise<HeldBack> {
  const report = outputs.find(({ kind }) => kind === 'report');
  if (report === undefined) return { notThere: 'the run wrote none' };
  try {
    if (isOtherThanFile(report.path)) return { notThere: 'no file stands under its name' };
    const { rows, sha256 } = await firstRows(report.path, SHOWN_LINES + 1, signal);
    if (sha256 !== report.sha256) {
      return { notThere: 'what stands under its name is not what the run wrote' };
    }
    const [head = [], ...lines] = rows;
    return { lines: lines.map((cells) => lineOf(head, cells)), inAll: report.records };
  } catch (error) {
    if (!(error instanceof ScreeningError)) throw error;
    return { notThere: 'it is not there any more, or cannot be read' };
  }
}

/** By name: later programs may append columns, and one that is not there is empty. */
function lineOf(head: readonly string[], cells: readonly string[]): HeldBackLine {
  const named = REPORT_COLUMNS.map((name) => [name, cells[head.indexOf(name)] ?? '']);
  return Object.fromEntries(named) as HeldBackLine;
}
