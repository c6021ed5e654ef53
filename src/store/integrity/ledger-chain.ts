import type { Store } from '../database.js';
import { LEDGER_START } from '../ledger.js';
import { linesOf } from '../ledger-lines.js';
import { counting, eachRow, finding, rowName, type Findings } from './finding.js';
import { isKnownKind, isPacked, heldRows, type HeldRow } from './ledger-rows.js';

/** Bytes of a SHA-256. */
const HASH_BYTES = 32;

/**
 * Walks the chain: sequences without a gap, each line with the hash of the one before, the hash of
 * each row that of its text, instants that increase (the lines of one batch share that of the
 * batch), and kinds that there are.
 */
export function* chainFindings(store: Store): Findings {
  let before = { next: 1, hash: LEDGER_START, instant: '' };
  const rows = heldRows(store);
  yield* eachRow(rows, placeOf, function* (row) {
    const place = (column: string) =>
      ['ledger', rowName({ sequence: row.sequence }), column] as const;
    const { sequence, lines, kind, instant, previous, hash, payload_sha256 } = row;
    const expected = before;
    before = { next: sequence + lines, hash, instant };
    if (sequence !== expected.next) {
      yield finding(
        place('sequence'),
        `line ${String(expected.next)} was to come: the sequence has a gap`,
      );
    }
    if (!isKnownKind(kind)) yield finding(place('kind'), `'${kind}' is no kind of line`);
    if (!isPacked(row) && lines !== 1) yield finding(place('lines'), 'is not 1');
    if (previous !== expected.hash) {
      yield finding(place('previous'), 'is not the hash of the line before');
    }
    if (!increases(row, expected.instant)) {
      yield finding(place('instant'), `is not after ${expected.instant}, that of the line before`);
    }
    if (payload_sha256.length !== HASH_BYTES * lines) {
      yield finding(place('payload_sha256'), `does not hold ${counting(lines, 'hash', 'hashes')}`);
      return;
    }
    let last = previous;
    for (const line of linesOf(store, row)) last = line.hash;
    if (last !== hash) yield finding(place('hash'), 'is not that of the text of the line');
    if (lines > 1) yield undefined;
  });
}

function increases(row: HeldRow, before: string): boolean {
  const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(row.instant);
  return isInstant && (row.instant > before || (isPacked(row) && row.instant === before));
}

function placeOf({ sequence }: HeldRow): readonly [string, string] {
  return ['ledger', rowName({ sequence })];
}
