import type { Store } from './database.js';
import { holdsOf } from './holds.js';

/** Whether something of released holds has to go with a number. */
export function hasReleasedHolds(store: Store, e164: number): boolean {
  return holdsOf(store).some(({ number, released }) => number === e164 && released > 0);
}

/**
 * Empties the released holds of a number, since a case names the person as well as a number does; call
 * it inside a transaction. That something was held, and when it was released, stays. What a release says
 * goes with the last of the holds that it names.
 *
 * @returns how many holds, and the sequences of the lines whose payloads have to go
 */
export function eraseReleasedHolds(
  store: Store,
  e164: number,
): { readonly holds: number; readonly lines: readonly number[] } {
  const all = holdsOf(store);
  const going = all.filter(({ number, released }) => number === e164 && released > 0);
  const empty = store.prepare(
    "UPDATE hold SET case_ref = '', number = 0, salt = x'' WHERE line = ?",
  );
  for (const { line } of going) empty.run(line);
  const staying = all.filter((hold) => hold.case !== '' && !going.includes(hold));
  const named = new Set(staying.map(({ released }) => released));
  const releases = new Set(
    going.map(({ released }) => released).filter((line) => !named.has(line)),
  );
  return { holds: going.length, lines: [...going.map(({ line }) => line), ...releases] };
}
