import { basename } from 'node:path';
import { REASONS, type Outcome } from '../policy/reasons.js';
import { coverageNote } from '../registers/coverage.js';
import type { RowsWritten } from '../scrub/row-modes.js';
import type { ScrubResult } from '../scrub/scrub.js';
import { barText } from '../ui/bars.js';
import { aligned, counted, grouped, percent } from '../ui/tables.js';
import { fitScreen, type OptionalPiece, type Piece } from '../ui/screen.js';
import { PLAIN, printable, type Tone } from '../ui/voice.js';
import type { Context } from './context.js';
import type { WrittenPage } from './run-page-writing.js';
import {
  comparisonLines,
  names,
  OUTCOMES,
  OUTPUT_WORDS,
  shorterText,
  verdictText,
} from './scrub-summary.js';
import { warnings } from './scrub-warnings.js';

const BAR_WIDTH = 28;

/**
 * What a person at a terminal reads after a scrub: at most 22 lines of a screen of 24, with the verdict
 * last.
 *
 * @param supplied what is to be said of the list's supplier; empty mostly
 */
export function briefText(
  result: ScrubResult,
  context: Context,
  page: WrittenPage | undefined,
  supplied: string,
): string {
  const { plan, record, run } = result;
  const kind = run === '' ? 'Dry run: nothing was written. ' : '';
  const screened = `Screened ${counted(record.counts.read, 'record')}`;
  const cells = `${counted(record.numbers.read, 'number')} in ${names(plan.columns)}`;
  const lines = fitScreen({
    title: { text: `${kind}${screened} of ${printable(plan.input)}: ${cells}`, tone: 'strong' },
    table: (rows) => barLines(result, context, rows),
    tableRows: heldReasons(result).length,
    facts: facts(result, page),
    warnings: warnings(result).map(({ brief }) => ({ text: brief, tone: 'doubt' })),
    more: (count) => ({
      text: `… and ${counted(count, 'more warning')}: --verbose --dry-run says them.`,
      tone: 'doubt',
    }),
    end: [
      ...needed(comparisonLines(result)),
      ...shorterText(result, 1).map((text) => ({ text, isNeeded: false })),
      ...needed(
        supplied.split('\n').filter((text) => text !== ''),
        'doubt',
      ),
      ...nextPieces(result),
      ...needed([verdictText(result, PLAIN)], plan.for_calling ? 'strong' : 'bad'),
    ],
  });
  return lines
    .map(({ text, tone }) => (tone === undefined ? text : context.paint(tone, text)))
    .join('\n');
}

interface BarRow {
  readonly tone: Tone;
  readonly name: string;
  readonly count: number;
}

/** Reasons by which records were held back, or cleared by a consent. */
function heldReasons({ record: { reasons } }: ScrubResult) {
  return REASONS.filter(({ name }) => name !== 'CLEAN')
    .map(({ name, outcome }) => ({ name, outcome, count: reasons[name] ?? 0 }))
    .filter(({ count }) => count > 0);
}

/**
 * A bar for each outcome and, below it, each of its reasons; those that have no room are counted
 * together, but never one alone: that would take the room of the reason itself.
 */
function barLines(result: ScrubResult, { hasBlocks }: Context, shown: number): Piece[] {
  const { counts } = result.record;
  const held = heldReasons(result);
  const largest = [...held].sort((one, other) => other.count - one.count).slice(0, shown);
  const rows = OUTCOMES.flatMap(({ outcome, tone }): BarRow[] => {
    const own = held.filter((reason) => reason.outcome === outcome);
    const left = own.filter((reason) => !largest.includes(reason));
    const named = left.length === 1 ? own : own.filter((reason) => largest.includes(reason));
    return [
      { tone, name: `  ${outcome}`, count: counts[outcome] },
      ...named.map(({ name, count }) => ({ tone, name: `    ${name}`, count })),
      ...restOf(left.length === 1 ? [] : left, tone),
    ];
  });
  const cells = rows.map(({ name, count }) => [
    name,
    grouped(count),
    percent(count, counts.read),
    barText(counts.read === 0 ? 0 : count / counts.read, BAR_WIDTH, hasBlocks),
  ]);
  const lines = aligned(cells, [1, 2]).split('\n');
  return rows.map(({ tone }, at) => ({ text: lines[at] ?? '', tone }));
}

function restOf(
  reasons: readonly { readonly outcome: Outcome; readonly count: number }[],
  tone: Tone,
): BarRow[] {
  if (reasons.length === 0) return [];
  const count = reasons.reduce((sum, reason) => sum + reason.count, 0);
  const name = `    ${counted(reasons.length, 'other reason')}`;
  return [{ tone, name, count }];
}

function facts(
  { plan, record, registers, run, foundBy }: ScrubResult,
  page: WrittenPage | undefined,
): OptionalPiece[] {
  const editions = registers.map(({ name, edition }) => {
    return `${name} of ${edition.dated}${edition.estimated === 1 ? ' (estimated)' : ''}${coverageNote(edition)}`;
  });
  const whom = plan.caller === '' ? '' : `, for ${printable(plan.caller)}`;
  const by = [...new Set(foundBy)].join(' or ');
  const found = plan.columns_detected
    ? [['columns', `found by ${by} (--column chooses otherwise)`]]
    : [];
  const others = plan.ignored_columns.length > 0 ? [['ignored', names(plan.ignored_columns)]] : [];
  const asked = page === undefined ? [] : [['page', printable(page.path)]];
  const id = run === '' ? [] : [['run', run]];
  const optional = [...found, ...others, ...asked, ...id];
  const rows = [
    ...found,
    ...others,
    ['against', `${editions.join(' and ')}, policy ${plan.policy.name}${whom}`],
    ...(plan.rows === 'blank' ? [['emptied cells', emptiedText(record.rows)]] : []),
    ...record.outputs.map(({ kind, path, records }) => {
      const [name, unit] = OUTPUT_WORDS[kind];
      const place = path === '-' ? 'standard output' : printable(path);
      return [name, `${place} (${counted(records, unit)})`];
    }),
    ...asked,
    ...id,
  ];
  const lines = aligned(
    rows.map(([name = '', text = '']) => [`  ${name}`, text]),
    [],
  ).split('\n');
  return rows.map((row, at) => ({ text: lines[at] ?? '', isNeeded: !optional.includes(row) }));
}

function emptiedText({ written, blanked }: RowsWritten): string {
  return `in ${grouped(blanked)} of ${counted(written, 'record')} kept`;
}

/** What is to be done with the list now. */
function nextPieces({ plan, record, run }: ScrubResult): OptionalPiece[] {
  if (run === '' || !plan.for_calling) return [];
  const { unscreened } = record.counts;
  const report = record.outputs.find(({ kind }) => kind === 'report')?.path ?? 'the report';
  const mend = `To mend: ${counted(unscreened, 'unscreened record')}; ${printable(basename(report))} says why.`;
  return [
    ...needed(unscreened === 0 ? [] : [mend]),
    {
      text: 'While you call: tps-scrub recall last names who may no longer be called.',
      isNeeded: false,
    },
  ];
}

function needed(texts: readonly string[], tone?: Tone): OptionalPiece[] {
  return texts.map((text) => ({ text, isNeeded: true, ...(tone && { tone }) }));
}
