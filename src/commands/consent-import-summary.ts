import { nameList } from '../core/name-list.js';
import { VOCABULARY } from '../core/version.js';
import type { ConsentImportResult } from '../intake/consent-import.js';
import { liftedWords, type LiftRefused } from '../intake/consents/lift-refused.js';
import type { LiftedObjection } from '../intake/consents/lifted.js';
import { aligned, counted, grouped } from '../ui/tables.js';
import { printable } from '../ui/voice.js';
import { faultWords } from './consent-words.js';
import type { Context } from './context.js';
import { objectionJson } from './objection-words.js';

/** The result of an import of consents as one object. */
export function importJson(
  result: ConsentImportResult,
  file: string,
  rejectedFile: string,
): object {
  const { content, rows, name, batch, usable, faults, lifted } = result;
  const { columns, notes } = content;
  return {
    ok: true,
    vocabulary: VOCABULARY,
    import: name,
    dry_run: batch === undefined,
    file,
    ...(batch ? { sha256: batch.file_sha256, instant: batch.recorded } : {}),
    rows: { ...rows, blank: content.blankRows },
    usable,
    not_usable: Object.fromEntries(faults),
    lifted: lifted.map(liftedJson),
    lift_reason: batch?.accepted ?? '',
    columns: { number: columns.number.name, ...columns.others },
    columns_detected: columns.detected,
    unused_columns: columns.unused,
    ignored_columns: columns.ignored,
    header: columns.header,
    notes: {
      days_unread: notes.daysUnread,
      days_ahead: notes.daysAhead,
      placeholders: notes.placeholders,
    },
    rejected: content.rejected,
    rejected_file: rejectedFile,
    ledger_head: result.ledgerHead,
  };
}

/** A refusal to lift objections as one object, with each of them. */
export function refusalJson({ code, explanation, lifted }: LiftRefused): object {
  const { summary, why = '', fix = '', where = '' } = explanation;
  const error = { ok: false, vocabulary: VOCABULARY, code, summary, why, fix, where };
  return { ...error, would_lift: lifted.map(liftedJson) };
}

function liftedJson({ e164, line, caller, objection }: LiftedObjection): object {
  return { number: `+${String(e164)}`, line, consent_to: caller, ...objectionJson(objection) };
}

const SHOWN = 20;
const SHOWN_ROWS = 5;

/** What a person reads after an import of consents. */
export function importText(
  result: ConsentImportResult,
  file: string,
  rejectedFile: string,
  { paint, headLines }: Context,
): string {
  const { rows, content, name, batch, usable, faults, lifted } = result;
  const from = file === '-' ? 'standard input' : printable(file);
  const { rejected } = content;
  const lines = [
    batch === undefined
      ? `Dry run, nothing was recorded: consents of ${from}`
      : `${paint('good', name)}: consents of ${from}`,
    aligned(
      [
        ['  rows read', grouped(rows.read), ''],
        ['  recorded', grouped(rows.recorded), `${grouped(usable)} usable today`],
        [
          '  repeated',
          grouped(rows.repeated),
          rows.repeated === 0 ? '' : 'said before: nothing new',
        ],
        ['  rejected', grouped(rows.rejected), rows.rejected === 0 ? '' : 'no consent recorded'],
      ],
      [1],
    ),
    `  ${columnsText(result)}`,
    ...[...faults].map(([fault, count]) =>
      paint('doubt', `  ${counted(count, 'consent')} not usable: ${faultWords(fault)}`),
    ),
    ...noteLines(result).map((line) => paint('doubt', `  ${line}`)),
    ...shortened(lifted, SHOWN, liftedWords).map((line) => `    ${line}`),
    ...shortened(
      rejected,
      SHOWN_ROWS,
      ({ line, why, text }) => `line ${String(line)} (${why}): ${text}`,
    ).map((line) => paint('doubt', `  ${line}`)),
  ];
  if (rejectedFile !== '') lines.push(`  rejected rows are in ${printable(rejectedFile)}`);
  if (batch) lines.push(...headLines(result.ledgerHead));
  return lines.join('\n');
}

function columnsText({ content: { columns } }: ConsentImportResult): string {
  const { number, others, unused, detected, header } = columns;
  const found = [...(detected ? ['found'] : []), ...(header ? [] : ['no header'])];
  const used = [
    `number: ${printable(number.name)}${found.length === 0 ? '' : ` (${found.join('; ')})`}`,
    ...Object.entries(others).map(([logical, name]) => `${logical}: ${printable(name)}`),
  ];
  const left = unused.length === 0 ? '' : `; not used: ${nameList(unused, printable)}`;
  return `columns ${used.join(', ')}${left}`;
}

function noteLines({ content, lifted, batch }: ConsentImportResult): string[] {
  const { notes, rows } = content;
  const lifts = batch === undefined ? 'would be lifted: say --lift-objections "WHY"' : 'lifted';
  return [
    ...(rows === 0 ? ['no row was read: nothing was recorded'] : []),
    ...(notes.daysUnread > 0
      ? [`${counted(notes.daysUnread, 'day')} not readable: these consents are undated`]
      : []),
    ...(notes.daysAhead > 0
      ? [`${counted(notes.daysAhead, 'day')} ahead of today: these consents are undated`]
      : []),
    ...(notes.placeholders > 0
      ? [
          `${counted(notes.placeholders, 'text')} such as n/a or - shows nothing: recorded as not said`,
        ]
      : []),
    ...(lifted.length > 0 ? [`${counted(lifted.length, 'objection')} ${lifts}`] : []),
  ];
}

function shortened<T>(all: readonly T[], most: number, words: (one: T) => string): string[] {
  const shown = all.slice(0, most).map((one) => printable(words(one)));
  const more = all.length - shown.length;
  return more > 0 ? [...shown, `… and ${grouped(more)} more`] : shown;
}
