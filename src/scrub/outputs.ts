import { basename, dirname, join, parse } from 'node:path';
import { wrongUse, type ScreeningError } from '../core/errors.js';
import type { FileIdentity } from '../files/byte-source.js';
import type { ListForm } from '../files/forms/forms.js';
import { formatNamed } from '../files/formats/formats.js';
import { endingOf, outputForm, refuseWorkbookName } from '../files/forms/output-form.js';
import { refuseOtherPage } from '../files/page-file.js';
import { fileAt, isOtherThanFile, realPlace } from '../files/whole-output.js';
import type { RowMode } from './row-modes.js';
import { RUN_PAGE_BEGINS } from './run-page-file.js';

/** Where a run writes: absolute paths; `-` for standard output. */
export interface OutputPaths {
  /** The cleaned list, or the flagged one. */
  readonly cleaned: string;
  readonly report: string;
  /** The dialler's file; undefined unless a format was asked for. */
  readonly dialler: string | undefined;
  /** The page of the run, made when the run is released; undefined unless one was asked for. */
  readonly page: string | undefined;
}

/** What was asked for; undefined where the default holds. */
export interface AskedOutputs {
  readonly input: string;
  readonly out: string | undefined;
  readonly report: string | undefined;
  readonly page: string | undefined;
  /** Format of the dialler's file; undefined unless one is made. */
  readonly format: string | undefined;
  /** Where that goes. */
  readonly formatOut: string | undefined;
  readonly force: boolean;
  readonly database: string;
  readonly rows: RowMode;
}

/** A list with every record is not a cleaned one, and must not be taken for it by its name. */
const ENDINGS = { drop: '.clean', blank: '.clean', flag: '.flagged' } as const;

/**
 * Settles where a run writes, and refuses what would destroy something: the input, the database,
 * a file that is there already, or one output through the other.
 *
 * @param input identity of the input, undefined for standard input
 * @param form in which the list came; undefined while that is not known
 * @throws ScreeningError wrong-use
 */
export function settleOutputs(
  asked: AskedOutputs,
  input: FileIdentity | undefined,
  form: ListForm | undefined,
): OutputPaths {
  const isStream = asked.input === '-';
  if (isStream && asked.report === undefined) {
    throw wrongUse({
      summary: 'a list from standard input needs --report FILE',
      fix: 'say where the exclusion report goes',
      where: '--report',
    });
  }
  refuseStandardOutput('--report', asked.report);
  refuseStandardOutput('--format-out', asked.formatOut);
  const named = `${ENDINGS[asked.rows]}${endingOf(form ?? 'as it is')}`;
  const cleaned = asked.out ?? (isStream ? '-' : beside(asked.input, named));
  if (form !== undefined) outputForm(form, cleaned);
  const paths = {
    cleaned: cleaned === '-' ? '-' : realPlace(cleaned),
    report: realPlace(asked.report ?? beside(asked.input, '.excluded.csv')),
    dialler: diallerPlace(asked),
    page: asked.page === undefined ? undefined : realPlace(asked.page),
  };
  refuseWorkbookName('--report', asked.report ?? '');
  refuseWorkbookName('--format-out', asked.formatOut ?? '');
  refuseSameNames(paths);
  const database = fileAt(asked.database);
  for (const [option, path] of [
    ['--out', paths.cleaned],
    ['--report', paths.report],
    ['--format-out', paths.dialler ?? '-'],
    ['--html', paths.page ?? '-'],
  ] as const) {
    if (path !== '-') refuseToDestroy(option, path, input, database, asked.force);
  }
  if (paths.page !== undefined) refuseOtherPage(paths.page, RUN_PAGE_BEGINS, '--html');
  return paths;
}

function refuseStandardOutput(option: string, asked: string | undefined): void {
  if (asked !== '-') return;
  throw wrongUse({
    summary: `${option} - is not possible: standard output carries the cleaned list or the summary`,
    fix: 'give a file',
    where: option,
  });
}

/** @throws ScreeningError wrong-use for a list from standard input, which has no name */
function diallerPlace({ input, format, formatOut }: AskedOutputs): string | undefined {
  if (format === undefined) return undefined;
  if (formatOut === undefined && input === '-') {
    throw wrongUse({
      summary: "a list from standard input needs --format-out FILE for the dialler's file",
      fix: 'say where it goes',
      where: '--format-out',
    });
  }
  return realPlace(formatOut ?? beside(input, formatNamed(format).ending));
}

/** Words and options of outputs, in the order in which a name is held to be taken. */
const NAMES = [
  ['cleaned', 'the cleaned list', '--out'],
  ['report', 'the report', '--report'],
  ['dialler', "the dialler's file", '--format-out'],
  ['page', 'the page', '--html'],
] as const satisfies readonly (readonly [keyof OutputPaths, string, string])[];

function refuseSameNames(paths: OutputPaths): void {
  NAMES.forEach(([one, words], at) => {
    for (const [other, otherWords, option] of NAMES.slice(at + 1)) {
      if (paths[other] !== undefined && paths[one] === paths[other]) {
        throw sameName(words, otherWords, option);
      }
    }
  });
}

function sameName(one: string, other: string, option: string): ScreeningError {
  return wrongUse({
    summary: `${one} and ${other} have the same name`,
    fix: `give ${option} another one`,
    where: option,
  });
}

/**
 * Refuses an output that would destroy what it was made from, the database, or, unless it may, another
 * file.
 *
 * @param path its real place (files/whole-output.ts)
 * @param input identity of the list that was read; undefined without one
 * @param database where that stands, if it does
 * @throws ScreeningError wrong-use
 */
export function refuseToDestroy(
  option: string,
  path: string,
  input: Pick<FileIdentity, 'device' | 'inode'> | undefined,
  database: ReturnType<typeof fileAt>,
  force: boolean,
): void {
  const there = fileAt(path);
  const same = (other: { device: number; inode: number } | undefined): boolean =>
    there !== undefined && other?.device === there.device && other.inode === there.inode;
  if (same(input) || same(database)) {
    throw wrongUse({
      summary: `${path} is ${same(input) ? 'the call list itself' : 'the database'}`,
      why: 'an output never replaces what it was made from',
      fix: `give ${option} another name`,
      where: option,
    });
  }
  if (isOtherThanFile(path)) {
    throw wrongUse({
      summary: `${path} is a folder, a link or a device`,
      why: 'an output is a new file, or replaces one',
      fix: `give ${option} the name of a file`,
      where: option,
    });
  }
  if (there !== undefined && !force) {
    throw wrongUse({
      summary: `${path} is there already`,
      fix: `give ${option} another name, or --force to replace it`,
      where: option,
    });
  }
}

function beside(input: string, ending: string): string {
  return join(dirname(input), `${parse(basename(input)).name}${ending}`);
}
