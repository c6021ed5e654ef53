import type { Store } from '../database.js';
import { heldSha256 } from '../holds.js';
import { counting, finding, rowName, type Findings } from './finding.js';
import type { ErasedPayloads } from './erased-payloads.js';
import { linesOfKinds } from './ledger-rows.js';

interface Row {
  readonly line: number;
  readonly case_ref: string;
  readonly number: number;
  readonly run: string;
  readonly salt: Buffer;
}

/** Whether a hold says nothing of whom and for what it was. */
function isEmptied({ case_ref, number, run, salt }: Row): boolean {
  return case_ref === '' && number === 0 && run === '' && salt.length === 0;
}

/**
 * Each hold is what its line says, the number by its hash, and each release is what a line says; every
 * such line has its rows. A hold whose line was erased is empty, and was released before.
 *
 * @param note is told how much is held, which is no finding
 */
export function* holdFindings(
  store: Store,
  erased: ErasedPayloads,
  note: (text: string) => void,
): Findings {
  const lines = new Map(linesOfKinds(store, ['hold']).map((line) => [line.sequence, line]));
  const rows = store.prepare('SELECT * FROM hold ORDER BY line').all() as Row[];
  const emptied = new Set<number>();
  for (const row of rows) {
    const { line, case_ref, number, run, salt } = row;
    const place = (column: string) => ['hold', rowName({ line }), column] as const;
    const recorded = lines.get(line);
    const said = recorded?.said;
    lines.delete(line);
    if (recorded !== undefined && said === undefined && erased.says(line)) {
      emptied.add(line);
      if (!isEmptied(row))
        yield finding(['hold', rowName({ line })], 'is there, though it was erased');
      continue;
    }
    if (said === undefined) {
      yield finding(['hold', rowName({ line })], 'no line of the ledger says so');
      continue;
    }
    if (said['case'] !== case_ref) yield finding(place('case_ref'), 'is not what the ledger says');
    if (said['run'] !== run) yield finding(place('run'), 'is not what the ledger says');
    if (said['held_sha256'] !== heldSha256(salt, { number, run })) {
      yield finding(place('number'), 'does not have, with its salt, the hash in the ledger');
    }
  }
  for (const line of lines.keys()) {
    yield finding(['hold', rowName({ line })], 'is missing, though the ledger records it');
  }
  const released = new Map(releases(store));
  const held = store.prepare('SELECT hold, line FROM hold_release').raw().all();
  for (const [hold, line] of held as [number, number][]) {
    const place = ['hold_release', rowName({ hold })] as const;
    const by = released.get(hold);
    released.delete(hold);
    if (emptied.delete(hold) && by === undefined && erased.says(line)) continue;
    if (by === undefined) yield finding(place, 'no line of the ledger says so');
    else if (by !== line) yield finding([...place, 'line'], `is not ${String(by)}`);
  }
  for (const [hold, line] of released) {
    const words = `is missing, though line ${String(line)} releases it`;
    yield finding(['hold_release', rowName({ hold })], words);
  }
  for (const hold of emptied) {
    const words = 'is missing, though what a case holds is not erased';
    yield finding(['hold_release', rowName({ hold })], words);
  }
  const standing = rows.length - held.length;
  if (standing > 0) {
    note(`${counting(standing, 'hold stands', 'holds stand')}: tps-scrub hold list`);
  }
}

function releases(store: Store): [hold: number, line: number][] {
  return linesOfKinds(store, ['hold-released']).flatMap(({ sequence, said }) => {
    const holds = said?.['holds'];
    return Array.isArray(holds)
      ? (holds as number[]).map((hold): [number, number] => [hold, sequence])
      : [];
  });
}
