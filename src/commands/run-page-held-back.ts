import type { HeldBack, HeldBackLine } from '../audit/held-back-lines.js';
import { basename } from 'node:path';
import { maskedNumber } from '../core/masked-number.js';
import { maskedText } from '../core/masked-text.js';
import type { PageBlock, PageText } from '../pages/page.js';
import type { RunRecord } from '../scrub/run-record.js';
import { counted, grouped } from '../ui/tables.js';

/**
 * The first lines of the report as a table, and where the others are.
 *
 * @param full whether numbers and cells stand as they are: cells hold names, and without it none is shown
 */
export function heldBackBlocks(
  heldBack: HeldBack,
  { outputs }: RunRecord,
  full: boolean,
): PageBlock[] {
  const file = basename(outputs.find(({ kind }) => kind === 'report')?.path ?? '');
  if ('notThere' in heldBack) {
    const text = `The report ${file} cannot be shown here: ${heldBack.notThere}.`;
    return [sentences({ text, tone: 'doubt' })];
  }
  const { lines, inAll } = heldBack;
  if (lines.length === 0) return [sentences('Nothing was held back.')];
  const more = inAll - lines.length;
  return [
    {
      kind: 'table',
      caption: `${more === 0 ? 'All' : `The first ${grouped(lines.length)} of`} ${counted(inAll, 'line')} of the report ${file}`,
      head: HEAD.concat(full ? ['Cell'] : []),
      rows: lines.map((line) => row(line, full)),
      right: [0, 1],
    },
    ...(more === 0 ? [] : [sentences(`And ${grouped(more)} more, in the report ${file}.`)]),
    ...(full
      ? []
      : [sentences({ text: 'Numbers are masked; the report has them in full.', tone: 'quiet' })]),
  ];
}

const HEAD: readonly string[] = ['Record', 'Line', 'Column', 'Number', 'Reasons', 'Listed or told'];

function row(line: HeldBackLine, full: boolean): PageText[] {
  const cells: PageText[] = [
    line.record,
    line.line,
    line.column === '' ? { text: 'the record', tone: 'quiet' } : short(shown(line.column, full)),
    numberText(line, full),
    line.reasons.replaceAll(';', ', '),
    [line.list, line.listed_from].filter((text) => text !== '').join(', '),
  ];
  return full ? [...cells, short(line.value)] : cells;
}

function numberText({ number, column }: HeldBackLine, full: boolean): PageText {
  if (number === '') return { text: column === '' ? '' : 'not read', tone: 'quiet' };
  return { text: full ? number : maskedNumber(Number(number)), isWhole: true };
}

function shown(text: string, full: boolean): string {
  return full ? text : maskedText(text);
}

/** So much of a cell is shown: one may hold a letter. */
const LONGEST = 80;

function short(text: string): string {
  return text.length <= LONGEST
    ? text
    : `${text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')}…`;
}

function sentences(text: PageText): PageBlock {
  return { kind: 'sentences', sentences: [text] };
}
