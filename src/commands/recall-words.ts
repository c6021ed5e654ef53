import { runsToMark, type Marked } from '../audit/passed-on.js';
import type { PastRun } from '../audit/past-run.js';
import type { Recalled, RecalledRun } from '../audit/recall.js';
import type { RecallLine } from '../audit/recall-line.js';
import { londonTime, type Instant } from '../core/day.js';
import { wrapped } from '../ui/paragraphs.js';
import { counted, grouped } from '../ui/tables.js';
import { printable, type Paint } from '../ui/voice.js';
import type { AskedForm } from './recall-output.js';
import { listWords, standingWords } from './run-words.js';

/** So many numbers of a run a person is shown. */
const SHOWN = 20;

/** What is said beside what is recalled. */
export interface Telling {
  readonly form: AskedForm;
  /** The run that was named, by its id; undefined for every list. */
  readonly named: string | undefined;
  /** The list that was read; undefined where numbers were looked at, not records. */
  readonly input: string | undefined;
  /** Whether the file that was asked for stands there. */
  readonly isWritten: boolean;
  readonly markSent: boolean;
  readonly marked: Marked | undefined;
  readonly paint: Paint;
}

/** What is recalled, for people: each list, and its first numbers unless they were written. */
export function recallText(recalled: Recalled, telling: Telling): string {
  const { form, isWritten, markSent, marked, paint } = telling;
  const { asOf, runs, unchanged, notTold, ledgerHead } = recalled;
  const told = runs.length + unchanged.length;
  const lines = [
    told === 0
      ? `No list ${notTold.length === 0 ? 'is in date' : 'in date can be asked'}.`
      : `${counted(told, 'list')} in date, by what is known at ${asOf}:`,
  ];
  for (const run of runs) lines.push(...runLines(run, telling));
  for (const { run, through, replacedBy } of unchanged) {
    const since = `  nothing was recorded since ${londonTime(through)} that could take a number off it`;
    lines.push(...headingLines(run, replacedBy), paint('good', since));
  }
  if (notTold.length > 0) {
    lines.push('', paint('bad', 'Not known, which does not mean nothing:'));
    for (const { run, why, fix } of notTold) {
      lines.push(wrapped(printable(why), `  ${run}  `), wrapped(printable(fix), '    '));
    }
  }
  if (form.path !== undefined && isWritten) lines.push(`written: ${printable(form.path)}`);
  if (marked) {
    const what = counted(runsToMark(recalled).length, 'list');
    lines.push(`marked as passed on: ${what}, line ${grouped(marked.line)} of the ledger`);
  } else if (markSent) {
    lines.push(isWritten ? 'nothing to mark: nothing is new' : 'nothing is marked');
  }
  if (form.form === undefined && runs.some(({ count, passedOn }) => count > passedOn)) {
    const which = telling.named === undefined ? '--all' : telling.named;
    const command = `tps-scrub recall ${which} --unsent --form national --out FILE --mark-sent`;
    lines.push('', `To pass it on: ${command}`);
  }
  if (markSent) lines.push(paint('quiet', `  ledger head ${marked?.head ?? ledgerHead}`));
  return lines.join('\n');
}

function runLines(found: RecalledRun, { form, input, paint }: Telling): string[] {
  const looked = input === undefined ? 'number' : 'record';
  const { run, of, count, passedOn, numbers, withoutNumber, lines } = found;
  const told = numbers.length + withoutNumber;
  const sent = passedOn === 0 ? '' : `, ${grouped(passedOn)} of them passed on before`;
  const said =
    count === 0
      ? `  none of its ${counted(of, looked)} is to be recalled`
      : `  ${grouped(count)} of ${counted(of, looked)} may no longer be called${sent}`;
  const heading = [...headingLines(run, found.replacedBy), paint(told > 0 ? 'bad' : 'good', said)];
  if (form.form !== undefined) return heading;
  const shown: string[] = [];
  for (const line of lines()) {
    if (shown.length === SHOWN) {
      shown.push(`    and more: --out FILE writes all of them`);
      break;
    }
    shown.push(lineText(line));
  }
  return [...heading, ...shown];
}

function headingLines(run: PastRun, replacedBy: string): string[] {
  const replaced =
    replacedBy === ''
      ? []
      : [`  replaced since by the list of ${replacedBy}; a copy may be in use`];
  return [`${run.id}  ${standingWords(run)}`, `  ${listWords(run)}`, ...replaced];
}

function lineText(line: RecallLine): string {
  const { record, line: physical, number, reasons, passed_on: passedOn } = line;
  const place = record === '' ? '' : `record ${record}, line ${physical}: `;
  const what = number === '' ? 'no number' : number;
  const sent = passedOn === '' ? '' : `; passed on ${londonTime(passedOn as Instant)}`;
  const since = `${sinceWords(line)}${sent}`;
  return [
    `    ${place}${what}  ${reasons.replaceAll(';', ', ')}`,
    ...(since === '' ? [] : [wrapped(printable(since), '      ')]),
  ].join('\n');
}

/** Since when what decides holds, and since when that is known. */
function sinceWords({
  reason,
  list,
  listed_from: from,
  listed_after: after,
  recorded,
  basis,
}: RecallLine): string {
  const at = recorded === '' ? '' : londonTime(recorded as Instant);
  if (reason === 'OBJECTION') {
    return `told ${from} (${list})${at === '' ? '' : `, recorded ${at}`}`;
  }
  if (list === '') return basis;
  const before = after === '' ? 'the first held' : `not on that of ${after}`;
  return `on the ${list} file of ${from}, ${before}${at === '' ? '' : `, imported ${at}`}`;
}
