import { unpackBlock } from '../../core/packed-block.js';
import { NumbersDigest } from '../../core/numbers-digest.js';
import type { Store } from '../database.js';
import { EditionNumbers } from '../edition-numbers.js';
import { packings } from '../edition-packing.js';
import { counting, finding, messageOf, rowName, type Findings } from './finding.js';

interface Row {
  readonly id: number;
  readonly register: string;
  readonly numbers: number;
  readonly numbers_sha256: string;
}

/**
 * Which editions are worked out by a quick look: each that is kept whole, and the newest of each
 * register; and how many are left out.
 */
export function quickEditions(store: Store): {
  readonly editions: ReadonlySet<number>;
  readonly leftOut: number;
} {
  const rows = rowsOf(store);
  const newest = new Map(rows.map(({ register, id }) => [register, id]));
  const forms = new Map(packings(store).map(({ edition, form }) => [edition, form]));
  const kept = rows.filter(({ id }) => forms.get(id) !== 'gone');
  const editions = kept.filter(
    ({ id, register }) => forms.get(id) === 'key' || newest.get(register) === id,
  );
  return {
    editions: new Set(editions.map(({ id }) => id)),
    leftOut: kept.length - editions.length,
  };
}

/**
 * Works out the numbers of editions and holds them against the count and the SHA-256 that their
 * ledger lines record. Of an edition of 14 million numbers it takes about a second of one core.
 *
 * @param asked undefined for every edition that is kept
 */
export function* numbersFindings(store: Store, asked: ReadonlySet<number> | undefined): Findings {
  const numbers = new EditionNumbers(store);
  for (const { id, numbers: count, numbers_sha256: sha256 } of rowsOf(store)) {
    if (!numbers.isKept(id) || asked?.has(id) === false) continue;
    const place = ['edition', rowName({ id }), 'numbers_sha256'] as const;
    try {
      const found = { count: 0, digest: new NumbersDigest() };
      let waiting = 0;
      for (const { block, count: inBlock, bytes } of numbers.blocks(id)) {
        found.digest.add(block, unpackBlock(bytes, inBlock), inBlock);
        found.count += inBlock;
        waiting += inBlock;
        if (waiting < PAUSE) continue;
        waiting = 0;
        yield undefined;
      }
      // Others may have removed it meanwhile.
      if (!new EditionNumbers(store).isKept(id)) continue;
      if (found.count !== count) {
        yield finding(
          ['edition', rowName({ id }), 'numbers'],
          `is ${String(count)}, and ${counting(found.count, 'is', 'are')} held`,
        );
      }
      if (found.digest.hex() !== sha256) yield finding(place, 'is not that of the numbers held');
    } catch (error) {
      if (!new EditionNumbers(store).isKept(id)) continue;
      yield finding(place, `the numbers cannot be worked out: ${messageOf(error)}`);
    }
    yield undefined;
  }
}

/** Numbers that are hashed in some tens of milliseconds. */
const PAUSE = 1_000_000;

function rowsOf(store: Store): Row[] {
  const rows = store.prepare(
    'SELECT id, register, numbers, numbers_sha256 FROM edition ORDER BY id',
  );
  return rows.all() as Row[];
}
