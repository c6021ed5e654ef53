import { COMMANDS, GLOBAL_OPTIONS } from '../../src/commands/commands.js';
import { EXIT_STATUS } from '../../src/core/errors.js';
import { FLAGS } from '../../src/core/flags.js';
import { CONSENT_FAULTS, PURPOSES } from '../../src/policy/consents.js';
import { OBJECTION_CLASSES } from '../../src/policy/objections.js';
import { POLICIES } from '../../src/policy/policies.js';
import { REASONS } from '../../src/policy/reasons.js';
import { REGISTERS } from '../../src/registers/registers.js';
import { REPORT_COLUMNS } from '../../src/scrub/report.js';

/** The reference of the program, made of the tables that the program itself goes by. */
export function reference(): string {
  return [
    '# Reference',
    'Made of the tables that the program goes by; `REFERENCE=update npx vitest run test/documents` writes it anew.',
    '## On every command',
    table(['Option', 'Does'], GLOBAL_OPTIONS.map(optionRow)),
    ...COMMANDS.flatMap(({ name, summary, arguments: words, options, examples }) => [
      `## ${name}`,
      `${sentence(summary)}.`,
      fenced([`tps-scrub ${[name, ...words.map((word) => word.words)].join(' ')} [options]`]),
      ...listOf(
        ['Argument', 'Is'],
        words.map((word) => [code(word.words), word.description]),
      ),
      ...listOf(['Option', 'Does'], options.map(optionRow)),
      'For example:',
      fenced(examples.map((example) => `tps-scrub ${example}`)),
    ]),
    '## Errors',
    'The `code` of an error in JSON, and the exit status that goes with it.',
    table(
      ['Code', 'Status'],
      Object.entries(EXIT_STATUS).map(([name, status]) => [code(name), String(status)]),
    ),
    '## Registers',
    table(
      ['Register', 'Title', 'Whose numbers'],
      REGISTERS.map(({ name, title, whose }) => [code(name), title, whose]),
    ),
    '## Reasons in their order',
    table(
      ['Reason', 'Outcome', 'Letter'],
      REASONS.map(({ name, outcome, letter }) => [code(name), outcome, letter]),
    ),
    '## Flags in their order',
    FLAGS.map(code).join(', '),
    '## Columns of the report',
    REPORT_COLUMNS.map(code).join(', '),
    '## Classes of objections',
    table(
      ['Class', 'The person', 'A consent lifts it', 'May have an end'],
      OBJECTION_CLASSES.map(({ name, means, lifted, mayEnd }) => [
        code(name),
        means,
        lifted ? 'yes' : '',
        mayEnd ? 'yes' : '',
      ]),
    ),
    '## Purposes of consents',
    table(
      ['Purpose', 'Calls'],
      PURPOSES.map(({ name, means }) => [code(name), means]),
    ),
    '## Why a consent is not usable',
    table(
      ['Fault', 'Because'],
      CONSENT_FAULTS.map(({ name, means }) => [code(name), means]),
    ),
    '## Built-in policies',
    table(
      ['Policy', 'Title', 'Registers'],
      POLICIES.map(({ name, title, requires }) => [code(name), title, requires.join(', ')]),
    ),
    '',
  ].join('\n\n');
}

function optionRow(option: { readonly flags: string; readonly description: string }): string[] {
  const { repeatable = false } = option as { repeatable?: boolean };
  return [code(option.flags), option.description + (repeatable ? ' (repeatable)' : '')];
}

function listOf(head: readonly string[], rows: readonly string[][]): string[] {
  return rows.length === 0 ? [] : [table(head, rows)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

function fenced(lines: readonly string[]): string {
  return ['```sh', ...lines, '```'].join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
