import { COMMANDS, COMMAND_GROUPS, GLOBAL_OPTIONS } from '../../src/commands/commands.js';
import { EXIT_STATUS } from '../../src/core/errors.js';
import { section } from './documents.js';

/** The manual page, in the man macros, made of the tables that the help is made of. */
export function manPage(): string {
  return [
    '.\\" Made of the tables of the program: MAN=update npx vitest run test/documents',
    '.TH TPS\\-SCRUB 1 "" "tps\\-scrub" "User Commands"',
    '.SH NAME',
    'tps\\-scrub \\- screen call lists against the TPS and CTPS registers, and keep the proof',
    '.SH SYNOPSIS',
    '.B tps\\-scrub',
    '.I command',
    '.RI [ argument ]... \\ [ option ]...',
    '.SH DESCRIPTION',
    escaped(
      "Screens call lists against the UK Telephone Preference Service registers and a firm's own suppression lists. Kept records come out byte for byte; what was held back stands in a report, with every reason. Every run is recorded.",
    ),
    '.PP',
    'Commands of several words:',
    ...Object.entries(COMMAND_GROUPS).flatMap(([name, means]) => entry(name, means)),
    '.SH OPTIONS',
    'On every command, before or after it:',
    ...GLOBAL_OPTIONS.flatMap(({ flags, description }) => entry(flags, description)),
    '.SH COMMANDS',
    ...COMMANDS.flatMap(({ name, summary, arguments: words, options, examples }) => [
      `.SS "${escaped([name, ...words.map((word) => word.words)].join(' '))}"`,
      `${escaped(summary)}.`,
      ...words.flatMap((word) => entry(word.words, word.description)),
      ...options.flatMap(({ flags, description }) => entry(flags, description)),
      '.PP',
      'For example:',
      '.PP',
      '.nf',
      ...examples.map((example) => `    ${escaped(`tps-scrub ${example}`)}`),
      '.fi',
    ]),
    '.SH EXIT STATUS',
    ...statuses().flatMap(([status, means]) => entry(status, means)),
    '.SH ENVIRONMENT',
    ...entry('TPS_SCRUB_DATABASE', 'the database, where --database is not given'),
    ...entry('TPS_SCRUB_ZIP_PASSWORD', 'the password of zip archives'),
    ...entry('NO_COLOR', 'no colour; FORCE_COLOR asks for it where no terminal is'),
    '.SH SEE ALSO',
    'README.md and docs/ of the package;',
    '.B tps\\-scrub',
    '.I command',
    '.B \\-\\-help',
    '',
  ].join('\n');
}

/** Rows of the README, which a test holds to the program. */
function statuses(): [string, string][] {
  const rows = [...section('README.md', 'Exit statuses').matchAll(/^\| ([\d, ]+) \| (.*) \|$/gm)];
  if (rows.length <= Object.keys(EXIT_STATUS).length) throw new Error('no statuses were found');
  return rows.map(([, status = '', means = '']) => [status, means.replaceAll('`', '')]);
}

function entry(term: string, means: string): string[] {
  return ['.TP', `.B ${escaped(term)}`, escaped(means)];
}

/** Text that is no request: hyphens that can be copied, backslashes that are shown. */
function escaped(text: string): string {
  const shown = text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('"', '\\(dq')
    .replaceAll('’', "'")
    .replaceAll("'", '\\(aq');
  return /^\./.test(shown) ? `\\&${shown}` : shown;
}
