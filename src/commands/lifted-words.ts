import type { LiftedCalls } from '../intake/lifted-for.js';

/** For whom an objection holds nobody back, as JSON shows it. */
export function liftedJson({ caller, given, purposes }: LiftedCalls): object {
  return { caller, given, for: purposes };
}

/** The same in words, to stand below the number. */
export function liftedWords({ caller, given, purposes }: LiftedCalls): string {
  return `not for ${caller}, whose consent of ${given} lifts it (${purposes.join(' and ')} calls)`;
}
