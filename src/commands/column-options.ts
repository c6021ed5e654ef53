import { wrongUse } from '../core/errors.js';
import { unknownName } from '../core/nearest.js';
import type { Options } from './option-values.js';

/** Which columns of a file `--column LOGICAL=HEADER` names. */
export interface NamedColumns<T extends string> {
  readonly number: readonly string[];
  readonly others: Readonly<Partial<Record<T, string>>>;
}

/**
 * Reads every `--column LOGICAL=HEADER`; a header may itself hold an equals sign.
 *
 * @param logicals the meanings that a column may have beside `number`
 * @throws ScreeningError wrong-use for another form, or a meaning that is not known, with the nearest
 */
export function namedColumnsOf<T extends string>(
  options: Options,
  logicals: readonly T[],
): NamedColumns<T> {
  const number: string[] = [];
  const others: Partial<Record<T, string>> = {};
  for (const text of options.texts('column')) {
    const [, logical = '', header = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
    if (header.trim() === '') {
      throw wrongUse({
        summary: `--column: '${text}' is not of the form LOGICAL=HEADER`,
        fix: `for example --column 'number=${text.replace(/=.*/s, '') || 'Phone'}'`,
        where: '--column',
      });
    }
    const name = logical.trim().toLowerCase();
    const other = logicals.find((one) => one === name);
    if (name === 'number') number.push(header);
    else if (other) others[other] = header;
    else {
      const known = ['number', ...logicals];
      throw unknownName(['meaning of a column', 'meanings'], logical, known, '--column');
    }
  }
  return { number, others };
}
