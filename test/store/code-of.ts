import { ScreeningError } from '../../src/core/errors.js';

/** The code of the error with which a step ends, or other words when it ends with another or none. */
export function codeOf(step: () => unknown): string {
  try {
    step();
  } catch (error) {
    return error instanceof ScreeningError ? error.code : String(error);
  }
  return 'nothing was thrown';
}
