import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { parse, TomlError } from 'smol-toml';
import { ScreeningError, wrongUse, type Explanation } from '../core/errors.js';
import { KeyLines } from './key-lines.js';

/** A TOML file as it was parsed, with the lines that errors are to name. */
export class ConfigurationFile {
  readonly table: unknown;
  readonly #path: string;
  readonly #lines: KeyLines;

  /** @throws ScreeningError wrong-use when it cannot be read, or is not TOML in UTF-8 */
  constructor(path: string) {
    const text = readText(path);
    this.table = parseToml(path, text);
    this.#path = path;
    this.#lines = new KeyLines(text);
  }

  /** The line of a key, from 1. */
  lineOf(key: readonly PropertyKey[]): number {
    return this.#lines.lineOf(key);
  }

  /** The error for what a key says; its file and line are put before the summary. */
  refusal(key: readonly PropertyKey[], explanation: Explanation): ScreeningError {
    return refusalAt(this.#path, this.lineOf(key), explanation);
  }

  /**
   * What `find` finds for the value of a key.
   *
   * @throws ScreeningError what `find` threw, with file and line
   */
  resolved<T>(key: readonly PropertyKey[], find: () => T): T {
    try {
      return find();
    } catch (error) {
      if (!(error instanceof ScreeningError)) throw error;
      throw this.refusal(key, error.explanation);
    }
  }
}

function refusalAt(path: string, line: number, explanation: Explanation): ScreeningError {
  return wrongUse({
    ...explanation,
    summary: `${path}, line ${line}: ${explanation.summary}`,
    where: `${path}:${line}`,
  });
}

function readText(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw wrongUse({
      summary: `the configuration ${path} cannot be read`,
      why: error instanceof Error ? error.message : String(error),
      fix: 'check --config',
      where: path,
    });
  }
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const lines = bytes.toString('latin1').split('\n');
  const bad = lines.findIndex((line) => !isUtf8(Buffer.from(line, 'latin1')));
  throw refusalAt(path, bad + 1, { summary: 'this is not UTF-8', fix: 'save the file as UTF-8' });
}

/** Keys that JavaScript gives a meaning of its own are refused and not dropped. */
function parseToml(path: string, text: string): unknown {
  try {
    return parse(text, { unsafeKeyBehaviour: 'throw' });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw wrongUse({
      summary: `${path}, line ${error.line}, column ${error.column}: this is not TOML`,
      why: error.message.split('\n')[0] ?? '',
      fix: 'mend that line',
      where: `${path}:${error.line}`,
    });
  }
}
