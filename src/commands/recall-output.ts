import type { Recalled } from '../audit/recall.js';
import type { UnnamedFile } from '../audit/recall-file.js';
import { RECALL_FORMS, type RecallForm } from '../config/job.js';
import { wrongUse } from '../core/errors.js';
import type { DiallerFormat } from '../files/formats/format.js';
import { formatNamed } from '../files/formats/formats.js';
import type { Context } from './context.js';
import type { Options } from './option-values.js';

/** How and where a recall is to be written. */
export interface AskedForm {
  /** Undefined when nothing is to be written: then a person reads it. */
  readonly form: RecallForm | DiallerFormat | undefined;
  /** Absolute; undefined for standard output, and when nothing is written. */
  readonly path: string | undefined;
  readonly toStdout: boolean;
  readonly force: boolean;
}

/**
 * Settles how and where a recall is written.
 *
 * @throws ScreeningError wrong-use for a file that may not be replaced, or two answers on standard output,
 *   and for a format that there is not
 */
export function settleForm(options: Options, { json }: Context): AskedForm {
  const out = options.text('out');
  const asked = options.oneOf('form', RECALL_FORMS);
  const format = options.text('format');
  if (format !== undefined && asked !== undefined) {
    throw wrongUse({
      summary: '--form and --format both say how the file is written',
      fix: "give --form for a list of numbers or a report, or --format for a dialler's own",
      where: '--format',
    });
  }
  const named = format === undefined ? asked : formatNamed(format);
  const form = named ?? (out === undefined ? undefined : 'csv');
  const path = out === undefined || out === '-' ? undefined : out;
  const toStdout = form !== undefined && path === undefined;
  if (toStdout && json) {
    throw wrongUse({
      summary: '--json and the recalled numbers cannot both go to standard output',
      fix: 'add --out FILE, or leave out --form and --format',
      where: '--json',
    });
  }
  return { form, path, toStdout, force: options.flag('force') };
}

/**
 * Refuses an output before anything is asked, and finds its real place.
 *
 * @param input the list that is read; undefined without one
 * @throws ScreeningError wrong-use when it would replace the list, the database, or unasked another file
 */
export async function placeForm(
  form: AskedForm,
  database: string,
  input: string | undefined,
): Promise<AskedForm> {
  if (form.path === undefined) return form;
  return { ...form, path: await placeOutput(form.path, database, form.force, input) };
}

/**
 * Refuses a file for an answer before anything is asked, and finds its real place.
 *
 * @param input a file that is read; undefined without one
 * @throws ScreeningError wrong-use when it would replace that, the database, or unasked another file
 */
export async function placeOutput(
  out: string,
  database: string,
  force: boolean,
  input?: string,
): Promise<string> {
  const [{ refuseToDestroy }, { fileAt, realPlace }] = await Promise.all([
    import('../scrub/outputs.js'),
    import('../files/whole-output.js'),
  ]);
  const path = realPlace(out);
  const list = input === undefined ? undefined : fileAt(input);
  refuseToDestroy('--out', path, list, fileAt(database), force);
  return path;
}

/**
 * Writes what is recalled: to standard output at once, or as a file that is whole or not at all.
 *
 * @throws ScreeningError wrong-use when the file cannot be written
 */
export async function writeRecall(
  context: Context,
  recalled: Recalled,
  { form, path, toStdout, force }: AskedForm,
): Promise<UnnamedFile> {
  const { NO_FILE, recallPieces, unnamedFile } = await import('../audit/recall-file.js');
  if (form === undefined) return NO_FILE;
  const pieces = recallPieces(recalled, form);
  if (toStdout) await context.copyToStdout(pieces);
  return path === undefined ? NO_FILE : unnamedFile(path, pieces, force, context.signal);
}
