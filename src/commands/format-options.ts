import { wrongUse } from '../core/errors.js';
import { FORMAT_NAMES, formatNamed } from '../files/formats/formats.js';
import type { OptionDefinition } from './context.js';
import type { Options } from './option-values.js';

/** The options of a scrub that makes a dialler's file too. */
export const FORMAT_OPTIONS: readonly OptionDefinition[] = [
  {
    flags: '--format <name>',
    description: `a file for a dialler too: ${FORMAT_NAMES.join(', ')}`,
  },
  { flags: '--format-out <file>', description: "the dialler's file (default NAME.FORMAT.EXT)" },
];

/** A dialler's file that is asked for; both undefined when none is. */
export interface AskedFormat {
  /** A name of the table (files/formats/formats.ts). */
  readonly format: string | undefined;
  readonly formatOut: string | undefined;
}

/**
 * Settles whether a dialler's file is made.
 *
 * @throws ScreeningError wrong-use for a format that there is not, and for a file without a format
 */
export function settleFormat(options: Options): AskedFormat {
  const asked = options.text('format');
  const formatOut = options.text('formatOut');
  if (asked !== undefined) return { format: formatNamed(asked).name, formatOut };
  if (formatOut === undefined) return { format: undefined, formatOut };
  throw wrongUse({
    summary: '--format-out names a file, and no format was asked for',
    fix: `add --format with one of ${FORMAT_NAMES.join(', ')}`,
    where: '--format-out',
  });
}
