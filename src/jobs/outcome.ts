import type { JobKind } from '../config/job.js';
import { EXIT_STATUS, ScreeningError, type Explanation } from '../core/errors.js';
import { maskedText } from '../core/masked-text.js';
import { VERSION } from '../core/version.js';

/** Done, with something left over. */
export const LEFT_OVER = 7;

const FAULT = 1;

/**
 * Statuses of jobs, the most severe first: a fault and disagreeing evidence say that no answer may be
 * trusted; then what kept a file from being taken; then what waits.
 */
const SEVERITY: readonly number[] = [FAULT, 3, 5, 4, 2, 6, LEFT_OVER, 0];

/** What became of a file: put away, or left where it stands. */
export type FileFate = 'done' | 'duplicate' | 'error' | 'waiting';

/** What a job did with a file. */
export interface FileOutcome {
  readonly file: string;
  readonly fate: FileFate;
  readonly status: number;
  /** Masked. */
  readonly words: string;
  /** Its new path; empty where it stands as before. */
  readonly movedTo: string;
}

/** What one job did. */
export interface JobOutcome {
  readonly job: string;
  readonly kind: JobKind;
  readonly status: number;
  /** Masked. */
  readonly words: string;
  readonly files: readonly FileOutcome[];
}

/** The most severe of some statuses; 0 of none. */
export function mostSevere(statuses: readonly number[]): number {
  return SEVERITY.find((status) => statuses.includes(status)) ?? 0;
}

/** An error as an outcome tells it. */
export interface ToldError {
  readonly status: number;
  readonly explanation: Explanation;
}

/** What an error tells, with numbers masked. */
export function toldError(error: unknown): ToldError {
  if (error instanceof ScreeningError) {
    const said = Object.entries(error.explanation) as [keyof Explanation, string][];
    const masked = said.map(([key, text]) => [key, maskedText(text)]);
    const explanation = Object.fromEntries(masked) as unknown as Explanation;
    return { status: EXIT_STATUS[error.code], explanation };
  }
  const why = error instanceof Error ? error.message : String(error);
  const summary = `a fault of the program (tps-scrub ${VERSION}): ${maskedText(why)}`;
  return { status: FAULT, explanation: { summary, fix: 'please report it' } };
}

/** In one line: the summary, and what to do next. */
export function errorWords({ explanation: { summary, fix = '' } }: ToldError): string {
  return fix === '' ? summary : `${summary}; ${fix}`;
}
