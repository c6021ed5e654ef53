import { VOCABULARY } from '../core/version.js';
import type { OptOutReading } from '../intake/opt-outs/reading.js';
import type { SuppressImportResult } from '../intake/suppress-import.js';
import { aligned, counted, grouped } from '../ui/tables.js';
import { printable } from '../ui/voice.js';
import type { Context } from './context.js';
import { liftedWords } from './lifted-words.js';
import { doubtfulDayNotes, optOutColumnsText } from './opt-out-columns-words.js';

/** The result of an import of opt-outs as one object. */
export function importJson(
  result: SuppressImportResult,
  file: string,
  { defaults }: OptOutReading,
  rejected: string,
): object {
  const { content, rows, name, batch } = result;
  return {
    ok: true,
    vocabulary: VOCABULARY,
    import: name,
    dry_run: batch === undefined,
    file,
    ...(batch ? { sha256: batch.file_sha256, instant: batch.recorded } : {}),
    list: defaults.list,
    source: defaults.source,
    reason: defaults.class,
    caller: defaults.caller,
    campaign: defaults.campaign,
    rows: {
      ...rows,
      passed_over: content.passedOver,
      blank: content.blankRows,
    },
    entries: result.events,
    new_numbers: result.newNumbers,
    withdrawn_since: result.withdrawnSince,
    lifted: result.lifted.count,
    columns: {
      number: content.columns.numbers.map((column) => column.name),
      ...content.columns.others,
    },
    columns_detected: content.columns.detected,
    day_column_found: content.columns.dayFound,
    doubtful_day_columns: content.columns.doubtfulDays,
    unused_columns: content.columns.unused,
    unread_number_columns: content.columns.unreadNumbers,
    header: content.columns.header,
    dispositions: content.dispositions.map(({ column, values }) => ({
      column,
      values: values.map(({ value, rows: count, taken, looksLikeOptOut }) => ({
        value,
        rows: count,
        taken,
        looks_like_opt_out: looksLikeOptOut,
      })),
    })),
    notes: {
      days_unread: content.notes.daysUnread,
      days_ahead: content.notes.daysAhead,
      until_unread: content.notes.untilUnread,
      until_ignored: content.notes.untilNotForClass,
      until_over: content.notes.untilOver,
      reasons_as_text: content.notes.reasonsAsText,
      several_readings: content.notes.readings,
    },
    unresolved: result.unresolved.map(({ line, text, why, waitsIn }) => ({
      id: waitsIn || (name === '' ? '' : `${name}:${String(line)}`),
      line,
      text,
      why,
    })),
    rejected_file: rejected,
    overridden: result.overridden,
    ledger_head: result.ledgerHead,
  };
}

const SHOWN_LINES = 5;
const SHOWN_VALUES = 12;

/** What a person reads after an import of opt-outs. */
export function importText(
  result: SuppressImportResult,
  file: string,
  { defaults }: OptOutReading,
  rejected: string,
  { paint, headLines }: Context,
): string {
  const { rows, content, name, batch } = result;
  const from = file === '-' ? 'standard input' : printable(file);
  const source = defaults.source === '' ? '' : ` from ${printable(defaults.source)}`;
  const scope = [
    defaults.class,
    ...(defaults.caller === '' ? [] : [`told to ${printable(defaults.caller)}`]),
    ...(defaults.campaign === '' ? [] : [`for campaign ${printable(defaults.campaign)}`]),
  ].join(', ');
  const head = `${from} into list ${printable(defaults.list)}${source}, ${scope}`;
  const lines = [
    batch === undefined
      ? `Dry run, nothing was recorded: ${head}`
      : `${paint('good', name)}: ${head}`,
    aligned(
      [
        ['  rows read', grouped(rows.read), ''],
        [
          '  recorded',
          grouped(rows.recorded),
          `${counted(result.events, 'entry', 'entries')}, ${counted(result.newNumbers, 'number')} new to the own lists`,
        ],
        [
          '  repeated',
          grouped(rows.repeated),
          rows.repeated === 0 ? '' : 'said before: nothing new',
        ],
        [
          '  unresolved',
          grouped(rows.unresolved),
          rows.unresolved === 0 ? '' : 'not read whole: somebody must look',
        ],
        ...(content.passedOver > 0
          ? [['  passed over', grouped(content.passedOver), 'by --where']]
          : []),
      ],
      [1],
    ),
    `  ${optOutColumnsText(result)}`,
    ...dispositionLines(result).map((line) => `  ${line}`),
    ...[...notes(result), ...liftedLines(result)].map((line) => paint('doubt', `  ${line}`)),
  ];
  for (const { line, why, text, waitsIn } of result.unresolved.slice(0, SHOWN_LINES)) {
    const id = waitsIn || (name === '' ? `line ${String(line)}` : `${name}:${String(line)}`);
    lines.push(paint('doubt', `  ${id} (${why}): ${printable(text)}`));
  }
  if (rows.unresolved > SHOWN_LINES) {
    lines.push(paint('doubt', `  … and ${grouped(rows.unresolved - SHOWN_LINES)} more`));
  }
  if (rejected !== '') lines.push(`  unread lines are in ${printable(rejected)}`);
  if (rows.unresolved > 0 && batch) {
    lines.push('  settle each: tps-scrub suppress resolve ID --number NUMBER, or --why WHY');
  }
  if (batch) lines.push(...headLines(result.ledgerHead));
  return lines.join('\n');
}

/** Numbers that are not suppressed for some caller, although the file says so. */
function liftedLines({ lifted: { count, first } }: SuppressImportResult): string[] {
  if (count === 0) return [];
  return [
    `${counted(count, 'number')} not suppressed for a caller with a consent of a later day:`,
    ...first.map(({ e164, calls }) => {
      return `  +${String(e164)}: ${printable(calls.map(liftedWords).join('; '))}`;
    }),
    ...(count > first.length ? [`  … and ${grouped(count - first.length)} more`] : []),
  ];
}

function dispositionLines({ content }: SuppressImportResult): string[] {
  return content.dispositions.flatMap(({ column, values }) => {
    const words = (taken: boolean): string =>
      values
        .filter((value) => value.taken === taken)
        .slice(0, SHOWN_VALUES)
        .map(({ value, rows }) => `${printable(value) || '(empty)'} ${grouped(rows)}`)
        .join(', ');
    return [
      `${printable(column)}: taken ${words(true)}`,
      `${printable(column)}: passed over ${words(false) || 'none'}`,
    ];
  });
}

function notes({ content, withdrawnSince, overridden }: SuppressImportResult): string[] {
  const { notes: found, columns } = content;
  const values = content.dispositions.flatMap((one) => one.values);
  const missed = values.filter(({ taken, looksLikeOptOut }) => !taken && looksLikeOptOut);
  const absent = values.filter(({ taken, rows }) => taken && rows === 0);
  const days = (count: number): string => counted(count, 'day');
  const last = (count: number): string => counted(count, 'last day');
  const said: readonly (readonly [number, (count: number) => string, string])[] = [
    [found.readings, row, 'read as several numbers: each of them is suppressed'],
    [found.daysUnread, days, 'not readable: held to have been said today'],
    [found.daysAhead, days, 'ahead of today: held to have been said today'],
    [found.untilUnread, last, 'not readable: these entries have no end'],
    [found.untilNotForClass, last, 'ignored: the class has no end'],
    [found.untilOver, last, 'over already: these entries block nothing'],
    [
      found.reasonsAsText,
      (count) => counted(count, 'reason'),
      'not a class: kept as text, held to be other',
    ],
    [
      withdrawnSince,
      (count) => counted(count, 'number'),
      'said again after the entry was withdrawn: not suppressed anew',
    ],
  ];
  return [
    ...columns.unreadNumbers.map(
      (name) =>
        `'${printable(name)}' holds telephone numbers too and was not read: add --column 'number=${printable(name)}' if they are opt-outs`,
    ),
    ...columns.strayNumbers.map(
      (name) =>
        `'${printable(name)}' holds telephone numbers in some of its cells and was not read: add --column 'number=${printable(name)}' if they are opt-outs`,
    ),
    ...doubtfulDayNotes(columns.doubtfulDays),
    ...(content.rows === 0 ? ['no row was read: nothing was recorded'] : []),
    ...missed.map(
      ({ value, rows }) =>
        `'${printable(value)}' (${row(rows)}) looks like an opt-out and was passed over: add it to --where`,
    ),
    ...absent.map(({ value }) => `'${printable(value)}' was asked for and stands in no row`),
    ...said.filter(([count]) => count > 0).map(([count, what, words]) => `${what(count)} ${words}`),
    ...(content.otherOrder === undefined
      ? []
      : [
          `some of the days can be read with --days ${content.otherOrder}: is the file written so?`,
        ]),
    ...overridden.map((guard) => `overridden: ${printable(guard)}`),
  ];
}

function row(count: number): string {
  return counted(count, 'row');
}
