import { londonDay, type Day } from '../core/day.js';
import { nameList } from '../core/name-list.js';
import { REASONS, type Outcome } from '../policy/reasons.js';
import { coverageNote } from '../registers/coverage.js';
import { REGISTER_NAMES } from '../registers/registers.js';
import type { RowsWritten } from '../scrub/row-modes.js';
import type { OutputRecord } from '../scrub/run-record.js';
import type { ScrubResult } from '../scrub/scrub.js';
import { aligned, counted, grouped, percent } from '../ui/tables.js';
import { printable, type Paint, type Tone } from '../ui/voice.js';
import { comparisonText } from './comparison-words.js';
import type { Context } from './context.js';
import type { WrittenPage } from './run-page-writing.js';

/** Outcomes as they are told, with their tones. */
export const OUTCOMES: readonly { outcome: Outcome; tone: Tone }[] = [
  { outcome: 'clean', tone: 'good' },
  { outcome: 'excluded', tone: 'bad' },
  { outcome: 'unscreened', tone: 'doubt' },
];

/** What people call the outputs of a run, and what stands in them. */
export const OUTPUT_WORDS = {
  cleaned: ['cleaned list', 'record'],
  flagged: ['flagged list', 'record'],
  report: ['report', 'line'],
  dialler: ["dialler's file", 'line'],
} as const satisfies Record<OutputRecord['kind'], readonly [name: string, unit: string]>;

/** What a person reads after a scrub. */
export function summaryText(
  result: ScrubResult,
  { paint }: Context,
  page: WrittenPage | undefined,
): string {
  const { plan, record, registers, run } = result;
  const { counts } = record;
  const kind = run === '' ? 'Dry run: nothing was written. ' : '';
  const lines = [
    `${kind}${paint('strong', `Screened ${counted(counts.read, 'record')}`)} of ${printable(plan.input)}, ${counted(record.numbers.read, 'number')}`,
    '',
  ];
  const rows = OUTCOMES.map(({ outcome }) => [
    `  ${outcome}`,
    grouped(counts[outcome]),
    percent(counts[outcome], counts.read),
    reasonsText(result, outcome),
  ]);
  const table = aligned(rows, [1, 2]).split('\n');
  OUTCOMES.forEach(({ tone }, index) => lines.push(paint(tone, table[index] ?? '')));
  const facts = [
    [
      '  columns',
      `${names(plan.columns)} (${foundWords(result)})` +
        (plan.ignored_columns.length > 0 ? `; ignored: ${names(plan.ignored_columns)}` : '') +
        (plan.fax_columns.length > 0 ? `; left out as fax: ${names(plan.fax_columns)}` : '') +
        (plan.party_columns.length > 0 ? `; parties: ${names(plan.party_columns)}` : ''),
    ],
    ...registers.map(({ name, edition, lastCallDay }) => [
      `  ${name}`,
      `edition ${String(edition.id)} dated ${edition.dated}${edition.estimated === 1 ? ' (estimated)' : ''}, ` +
        `${counted(edition.numbers, 'number')}, clears calls to ${lastCallDay}${coverageNote(edition)}`,
    ]),
    [
      '  policy',
      plan.policy.name +
        (plan.caller === '' ? '' : `, for ${printable(plan.caller)}`) +
        (plan.campaign === '' ? '' : `, campaign ${printable(plan.campaign)}`),
    ],
    ...(plan.rows === 'blank' ? [['  emptied cells', blankText(record.rows)]] : []),
    ...record.outputs.map(({ kind: what, path, records }) => {
      const [name, unit] = OUTPUT_WORDS[what];
      const place = path === '-' ? 'standard output' : printable(path);
      return [`  ${name}`, `${place} (${counted(records, unit)})`];
    }),
  ];
  if (page !== undefined) facts.push(['  page', printable(page.path)]);
  if (run !== '') facts.push(['  run', `${run}, ledger head ${result.ledgerHead}`]);
  lines.push('', aligned(facts, []), '');
  lines.push(...comparisonLines(result));
  lines.push(...warnings(result).map((text) => paint('doubt', text)), ...shorterText(result));
  lines.push(verdictText(result, paint));
  return lines.join('\n');
}

/** What another policy would decide otherwise, where that was asked. */
export function comparisonLines({ comparison, plan }: ScrubResult): string[] {
  if (comparison === undefined) return [];
  const apart = plan.duplicates === 'keep' ? [] : ['(duplicates are not counted here)'];
  return [comparisonText(comparison, plan.policy.name), ...apart, ''];
}

/** The last line of a summary: until when the list may be called from, or that it may not. */
export function verdictText({ plan, until }: ScrubResult, paint: Paint): string {
  return plan.for_calling
    ? paint('strong', lastCallText(plan.call_date, londonDay(plan.as_of), until))
    : paint(
        'bad',
        `Historical: calls of ${plan.call_date}, as known at ${plan.as_of}. Not a list to call from.`,
      );
}

function lastCallText(first: Day, today: Day, last: Day): string {
  const text = `Last call day: ${last}. Do not call from this list after it.`;
  return first > today ? `First call day: ${first}. Do not call before it. ${text}` : text;
}

/** Why these columns, and how to choose otherwise. */
function foundWords({ plan, foundBy }: ScrubResult): string {
  if (!plan.columns_detected) return 'as named';
  const reasons = [...new Set(foundBy)];
  return `found by ${reasons.join(' or ')}; --column or --ignore-column chooses otherwise`;
}

/** So many last days are named: the first ones that help, and the one that helps most. */
const SHOWN_DAYS = 3;

/** That calls which end sooner would clear more records, and on which last days. */
export function shorterText({ shorter, plan }: ScrubResult): string[] {
  const last = shorter.at(-1);
  if (last === undefined) return [];
  const shown = [...shorter.slice(0, SHOWN_DAYS - 1), ...shorter.slice(SHOWN_DAYS - 1).slice(-1)];
  const days = shown.map(
    ({ until, records }) => `${counted(records, 'record')} with --until ${until}`,
  );
  // Some of them may be duplicates of each other then.
  const most = plan.duplicates === 'keep' ? '' : 'up to ';
  return [`Calls that end sooner would clear more: ${most}${days.join(', ')}.`];
}

/** Columns by their names. */
export function names(columns: readonly { readonly name: string }[]): string {
  return nameList(
    columns.map(({ name }) => name),
    printable,
  );
}

function reasonsText({ record }: ScrubResult, outcome: Outcome): string {
  return REASONS.filter((reason) => reason.outcome === outcome && reason.name !== 'CLEAN')
    .flatMap(({ name }) => {
      const count = record.reasons[name] ?? 0;
      return count > 0 ? [`${name} ${grouped(count)}`] : [];
    })
    .join(', ');
}

/** The counts are the same in every mode: these records stay, and count by what was emptied. */
export function blankText({ written, blanked }: RowsWritten): string {
  return `in ${grouped(blanked)} of ${counted(written, 'record')} kept, counted above as excluded or unscreened`;
}

/** What whoever calls from the list must know beside its counts. */
export function warnings({
  run,
  plan,
  record,
  registers,
  hasConsents,
  partiesNotAsked,
  unreadLines,
  numbersToMend,
}: ScrubResult): string[] {
  const missing = REGISTER_NAMES.filter((name) => !plan.policy.requires.includes(name));
  const found = missing.map((name) => `Not screened against ${name.toUpperCase()}.`);
  if (hasConsents && plan.caller === '') {
    found.push(
      'No consent counts, since no caller was named: --caller says for whom the calls are.',
    );
  }
  if (unreadLines > 0) {
    const lines = counted(unreadLines, 'opt-out line waits', 'opt-out lines wait');
    found.push(`${lines} unread, and may name people of this list: tps-scrub suppress resolve`);
  }
  if (partiesNotAsked > 0) {
    found.push(
      `Objections of ${counted(partiesNotAsked, 'person or firm', 'persons or firms')} were not asked about: --party-column names the column that says whose a record is.`,
    );
  }
  if (plan.rows === 'flag') {
    found.push(
      'A flagged list is no cleaned list: it holds every record. Filter it on scrub_outcome=clean before any call.',
    );
  }
  for (const { name, edition } of registers) {
    if (edition.rejected === 0) continue;
    found.push(
      `${counted(edition.rejected, 'line')} of the ${name} edition could not be read; numbers on them are not known.`,
    );
  }
  if (record.numbers_in_grace > 0) {
    found.push(
      `${counted(record.numbers_in_grace, 'number')} kept though listed: for less than 28 days on every day of the calls (PECR 2003 reg 21(3)).`,
    );
  }
  if (numbersToMend > 0) {
    found.push(
      numbersToMend === 1
        ? '1 number that may be called lost its leading 0: dial it with the 0.'
        : `${grouped(numbersToMend)} numbers that may be called lost their leading 0: dial them with the 0.`,
    );
  }
  if (run !== '' && !record.trace) {
    found.push(
      'No trace kept: which numbers this list had cannot be asked later, only repeated with the list itself.',
    );
  }
  return found;
}
