import type { ScrubPlan } from '../scrub/run-record.js';
import type { RunInFull, UsedRegister } from '../audit/run-in-full.js';
import { londonTime } from '../core/day.js';
import { FLAGS } from '../core/flags.js';
import { nameList } from '../core/name-list.js';
import { REASONS } from '../policy/reasons.js';
import { coverageNote } from '../registers/coverage.js';
import { wrapped } from '../ui/paragraphs.js';
import { aligned, counted, grouped, percent } from '../ui/tables.js';
import { printable } from '../ui/voice.js';
import type { Context } from './context.js';
import { rateRows } from './rate-words.js';
import { OUTPUT_WORDS, standingTone, standingWords, termsWords } from './run-words.js';

/** Label and text. */
type Row = readonly [label: string, text: string];

const OUTCOMES = ['clean', 'excluded', 'unscreened'] as const;

/** What a person reads of one run: everything that is recorded of it, in sections. */
export function runSheet(shown: RunInFull, { paint }: Context): string {
  const { run } = shown;
  const { plan } = run.record;
  const standing = `${run.state}, ${standingWords(run)}`;
  const use = plan.for_calling ? [] : [paint('bad', 'Historical: not a list to call from.')];
  const controls = controlsText(shown);
  const sections: readonly (readonly [title: string, body: string])[] = [
    ['List', rowsText(listRows(shown))],
    ['Times', rowsText(timeRows(shown))],
    ['Screened by', rowsText([...shown.registers.map(registerRow), ...policyRows(shown)])],
    ['Records and numbers', countsText(shown)],
    ['Outputs, as they were written', rowsText(outputRows(shown))],
    ...(controls === '' ? [] : [['Controls', controls] as const]),
    ['Evidence', rowsText(evidenceRows(shown))],
    ['Ledger', ledgerText(shown)],
  ];
  return [
    `${paint('strong', `Run ${run.id}`)}: ${paint(standingTone(run), standing)}`,
    ...use,
    ...sections.flatMap(([title, body]) => ['', paint('strong', title), body]),
  ].join('\n');
}

function rowsText(rows: readonly Row[]): string {
  return aligned(
    rows.map(([label, text]) => [`  ${label}`, printable(text)]),
    [],
  );
}

/** Names of delimiters, by their bytes in hex. */
const DELIMITERS: Readonly<Record<string, string>> = {
  '2c': 'comma',
  '3b': 'semicolon',
  '09': 'tab',
  '7c': 'pipe',
};

/** How a list was read: a sheet of a workbook, or text of a delimiter and an encoding. */
export function readAs(plan: ScrubPlan): string {
  const delimiter = DELIMITERS[plan.delimiter] ?? `bytes ${plan.delimiter}`;
  const form =
    plan.sheet === undefined
      ? `${delimiter}, encoding ${plan.encoding}`
      : `a workbook, its sheet '${plan.sheet}'`;
  const skipped = plan.skip_lines === 0 ? '' : `, ${counted(plan.skip_lines, 'line')} skipped`;
  return `${form}, ${plan.header ? 'a header' : 'no header'}${skipped}`;
}

function listRows({ run: { record } }: RunInFull): Row[] {
  const { plan, input, input_place: place, counts } = record;
  const blank = input.blank_lines === 0 ? '' : `, ${counted(input.blank_lines, 'blank line')}`;
  const name = plan.input === '-' ? 'standard input' : plan.input;
  return [
    ['file', name],
    ...(place === undefined || place === plan.input ? [] : [['stood at', place] as const]),
    ...suppliedRow(record),
    ['content', `${counted(counts.read, 'record')}, ${grouped(input.bytes)} bytes${blank}`],
    ['SHA-256', input.sha256],
    ['read as', readAs(plan)],
    ['columns', `${names(plan.columns)} (${plan.columns_detected ? 'found' : 'as named'})`],
    ...columnRow('ignored', plan.ignored_columns),
    ...columnRow('fax', plan.fax_columns),
    ...columnRow('parties', plan.party_columns),
    ...columnRow('copied', plan.report_columns),
    ['rows', `${plan.rows}${plan.rows === 'blank' ? `, ${blanked(record.rows)}` : ''}`],
    ['duplicates', plan.duplicates],
  ];
}

/** Whom a list came from, where that was named. */
export function suppliedRow({ supplier }: RunInFull['run']['record']): Row[] {
  if (supplier === undefined) return [];
  const { name, claimed_screened: day } = supplier;
  return [['supplied by', day === '' ? name : `${name}, who says it screened it on ${day}`]];
}

function blanked(rows: { readonly blanked: number; readonly written: number }): string {
  return `cells emptied in ${grouped(rows.blanked)} of ${counted(rows.written, 'record')} kept`;
}

function columnRow(label: string, columns: readonly { readonly name: string }[]): Row[] {
  return columns.length === 0 ? [] : [[label, names(columns)]];
}

function names(columns: readonly { readonly name: string }[]): string {
  return nameList(columns.map(({ name }) => name));
}

function timeRows({ run: { started, record } }: RunInFull): Row[] {
  const { plan } = record;
  return [
    ['started', `${londonTime(started)} in London (${started})`],
    ['known as of', plan.as_of],
    ['calls', `${plan.call_date} to ${plan.until}`],
  ];
}

function registerRow({ planned, edition, lastCallDay }: UsedRegister): Row {
  const facts =
    edition === undefined
      ? ', not held any more'
      : `${edition.estimated === 1 ? ' (estimated)' : ''}, ${counted(edition.numbers, 'number')}`;
  return [
    planned.name,
    `edition ${String(planned.edition)} dated ${planned.dated}${facts}, clears calls to ${lastCallDay}${coverageNote(planned)}`,
  ];
}

function policyRows({ run }: RunInFull): Row[] {
  const { plan } = run.record;
  const batch = plan.own_batch === 0 ? 'nothing recorded yet' : `up to entry ${plan.own_batch}`;
  return [
    ['own lists', batch],
    ['policy', termsWords(run)],
    ['SHA-256', plan.policy_sha256],
    ...(plan.party_key_id === '' ? [] : [['party key', plan.party_key_id] as const]),
  ];
}

function countsText({ run: { record } }: RunInFull): string {
  const { counts, numbers } = record;
  const table = [
    ['', 'records', '', 'numbers', ''],
    ['  read', grouped(counts.read), '', grouped(numbers.read), ''],
    ...OUTCOMES.map((outcome) => [
      `  ${outcome}`,
      grouped(counts[outcome]),
      percent(counts[outcome], counts.read),
      grouped(numbers[outcome]),
      percent(numbers[outcome], numbers.read),
    ]),
  ];
  const reasons = inOrder(
    record.reasons,
    REASONS.map(({ name }) => name),
  );
  const flags = inOrder(record.flags, FLAGS);
  const grace = record.numbers_in_grace;
  const rows: Row[] = [
    ...(reasons === '' ? [] : [['reasons', reasons] as const]),
    ...(flags === '' ? [] : [['flags', flags] as const]),
    ...(grace === 0
      ? []
      : [['grace', `${counted(grace, 'number')} clean, listed under 28 days`] as const]),
  ];
  return [aligned(table, [1, 2, 3, 4]), ...(rows.length > 0 ? [rowsText(rows)] : [])].join('\n');
}

/** Counts that are not nothing, in the order of their table. */
function inOrder(counts: Readonly<Record<string, number>>, order: readonly string[]): string {
  return order
    .flatMap((name) => ((counts[name] ?? 0) > 0 ? [`${name} ${grouped(counts[name] ?? 0)}`] : []))
    .join(', ');
}

function outputRows({ run: { record } }: RunInFull): Row[] {
  return record.outputs.flatMap(({ kind, path, records, bytes, sha256 }): Row[] => {
    const [name, unit] = OUTPUT_WORDS[kind];
    return [
      [name, path === '-' ? 'standard output' : path],
      ['', `${counted(records, unit)}, ${grouped(bytes)} bytes`],
      ['SHA-256', sha256],
    ];
  });
}

/** Sentences, and so in paragraphs; empty of a run of an earlier program. */
function controlsText({ run: { record } }: RunInFull): string {
  const rows = rateRows(record);
  const width = Math.max(...rows.map(({ label }) => label.length));
  return rows
    .map(({ label, text }) => wrapped(printable(text), `  ${label.padEnd(width)}  `))
    .join('\n');
}

function evidenceRows({ run: { record }, trace, traced }: RunInFull): Row[] {
  const { plan } = record;
  const kept = traced.reduce((sum, { count }) => sum + count, 0);
  const account = printable(record.account);
  return [
    ['trace', trace.kept ? `kept, ${counted(kept, 'number')}` : `none: ${trace.why}`],
    ['run by', record.operator === '' ? account : `${record.operator} (${account})`],
    ['program', `tps-scrub ${record.program_version}, vocabulary ${plan.vocabulary}`],
    ['reader', `version ${plan.reader_version}, numbering plan of ${plan.numbering_plan}`],
  ];
}

/** The hash of a line was the ledger's head until the next one. */
function ledgerText({ lines }: RunInFull): string {
  return lines
    .map(({ sequence, kind, instant, hash }) => {
      return `  line ${sequence}: ${kind} ${instant}\n    ledger head ${hash}`;
    })
    .join('\n');
}
