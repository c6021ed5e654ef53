import { CommanderError } from 'commander';
import { EXIT_STATUS, ScreeningError, type Explanation } from '../core/errors.js';
import { maskedText } from '../core/masked-text.js';
import { VERSION } from '../core/version.js';

const FAULT = 1;
const WRONG_USE = EXIT_STATUS['wrong-use'];

/** Errors end up in logs: full numbers only where they are asked for. */
export function masked({ summary, why, fix, where }: Explanation): Explanation {
  return {
    summary: maskedText(summary),
    ...(why === undefined ? {} : { why: maskedText(why) }),
    ...(fix === undefined ? {} : { fix: maskedText(fix) }),
    ...(where === undefined ? {} : { where: maskedText(where) }),
  };
}

/**
 * What an error comes to: its code in JSON, the exit status, and what a person is told.
 *
 * @param help the command line that shows the help of the command that was named
 */
export function explainError(
  error: unknown,
  help: string,
): { code: string; status: number; explanation: Explanation } {
  if (error instanceof ScreeningError) {
    return { code: error.code, status: EXIT_STATUS[error.code], explanation: error.explanation };
  }
  if (error instanceof CommanderError) {
    const [summary = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
    const fix = suggestion?.replace(/[()]/g, '') ?? `see ${help}`;
    return { code: 'wrong-use', status: WRONG_USE, explanation: { summary, fix } };
  }
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const summary = `a fault of the program (tps-scrub ${VERSION})`;
  const fix = 'please report it with the command line; nothing half-written was left';
  return { code: 'fault', status: FAULT, explanation: { summary, why: words, fix } };
}
