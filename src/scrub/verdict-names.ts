import { flagsOf } from '../core/flags.js';
import { decidingReason, reasonsOf } from '../policy/reasons.js';

/**
 * The names of reasons and flags by their sums of bits. Few sums occur: half of a report's time went into
 * finding their names.
 */
export class VerdictNames {
  readonly #reasons = new Map<number, readonly string[]>();
  readonly #flags = new Map<number, readonly string[]>();

  /** Of every reason in a sum, in deciding order; of none, the clean one. */
  reasons(bits: number): readonly string[] {
    return named(this.#reasons, bits, namesOfReasons);
  }

  /** Of every flag in a sum, in the order of their table. */
  flags(bits: number): readonly string[] {
    return named(this.#flags, bits, flagsOf);
  }
}

function namesOfReasons(reasons: number): string[] {
  if (reasons === 0) return [decidingReason(reasons).name];
  return reasonsOf(reasons).map(({ name }) => name);
}

function named(
  known: Map<number, readonly string[]>,
  bits: number,
  names: (bits: number) => readonly string[],
): readonly string[] {
  let found = known.get(bits);
  if (found === undefined) known.set(bits, (found = names(bits)));
  return found;
}
