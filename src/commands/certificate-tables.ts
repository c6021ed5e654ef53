import { basename } from 'node:path';
import type { Certificate } from '../audit/certificate.js';
import { VERSION } from '../core/version.js';
import { FLAGS } from '../core/flags.js';
import { REASONS } from '../policy/reasons.js';
import type { DuplicateMode, RowMode } from '../scrub/row-modes.js';
import type { PageBlock, PageRows, PageText } from '../pages/page.js';
import { areNumbers } from '../store/run-trace.js';
import { counted, grouped, percent } from '../ui/tables.js';
import { rateRows } from './rate-words.js';
import { readAs, suppliedRow } from './run-sheet.js';
import { OUTPUT_WORDS } from './run-words.js';

/** Label and text. */
export type LabelledText = readonly [label: string, value: PageText];

/** Rows of a page, each label with a capital. */
export function labelledRows(rows: readonly LabelledText[]): PageRows {
  return {
    kind: 'rows',
    rows: rows.map(([label, value]) => [
      `${label.charAt(0).toUpperCase()}${label.slice(1)}`,
      value,
    ]),
  };
}

const ROWS: Readonly<Record<RowMode, string>> = {
  drop: 'a record with a number that is held back is left out whole',
  blank: 'a record stays in the list without the cells that may not be called',
  flag: 'every record stays, with its verdict beside it: not a list to call from as it is',
};

const DUPLICATES: Readonly<Record<DuplicateMode, string>> = {
  keep: 'records with a number that came before are kept',
  'drop-later': 'records whose numbers all stood in records kept before are left out',
};

/** What was given, how it was read, and which columns were looked at. */
export function listRows({ shown }: Certificate): LabelledText[] {
  const { plan, input, counts } = shown.run.record;
  const named = (columns: readonly { readonly name: string }[]) =>
    columns.map(({ name }) => name).join(', ');
  const how = plan.columns_detected ? 'found by header and content' : 'as named by the operator';
  const aside: readonly LabelledText[] = [
    ['columns ignored', named(plan.ignored_columns)],
    ['fax columns, left out', named(plan.fax_columns)],
    ['party columns', named(plan.party_columns)],
  ];
  return [
    ['file', plan.input === '-' ? 'standard input' : basename(plan.input)],
    ...suppliedRow(shown.run.record),
    ['SHA-256', { text: input.sha256, isCode: true }],
    ['content', `${counted(counts.read, 'record')}, ${grouped(input.bytes)} bytes`],
    ['read as', readAs(plan)],
    ['columns screened', `${named(plan.columns)} (${how})`],
    ...aside.filter(([, names]) => names !== ''),
    ['records', ROWS[plan.rows]],
    ['duplicates', DUPLICATES[plan.duplicates]],
  ];
}

/** What becomes of records, and how that is drawn. */
export const OUTCOMES = [
  ['clean', 'good'],
  ['excluded', 'bad'],
  ['unscreened', 'doubt'],
] as const;

const READINGS: PageBlock = {
  kind: 'sentences',
  sentences: [
    'Readings of damaged cells, in which no number stands for certain, are not counted as numbers.',
  ],
};

/** What became of the records, and why. */
export function countsTables({ shown, numbers }: Certificate): PageBlock[] {
  const { counts, numbers: all, reasons } = shown.run.record;
  const outcomes: PageBlock = {
    kind: 'table',
    head: ['Outcome', 'Records', 'Share', 'Drawn', 'Numbers', 'Share'],
    rows: [
      ['read', grouped(counts.read), '', '', grouped(all.read), ''],
      ...OUTCOMES.map(([name, tone]) => [
        name,
        grouped(counts[name]),
        percent(counts[name], counts.read),
        { share: counts.read === 0 ? 0 : counts[name] / counts.read, tone },
        grouped(all[name]),
        percent(all[name], all.read),
      ]),
    ],
    right: [1, 2, 4, 5],
  };
  const rows = REASONS.filter(
    ({ name }) => (reasons[name] ?? 0) > 0 || (numbers?.get(name) ?? 0) > 0,
  ).map(({ name, outcome }) => [
    name,
    outcome,
    grouped(reasons[name] ?? 0),
    ...(numbers === undefined ? [] : [numbers.has(name) ? grouped(numbers.get(name) ?? 0) : '–']),
  ]);
  const why: PageBlock = {
    kind: 'table',
    head: [
      'Deciding reason',
      'Outcome',
      'Records',
      ...(numbers === undefined ? [] : ['Distinct numbers']),
    ],
    rows,
    right: [2, 3],
  };
  const flags = FLAGS.filter((name) => (shown.run.record.flags[name] ?? 0) > 0);
  const words = flags.map((name) => `${name} ${grouped(shown.run.record.flags[name] ?? 0)}`);
  return [
    outcomes,
    ...(rows.length > 0 ? [why] : []),
    ...(shown.traced.every(areNumbers) ? [] : [READINGS]),
    ...(words.length > 0
      ? [{ kind: 'rows' as const, rows: [['Flags of numbers', words.join(', ')] as const] }]
      : []),
  ];
}

/** The files that a run wrote. */
export function outputRows({ shown }: Certificate): LabelledText[] {
  const { blanked } = shown.run.record.rows;
  const emptied: LabelledText[] =
    blanked === 0
      ? []
      : [
          [
            'cells emptied',
            `${counted(blanked, 'record')} stayed without the cells that may not be called, and ${blanked === 1 ? 'is' : 'are'} not counted as clean`,
          ],
        ];
  return [...filesOf({ shown }), ...emptied];
}

function filesOf({ shown }: Pick<Certificate, 'shown'>): LabelledText[] {
  return shown.run.record.outputs.flatMap(({ kind, path, records, bytes, sha256 }) => {
    const [name, unit] = OUTPUT_WORDS[kind];
    const place = path === '-' ? 'standard output' : basename(path);
    return [
      [name, `${place}: ${counted(records, unit)}, ${grouped(bytes)} bytes`] as const,
      [`${name}, SHA-256`, { text: sha256, isCode: true }] as const,
    ];
  });
}

/** By whom, with what, and where it stands in the ledger. */
export function evidenceRows(certificate: Certificate): LabelledText[] {
  const { shown, issued, operator, account, ledgerLine, ledgerHead, anchors } = certificate;
  const { record } = shown.run;
  const { plan } = record;
  return [
    ['run', shown.run.id],
    ['run by', whom(record.operator, record.account)],
    [
      'program',
      `tps-scrub ${record.program_version}, reader version ${String(plan.reader_version)}, numbering plan of ${plan.numbering_plan}`,
    ],
    ...rateRows(record).map(({ label, text, tone }): LabelledText => [
      label,
      tone === undefined ? text : { text, tone },
    ]),
    ['policy, SHA-256', { text: plan.policy_sha256, isCode: true }],
    ...shown.lines.map(({ sequence, kind, instant }): LabelledText => [
      `ledger line ${grouped(sequence)}`,
      `${kind}, ${instant}`,
    ]),
    ...anchors.map(({ sequence, answer }): LabelledText => [
      'time-stamp',
      `of ledger line ${grouped(sequence)}, ${answer?.stamp?.stamped ?? ''}`,
    ]),
    ['issued', `${issued}, by ${whom(operator, account)}, with tps-scrub ${VERSION}`],
    [`ledger head`, { text: ledgerHead, isCode: true }],
    ['newest line', grouped(ledgerLine)],
  ];
}

function whom(operator: string, account: string): string {
  return operator === '' ? account : `${operator} (${account})`;
}
