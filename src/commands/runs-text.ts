import { DAYS_OVERDUE } from '../audit/due-runs.js';
import type { FoundRun, FoundRuns } from '../audit/runs.js';
import { addDays, londonTime } from '../core/day.js';
import { wrapped } from '../ui/paragraphs.js';
import { counted, grouped } from '../ui/tables.js';
import { printable } from '../ui/voice.js';
import type { Context } from './context.js';
import type { RunsQuestion } from './runs-question.js';
import { decisionWords, listWords, standingTone, standingWords } from './run-words.js';

/**
 * What a person reads of past runs: two lines a run. The time is London's, which is what a clock on
 * the wall of whoever ran it showed; run ids begin with the same start in UTC.
 */
export function runsText(found: FoundRuns, question: RunsQuestion, { paint }: Context): string {
  const lines = [heading(found, question)];
  const isDue = question.dueDays !== undefined;
  for (const run of found.runs) lines.push(...runLines(run, isDue, paint));
  if (found.unknown.length > 0) {
    lines.push(
      '',
      paint('bad', `Not known of ${counted(found.unknown.length, 'run')}, which is not a no:`),
      ...found.unknown.map(({ id, run, why }) => {
        const place = run === undefined ? '' : `${printable(run.record.plan.input)}: `;
        return `  ${id}  ${place}${why}`;
      }),
    );
  }
  if (found.partlyRead > 0) {
    const lists = counted(found.partlyRead, 'list');
    const words = `${lists} without it had records or cells that could not be read or screened; runs may not remember the numbers in those.`;
    lines.push('', paint('doubt', wrapped(words)));
  }
  const isWhole = question.number !== undefined || isDue;
  const more = isWhole ? 0 : found.asked - found.runs.length;
  if (more > 0) lines.push(`${grouped(more)} older: tps-scrub runs --all`);
  if (found.purged.length > 0 && question.number === undefined) {
    const runs = counted(found.purged.length, 'run');
    lines.push(paint('quiet', `${runs} purged, the newest of them ${found.purged[0] ?? ''}`));
  }
  return lines.join('\n');
}

/** Out of date is what becomes of every list in time, but not of one that is still to be called. */
function runLines(run: FoundRun, isDue: boolean, paint: Context['paint']): string[] {
  const tone = isDue && run.standing === 'out-of-date' ? 'bad' : standingTone(run);
  const standing = paint(tone, standingWords(run));
  return [
    `${run.id}  ${londonTime(run.started)}  ${standing}`,
    `  ${listWords(run)}`,
    ...run.decisions.map((decision) =>
      paint(decision.kept ? 'good' : 'bad', `  ${decisionWords(decision)}`),
    ),
  ];
}

function heading(found: FoundRuns, question: RunsQuestion): string {
  const { today, runs, asked, unknown } = found;
  const { number, dueDays } = question;
  const when = periodWords(question);
  if (number !== undefined) {
    const which = dueDays === undefined ? `screened${when}` : `due by ${addDays(today, dueDays)}`;
    const lists = `${grouped(runs.length)} of ${counted(asked, 'list')} ${which}`;
    const others = unknown.length === 0 ? '' : `, ${grouped(unknown.length)} not known`;
    return `+${String(number.e164)} stood in ${lists}${others}${runs.length > 0 ? ':' : '.'}`;
  }
  if (dueDays !== undefined) {
    const by = `to scrub again by ${addDays(today, dueDays)}`;
    return runs.length === 0
      ? `No list ${by}, and none went out of date in the last ${counted(DAYS_OVERDUE, 'day')}.`
      : `${counted(runs.length, 'list')} ${by}, or up to ${counted(DAYS_OVERDUE, 'day')} out of date:`;
  }
  if (runs.length === 0) return `No runs${when}.`;
  return `${counted(runs.length, 'run')}${when}, newest first, times in London:`;
}

function periodWords({ from, to }: RunsQuestion): string {
  return `${from === undefined ? '' : ` from ${from}`}${to === undefined ? '' : ` to ${to}`}`;
}
