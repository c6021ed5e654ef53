import { wrongUse } from '../core/errors.js';
import type { Options } from './option-values.js';

/**
 * A text that a command cannot do without.
 *
 * @param name of the option, one word @throws ScreeningError wrong-use when it is missing or blank
 */
export function neededText(options: Options, name: string, example: string): string {
  const text = options.text(name)?.trim() ?? '';
  if (text !== '') return text;
  throw wrongUse({
    summary: `--${name} is missing`,
    fix: `add --${name} "${example}"; it is kept in the ledger`,
    where: `--${name}`,
  });
}
