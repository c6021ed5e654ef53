import { unknownName } from '../../core/nearest.js';
import { DNC_COM } from './dnc-com.js';
import type { DiallerFormat } from './format.js';
import { NDJSON } from './ndjson.js';
import { NUMBERS } from './numbers.js';
import { VICIDIAL } from './vicidial.js';

/** The formats of files for diallers, in the order in which they are named. Append only. */
export const FORMATS: readonly DiallerFormat[] = [VICIDIAL, DNC_COM, NDJSON, NUMBERS];

/** Their names. */
export const FORMAT_NAMES: readonly string[] = FORMATS.map(({ name }) => name);

/** Whether a name is one of a format. */
export function isFormat(name: string): boolean {
  return FORMAT_NAMES.includes(name);
}

/**
 * The format of a name.
 *
 * @throws ScreeningError wrong-use for another name, with the nearest: never a silent default
 */
export function formatNamed(name: string): DiallerFormat {
  const found = FORMATS.find((format) => format.name === name);
  if (found !== undefined) return found;
  throw unknownName(['format', 'formats'], name, FORMAT_NAMES, '--format');
}
