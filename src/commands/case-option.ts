import { wrongUse } from '../core/errors.js';
import { readCellItems } from '../core/read-cell.js';
import type { OptionDefinition } from './context.js';
import type { Options } from './option-values.js';

/** The case that a question about persons belongs to: it stands in the access log. */
export const CASE_OPTION: OptionDefinition = {
  flags: '--case <reference>',
  description: 'what you ask this for, for the access log',
};

/**
 * The case that was named; empty without one.
 *
 * @param isLogged whether the question goes into the access log
 * @throws ScreeningError wrong-use when it says nothing, would not be heeded, or is a telephone number
 */
export function settleCase(options: Options, isLogged: boolean): string {
  const text = options.text('case');
  if (text === undefined) return '';
  const refuse = (summary: string, fix: string) => wrongUse({ summary, fix, where: '--case' });
  if (text.trim() === '') throw refuse('--case says nothing', 'give the reference of the case');
  if (!isLogged) {
    throw refuse(
      '--case goes into the access log, and nothing here is asked about a number',
      'leave it out',
    );
  }
  if (holdsNumber(text)) {
    throw refuse(
      '--case looks like a telephone number, and the access log holds none in full',
      'give the reference of the case',
    );
  }
  return text;
}

/** Whether a text, a reference say, holds a telephone number, which neither log nor ledger line may. */
function holdsNumber(text: string): boolean {
  return readCellItems(text).some(({ kind }) => kind === 'number');
}
