/** What an error tells a person: what is wrong, why, what to do next, and where. */
export interface Explanation {
  readonly summary: string;
  readonly why?: string;
  readonly fix?: string;
  /** File, line, column or option. */
  readonly where?: string;
}

/**
 * Exit statuses by the code of the error that causes them (cli.md section 1). 0, 1, 7, 8 and
 * signals are no errors of this kind.
 */
export const EXIT_STATUS = {
  'wrong-use': 2,
  'evidence-disagrees': 3,
  'not-safe': 4,
  'guard-refused': 5,
  'in-use': 6,
} as const;

/** A row of {@link EXIT_STATUS}: the `code` of an error in JSON. */
export type ErrorCode = keyof typeof EXIT_STATUS;

/**
 * The one error for whatever a person can act on. Anything else that is thrown is a fault of the
 * program and ends in status 1.
 */
export class ScreeningError extends Error {
  readonly code: ErrorCode;
  readonly explanation: Explanation;

  constructor(code: ErrorCode, explanation: Explanation) {
    super(explanation.summary);
    this.name = 'ScreeningError';
    this.code = code;
    this.explanation = explanation;
  }

  /** What is wrong. */
  get summary(): string {
    return this.explanation.summary;
  }

  /** Why that is so; empty where the summary says it. */
  get why(): string {
    return this.explanation.why ?? '';
  }

  /** What to do next; empty where nothing can be said. */
  get fix(): string {
    return this.explanation.fix ?? '';
  }

  /** File, line, column or option; empty where there is none. */
  get where(): string {
    return this.explanation.where ?? '';
  }
}

/** What an error says in one line. */
export function errorSummary(error: unknown): string {
  if (error instanceof ScreeningError) return error.explanation.summary;
  return error instanceof Error ? error.message : String(error);
}

/** Wrong use, or input that the user can mend: status 2. */
export function wrongUse(explanation: Explanation): ScreeningError {
  return new ScreeningError('wrong-use', explanation);
}

/** Not safe to clear or answer: status 4. */
export function notSafe(explanation: Explanation): ScreeningError {
  return new ScreeningError('not-safe', explanation);
}

/** A guard refused a change to what is held: status 5. */
export function guardRefused(explanation: Explanation): ScreeningError {
  return new ScreeningError('guard-refused', explanation);
}
