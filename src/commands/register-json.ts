import type { HeldRegister } from '../scrub/held-registers.js';

/** A register as it decided, in the JSON of `scrub` and `check`. */
export function registerJson({ name, edition, lastCallDay }: HeldRegister): object {
  return {
    id: name,
    edition: edition.id,
    dated: edition.dated,
    estimated: edition.estimated === 1,
    numbers: edition.numbers,
    rejected: edition.rejected,
    last_call_day: lastCallDay,
  };
}
