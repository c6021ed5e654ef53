import { existsSync, rmSync } from 'node:fs';
import type { Recalled } from '../audit/recall.js';
import type { RecallLine } from '../audit/recall-line.js';
import { wrongUse } from '../core/errors.js';
import type { Context } from './context.js';
import type { Options } from './option-values.js';

/**
 * How what is recalled is written: `csv` with every column and a header; bare numbers one a line, for
 * a dialler's list, `national` with the leading 0, `e164` with +.
 */
export const RECALL_FORMS = ['csv', 'national', 'e164'] as const;

/** How and where a recall is to be written. */
export interface AskedForm {
  /** Undefined when nothing is to be written: then a person reads it. */
  readonly form: (typeof RECALL_FORMS)[number] | undefined;
  /** Absolute; undefined for standard output, and when nothing is written. */
  readonly path: string | undefined;
  readonly toStdout: boolean;
  readonly force: boolean;
}

/**
 * Settles how and where a recall is written.
 *
 * @throws ScreeningError wrong-use for a file that may not be replaced, or two answers on standard output
 */
export function settleForm(options: Options, { json }: Context): AskedForm {
  const out = options.text('out');
  const asked = options.oneOf('form', RECALL_FORMS);
  const form = asked ?? (out === undefined ? undefined : 'csv');
  const path = out === undefined || out === '-' ? undefined : out;
  const toStdout = form !== undefined && path === undefined;
  if (toStdout && json) {
    throw wrongUse({
      summary: '--json and the recalled numbers cannot both go to standard output',
      fix: 'add --out FILE, or leave out --form',
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
  const [{ refuseToDestroy }, { fileAt, realPlace }] = await Promise.all([
    import('../scrub/outputs.js'),
    import('../files/whole-output.js'),
  ]);
  const path = realPlace(form.path);
  const list = input === undefined ? undefined : fileAt(input);
  refuseToDestroy('--out', path, list, fileAt(database), form.force);
  return { ...form, path };
}

/** What is recalled, written and on the disk, and not under its name yet. */
export interface UnnamedFile {
  /** Gives it its name. @throws ScreeningError wrong-use when it cannot be given */
  readonly place: () => void;
  /** Removes it, unless it has its name. */
  readonly discard: () => void;
  /**
   * Removes it when it has its name, and what it was to be marked with could not be recorded. When it
   * replaced another one, that is gone: then it stays.
   */
  readonly takeBack: () => void;
}

const NO_FILE: UnnamedFile = {
  place: () => undefined,
  discard: () => undefined,
  takeBack: () => undefined,
};

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
  if (form === undefined) return NO_FILE;
  const text = await textOf(recalled, form);
  if (toStdout) await context.copyToStdout(text);
  if (path === undefined) return NO_FILE;
  const { giveName, WholeOutput } = await import('../files/whole-output.js');
  const output = new WholeOutput(path);
  const discard = () => {
    output.discard();
  };
  try {
    for (const piece of text) {
      context.signal.throwIfAborted();
      const bytes = Buffer.from(piece);
      output.write(bytes, 0, bytes.length);
    }
    output.finish();
  } catch (error) {
    discard();
    throw error;
  }
  let isNew = false;
  return {
    place: () => {
      const replaces = existsSync(path);
      giveName(output.temporary, path, force);
      isNew = !replaces;
    },
    discard,
    takeBack: () => {
      if (isNew) rmSync(path, { force: true });
    },
  };
}

async function textOf(
  { runs }: Recalled,
  form: NonNullable<AskedForm['form']>,
): Promise<Iterable<string>> {
  const { bareNumbers, recallCsv } = await import('../audit/recall-line.js');
  if (form !== 'csv')
    return bareNumbers(
      runs.map(({ numbers }) => numbers),
      form,
    );
  return recallCsv(linesOf({ runs }));
}

/** Every line of every run, one run after the other. */
export function* linesOf({ runs }: Pick<Recalled, 'runs'>): Generator<RecallLine> {
  for (const { lines } of runs) yield* lines();
}
