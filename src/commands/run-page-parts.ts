import { basename } from 'node:path';
import type { RunInFull } from '../audit/run-in-full.js';
import { VERSION } from '../core/version.js';
import type { PageBlock, PageTable, PageText, PageTone } from '../pages/page.js';
import { REASONS, type Outcome } from '../policy/reasons.js';
import { coverageNote } from '../registers/coverage.js';
import type { RunRecord } from '../scrub/run-record.js';
import { counted, grouped, percent } from '../ui/tables.js';
import { labelledRows, OUTCOMES, type LabelledText } from './certificate-tables.js';
import { shortDay } from './day-words.js';
import { basisOf, REASON_WORDS } from './reason-words.js';
import { OUTPUT_WORDS, termsWords } from './run-words.js';

const TONES: Readonly<Record<Outcome, PageTone>> = Object.fromEntries(OUTCOMES) as Record<
  Outcome,
  PageTone
>;

/** How many records came to what, drawn and in figures. */
export function countBlocks({ counts, reasons }: RunRecord): PageBlock[] {
  const share = (part: number) => (counts.read === 0 ? 0 : part / counts.read);
  const words = OUTCOMES.map(
    ([name]) => `${grouped(counts[name])} ${name} (${percent(counts[name], counts.read)})`,
  );
  const rows = REASONS.filter(({ name }) => (reasons[name] ?? 0) > 0).map(({ name, outcome }) => {
    const count = reasons[name] ?? 0;
    return [
      { text: name, isWhole: true },
      grouped(count),
      percent(count, counts.read),
      { share: share(count), tone: TONES[outcome] },
      outcome,
    ];
  });
  return [
    {
      kind: 'shares',
      shares: OUTCOMES.map(([name, tone]) => ({ share: share(counts[name]), tone })),
      caption: `Of ${counted(counts.read, 'record')}, from left to right: ${words.join(', ')}.`,
    },
    ...(rows.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            head: ['Deciding reason', 'Records', 'Share', 'Drawn', 'Outcome'],
            rows,
            right: [1, 2],
          },
        ]),
  ];
}

/** What each reason of the run means, what it rests on and what to do; of plainly clean records nothing. */
export function reasonBlocks({ plan, reasons }: RunRecord): PageBlock[] {
  return REASONS.flatMap(({ name }): PageBlock[] => {
    if (name === 'CLEAN' || (reasons[name] ?? 0) === 0) return [];
    const { means, then } = REASON_WORDS[name];
    return [
      { kind: 'heading', text: `${name}: ${counted(reasons[name] ?? 0, 'record')}` },
      {
        kind: 'rows',
        rows: [
          ['What it means', means],
          ['Basis', { text: basisOf(plan.policy, name), tone: 'quiet' }],
          ['What to do', then],
        ],
      },
    ];
  });
}

/** Against which files, own lists and rules. */
export function registerBlocks({ run, registers }: RunInFull): PageBlock[] {
  const { plan } = run.record;
  const table: PageTable = {
    kind: 'table',
    caption: 'Register files that the list was screened against',
    head: ['Register', 'Edition', 'File dated', 'Numbers', 'Clears calls to'],
    rows: registers.map(({ planned, edition, lastCallDay }) => [
      `${planned.name.toUpperCase()}${coverageNote(planned)}`,
      String(planned.edition),
      edition?.estimated === 1
        ? { text: `${shortDay(planned.dated)}, estimated from the download`, tone: 'doubt' }
        : { text: shortDay(planned.dated), isWhole: true },
      edition === undefined ? { text: 'not held', tone: 'doubt' } : grouped(edition.numbers),
      { text: shortDay(lastCallDay), isWhole: true },
    ]),
    right: [1, 3],
  };
  return [
    table,
    labelledRows([
      ['own lists', `as they were at ${plan.as_of}`],
      ['policy', termsWords(run)],
    ]),
  ];
}

/** The files that a run wrote: what is in which. */
export function fileTable({ outputs }: RunRecord): PageTable {
  return {
    kind: 'table',
    head: ['File', 'What it is', 'Holds'],
    rows: outputs.map(({ kind, path, records }) => {
      const [name, unit] = OUTPUT_WORDS[kind];
      return [path === '-' ? 'standard output' : basename(path), name, counted(records, unit)];
    }),
    right: [],
  };
}

/** What tells one file, run and program from another. */
export function hashRows({ run, registers, lines }: RunInFull): LabelledText[] {
  const { record } = run;
  const { plan } = record;
  const code = (text: string): PageText => ({ text, isCode: true });
  return [
    ['call list, SHA-256', code(record.input.sha256)],
    ...record.outputs.map(({ kind, sha256 }): LabelledText => [
      `${OUTPUT_WORDS[kind][0]}, SHA-256`,
      code(sha256),
    ]),
    ...registers.map(({ planned }): LabelledText => [
      `${planned.name.toUpperCase()} numbers, SHA-256`,
      code(planned.numbers_sha256),
    ]),
    ['policy, SHA-256', code(plan.policy_sha256)],
    ['ledger head', code(lines.at(-1)?.hash ?? '')],
    [
      'program',
      `tps-scrub ${record.program_version}, reader version ${String(plan.reader_version)}, numbering plan of ${plan.numbering_plan}; page made by tps-scrub ${VERSION}`,
    ],
  ];
}
