import { wrongUse } from '../core/errors.js';
import { readCellItems } from '../core/read-cell.js';
import { neededText } from './needed-text.js';
import type { Options } from './option-values.js';

/**
 * The reference of a request or a case, which a command cannot do without. It stands in the ledger, where
 * no telephone number may: what is erased there would be told by the line of its erasure.
 *
 * @param name of the option, one word
 * @throws ScreeningError wrong-use when it is missing or blank, or holds a telephone number
 */
export function neededReference(options: Options, name: string, example: string): string {
  const text = neededText(options, name, example);
  if (!readCellItems(text).some(({ kind }) => kind === 'number')) return text;
  throw wrongUse({
    summary: `--${name} looks like a telephone number, and the ledger holds none`,
    fix: `give the reference that it has with you: --${name} "${example}"`,
    where: `--${name}`,
  });
}
