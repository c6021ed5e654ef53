import { Coverage } from '../registers/coverage.js';
import type { HeldRegister } from '../scrub/held-registers.js';

/** The prefixes of a partial licence in JSON; null when the edition is the whole register. */
export function coversJson({ covers }: { readonly covers: string }): readonly string[] | null {
  return Coverage.of({ covers })?.prefixes ?? null;
}

/** A register as it decided, in the JSON of `scrub` and `check`. */
export function registerJson({ name, edition, lastCallDay }: HeldRegister): object {
  return {
    id: name,
    edition: edition.id,
    dated: edition.dated,
    estimated: edition.estimated === 1,
    numbers: edition.numbers,
    rejected: edition.rejected,
    covers: coversJson(edition),
    last_call_day: lastCallDay,
  };
}
