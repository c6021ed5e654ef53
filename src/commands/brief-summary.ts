import { basename } from 'node:path';
import { REASONS, type Outcome } from '../policy/reasons.js';
import { coverageNote } from '../registers/coverage.js';
import type { ScrubResult } from '../scrub/scrub.js';
import { barText } from '../ui/bars.js';
import { aligned, counted, grouped, percent } from '../ui/tables.js';
import { printable, type Tone } from '../ui/voice.js';
import type { Context } from './context.js';
import type { WrittenPage } from './run-page-writing.js';
import {
  blankText,
  comparisonLines,
  names,
  OUTCOMES,
  OUTPUT_WORDS,
  shorterText,
  verdictText,
  warnings,
} from './scrub-summary.js';

/** So many reasons have a bar of their own: with more, the counts leave the screen. */
const SHOWN_REASONS = 6;
const BAR_WIDTH = 28;

/** What a person at a terminal reads after a scrub: a screen of 24 lines, with the verdict last. */
export function briefText(
  result: ScrubResult,
  context: Context,
  page: WrittenPage | undefined,
): string {
  const { plan, record, run } = result;
  const { paint } = context;
  const kind = run === '' ? 'Dry run: nothing was written. ' : '';
  const title = paint('strong', `Screened ${counted(record.counts.read, 'record')}`);
  const cells = `${counted(record.numbers.read, 'number')} in ${names(plan.columns)}`;
  return [
    `${kind}${title} of ${printable(plan.input)}: ${cells}`,
    '',
    ...barLines(result, context),
    '',
    aligned(facts(result, page), []),
    '',
    ...comparisonLines(result),
    ...warnings(result).map((text) => paint('doubt', text)),
    ...shorterText(result),
    ...nextText(result),
    verdictText(result, paint),
  ].join('\n');
}

interface BarRow {
  readonly tone: Tone;
  readonly name: string;
  readonly count: number;
}

/** A bar for each outcome and, below it, each of its reasons; the smallest reasons are counted together. */
function barLines({ record: { counts, reasons } }: ScrubResult, context: Context): string[] {
  const { paint, hasBlocks } = context;
  const held = REASONS.filter(({ name }) => name !== 'CLEAN')
    .map(({ name, outcome }) => ({ name, outcome, count: reasons[name] ?? 0 }))
    .filter(({ count }) => count > 0);
  const largest = [...held].sort((one, other) => other.count - one.count).slice(0, SHOWN_REASONS);
  const rows = OUTCOMES.flatMap(({ outcome, tone }): BarRow[] => [
    { tone, name: `  ${outcome}`, count: counts[outcome] },
    ...largest
      .filter((reason) => reason.outcome === outcome)
      .map(({ name, count }) => ({ tone, name: `    ${name}`, count })),
    ...restOf(
      held.filter((reason) => reason.outcome === outcome && !largest.includes(reason)),
      tone,
    ),
  ]);
  const cells = rows.map(({ name, count }) => [
    name,
    grouped(count),
    percent(count, counts.read),
    barText(counts.read === 0 ? 0 : count / counts.read, BAR_WIDTH, hasBlocks),
  ]);
  const lines = aligned(cells, [1, 2]).split('\n');
  return rows.map(({ tone }, at) => paint(tone, lines[at] ?? ''));
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
): string[][] {
  const editions = registers.map(({ name, edition }) => {
    return `${name} of ${edition.dated}${edition.estimated === 1 ? ' (estimated)' : ''}${coverageNote(edition)}`;
  });
  const whom = plan.caller === '' ? '' : `, for ${printable(plan.caller)}`;
  const by = [...new Set(foundBy)].join(' or ');
  const found = plan.columns_detected
    ? [['  columns', `found by ${by} (--column chooses otherwise)`]]
    : [];
  return [
    ...found,
    ...(plan.ignored_columns.length > 0 ? [['  ignored', names(plan.ignored_columns)]] : []),
    ['  against', `${editions.join(' and ')}, policy ${plan.policy.name}${whom}`],
    ...(plan.rows === 'blank' ? [['  emptied cells', blankText(record.rows)]] : []),
    ...record.outputs.map(({ kind, path, records }) => {
      const [name, unit] = OUTPUT_WORDS[kind];
      const place = path === '-' ? 'standard output' : printable(path);
      return [`  ${name}`, `${place} (${counted(records, unit)})`];
    }),
    ...(page === undefined ? [] : [['  page', printable(page.path)]]),
    ...(run === '' ? [] : [['  run', run]]),
  ];
}

/** What is to be done with the list now. */
function nextText({ plan, record, run }: ScrubResult): string[] {
  if (run === '' || !plan.for_calling) return [];
  const { unscreened } = record.counts;
  const report = record.outputs.find(({ kind }) => kind === 'report')?.path ?? 'the report';
  return [
    ...(unscreened === 0
      ? []
      : [
          `To mend: ${counted(unscreened, 'unscreened record')}; ${printable(basename(report))} says why.`,
        ]),
    'While you call: tps-scrub recall last names who may no longer be called.',
  ];
}
