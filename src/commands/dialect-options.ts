import { ENCODING_NAMES, ENCODING_SPELLINGS, type FileEncoding } from '../core/decode.js';
import type { AskedDialect } from '../files/list-head.js';
import type { OptionDefinition } from './context.js';
import type { Options } from './option-values.js';

/** Options that say how a CSV file is to be read. */
export const DIALECT_OPTIONS: readonly OptionDefinition[] = [
  { flags: '--delimiter <char>', description: 'one character, \\t, or a byte as \\xAC' },
  { flags: '--encoding <name>', description: 'utf-8, windows-1252, utf-16le or utf-16be' },
  { flags: '--sheet <name>', description: 'sheet of a workbook, by name or place' },
  { flags: '--no-header', description: 'the first record is data' },
  { flags: '--skip-lines <n>', description: 'lines before the header' },
];

/** What a configuration may say of a file; undefined where it says nothing. */
interface SavedDialect {
  readonly delimiter: string | undefined;
  readonly encoding: FileEncoding | undefined;
  readonly skipLines: number | undefined;
}

/**
 * How a file is to be read: the options, then what was saved.
 *
 * @param header commander gives `--no-header` as `header: false`
 * @throws ScreeningError wrong-use
 */
export function dialectOf(options: Options, header: boolean, saved?: SavedDialect): AskedDialect {
  const encoding = options.oneOf('encoding', ENCODING_SPELLINGS);
  const skipLines = options.text('skipLines') === undefined ? saved?.skipLines : undefined;
  return {
    delimiter: options.text('delimiter') ?? saved?.delimiter,
    encoding: encoding === undefined ? saved?.encoding : ENCODING_NAMES[encoding],
    sheet: options.text('sheet'),
    header,
    skipLines: skipLines ?? options.count('skipLines'),
  };
}
