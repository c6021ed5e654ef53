import { CALL_COLUMNS } from '../../config/call-log.js';
import { RECALL_FORMS } from '../../config/job.js';
import { DAY_ORDERS, OTHER_COLUMNS } from '../../config/settings.js';
import { ENCODING_SPELLINGS } from '../../core/decode.js';
import { FORMATS } from '../../files/formats/formats.js';
import { CONSENT_COLUMNS } from '../../intake/consents/reading.js';
import { CONSENT_KINDS, OBTAINED, PURPOSES } from '../../policy/consents.js';
import { OBJECTION_CLASSES, SAID_CLASS_NAMES } from '../../policy/objections.js';
import { RETENTION_NAMES } from '../../policy/retention.js';
import { REGISTERS } from '../../registers/registers.js';
import { DUPLICATE_MODES, ROW_MODES } from '../../scrub/row-modes.js';
import type { HeldNameKind } from '../../store/held-names.js';
import { DAY_FIRST_OR_MONTH } from '../call-log-options.js';
import { MANNERS } from '../suppress-withdraw.js';
import type { Candidate } from './shell-answer.js';
import { SHELLS } from './shells.js';

/** Names that the configuration declares. */
export type DeclaredKind =
  'policies' | 'callers' | 'agents' | 'campaigns' | 'sources' | 'mappings' | 'jobs';

/**
 * What can be offered as the value of an option or an argument. `words` by commas are offered one after
 * another; `columns` are those of the file that the line names, by themselves or after a word and `=`
 * (`number=Phone`), or before `=` and values (`status=`).
 */
export type ValueKind =
  | { readonly of: 'nothing' | 'files' | 'folders' | 'zones' }
  | { readonly of: HeldNameKind | DeclaredKind }
  | { readonly of: 'words'; readonly words: readonly Candidate[]; readonly byCommas?: true }
  | {
      readonly of: 'columns';
      readonly after?: readonly string[];
      readonly before?: '=';
      readonly byCommas?: true;
    };

/** Nobody knows it, or it is not to be shown: numbers of persons above all. */
const NOTHING: ValueKind = { of: 'nothing' };
const FILES: ValueKind = { of: 'files' };

function words(names: readonly string[], byCommas?: true): ValueKind {
  const candidates = names.map((word) => ({ word, means: '' }));
  return { of: 'words', words: candidates, ...(byCommas && { byCommas }) };
}

function columnsAfter(others: readonly string[]): ValueKind {
  return { of: 'columns', after: ['number', ...others] };
}

/** By the option, and before that by the command and its option. */
const BY_OPTION: Readonly<Record<string, ValueKind>> = {
  '--policy': { of: 'policies' },
  '--compare-policy': { of: 'policies' },
  '--caller': { of: 'callers' },
  '--campaign': { of: 'campaigns' },
  '--list': { of: 'lists' },
  '--source': { of: 'sources' },
  '--supplier': { of: 'suppliers' },
  '--mapping': { of: 'mappings' },
  '--column': { of: 'columns' },
  '--ignore-column': { of: 'columns' },
  '--party-column': { of: 'columns' },
  '--report-columns': { of: 'columns', byCommas: true },
  '--where': { of: 'columns', before: '=' },
  'suppress import --column': columnsAfter(OTHER_COLUMNS),
  'consent import --column': columnsAfter(CONSENT_COLUMNS),
  'audit-calls --column': columnsAfter(CALL_COLUMNS),
  'coverage --column': columnsAfter(CALL_COLUMNS),
  'objections --column': columnsAfter(CALL_COLUMNS),
  '--rows': words(ROW_MODES),
  '--duplicates': words(DUPLICATE_MODES),
  '--encoding': words(ENCODING_SPELLINGS),
  '--days': words(DAY_FIRST_OR_MONTH),
  'suppress import --days': words(DAY_ORDERS),
  'consent import --days': words(DAY_ORDERS),
  '--form': words(RECALL_FORMS),
  '--reason': {
    of: 'words',
    words: OBJECTION_CLASSES.filter(({ name }) =>
      SAID_CLASS_NAMES.some((said) => said === name),
    ).map(({ name, means }) => ({ word: name, means })),
  },
  '--for': {
    of: 'words',
    words: PURPOSES.map(({ name, means }) => ({ word: name, means })),
    byCommas: true,
  },
  'suppress export --for': { of: 'agents' },
  '--format': {
    of: 'words',
    words: FORMATS.map(({ name, title }) => ({ word: name, means: title })),
  },
  '--kind': words(MANNERS),
  'consent add --kind': words(CONSENT_KINDS),
  'consent import --kind': words(CONSENT_KINDS),
  '--obtained': words(OBTAINED),
  '--what': words(RETENTION_NAMES),
  '--timezone': { of: 'zones' },
  '--operator': NOTHING,
  '--entry': NOTHING,
  '--sheet': NOTHING,
};

/** By what stands for the value in the help, and before that by the command and that. */
const BY_NAME: Readonly<Record<string, ValueKind>> = {
  'call-list': FILES,
  'cdr.csv': FILES,
  file: FILES,
  'hash|file': FILES,
  path: FILES,
  folder: { of: 'folders' },
  register: {
    of: 'words',
    words: REGISTERS.map(({ name, title }) => ({ word: name, means: title })),
  },
  shell: words(SHELLS),
  run: { of: 'runs' },
  import: { of: 'imports' },
  'policy name': { of: 'policies' },
  'job run name': { of: 'jobs' },
  'hold add what': { of: 'runs' },
  ...Object.fromEntries(
    [
      ...[
        'anchor',
        'case',
        'char',
        'day',
        'days',
        'instant',
        'key',
        'line',
        'n',
        'number',
        'prefixes',
      ],
      ...['ref', 'reference', 'sequence', 'text', 'why'],
    ].map((name) => [name, NOTHING]),
  ),
};

/**
 * What can be offered as a value; undefined for what the tables above do not know.
 *
 * @param command its whole name; empty before there is one
 * @param option with its dashes; empty for an argument
 * @param shape what stands for the value in the help: `<file>`, `[number...]`
 */
export function valueKind(command: string, option: string, shape: string): ValueKind | undefined {
  const name = shape.replace(/^[<[]|\.{3}|[>\]]$/g, '');
  const byOption = BY_OPTION[`${command} ${option}`] ?? BY_OPTION[option];
  return byOption ?? BY_NAME[`${command} ${name}`] ?? BY_NAME[name];
}
