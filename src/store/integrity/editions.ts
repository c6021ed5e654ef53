import { crc32 } from 'node:zlib';
import type { Store } from '../database.js';
import { blockEntries, changesOf, packings, type Packing } from '../edition-packing.js';
import { NO_COLUMNS, saidOfEdition } from '../edition-evidence.js';
import type { Edition } from '../editions.js';
import { eachRow, finding, rowName, type Findings } from './finding.js';
import { linesOfKinds } from './ledger-rows.js';
import { statement } from '../statement.js';
import { rowDifferences } from './row-comparison.js';
import { unpackedBlock } from './unpacked-block.js';

function placeOf(id: number): readonly [string, string] {
  return ['edition', rowName({ id })];
}

/** Every edition is what its ledger line says, column by column, and every line has its edition. */
export function* editionFindings(store: Store): Findings {
  const rows = store.prepare('SELECT * FROM edition ORDER BY id').all() as Edition[];
  const lines = linesOfKinds(store, ['edition']);
  const byId = new Map(lines.map((line) => [line.id, line]));
  for (const row of rows) {
    const line = byId.get(`${row.register}-${String(row.id)}`);
    const place = placeOf(row.id);
    if (line?.said === undefined) {
      yield finding(place, `has no line in the ledger that says what it is`);
      continue;
    }
    byId.delete(line.id);
    yield* rowDifferences(place, { ...row }, saidOfEdition(line.said), NO_COLUMNS);
    if (row.recorded !== line.instant) {
      yield finding([...place, 'recorded'], `is not the instant of line ${String(line.sequence)}`);
    }
  }
  for (const { id, sequence } of byId.values()) {
    yield finding(['edition', id], `is not held, though line ${String(sequence)} records it`);
  }
}

/**
 * The numbers of every edition are packed in one way, whole: a key with its table of blocks and
 * nothing else, a difference from the edition beside it, or gone. Bytes and checksums are those that
 * were written; what the numbers are is another check.
 */
export function* packingFindings(store: Store): Findings {
  const editions = store
    .prepare('SELECT id, register, dated, recorded FROM edition')
    .all() as Edition[];
  const all = new Map(packings(store).map((packing) => [packing.edition, packing]));
  for (const { id } of editions) {
    if (!all.has(id)) yield finding(['edition_packing', rowName({ edition: id })], 'is missing');
  }
  yield* eachRow(
    all.values(),
    ({ edition }) => ['edition_packing', rowName({ edition })],
    function* (packing) {
      yield* packedAs(store, packing, editions, all);
      yield undefined;
    },
  );
  const apart = store.prepare(
    `SELECT DISTINCT edition FROM edition_block WHERE edition NOT IN
       (SELECT edition FROM edition_packing WHERE form = 'key')`,
  );
  for (const edition of apart.pluck().all() as number[]) {
    yield finding(
      ['edition_block', rowName({ edition })],
      'belongs to no edition that is kept whole',
    );
  }
}

function* packedAs(
  store: Store,
  packing: Packing,
  editions: readonly Edition[],
  all: ReadonlyMap<number, Packing>,
): Findings {
  const { edition, form, base, bytes, crc } = packing;
  const place = (column: string) => ['edition_packing', rowName({ edition }), column] as const;
  const changes = statement(
    store,
    'SELECT changes FROM edition_packing WHERE edition = ?',
    'pluck',
  ).get(edition) as Buffer;
  if (form !== 'difference') {
    if (base !== 0) yield finding(place('base'), 'is not 0');
    if (changes.length > 0)
      yield finding(place('changes'), `is not empty, though the form is ${form}`);
  }
  if (form === 'gone') {
    if (bytes !== 0) yield finding(place('bytes'), 'is not 0');
    if (crc !== 0) yield finding(place('crc'), 'is not 0');
  } else if (form === 'key') {
    yield* keyFindings(store, packing);
  } else {
    if (bytes !== changes.length) yield finding(place('bytes'), 'is not the length of the changes');
    if (changesOf(store, packing) === undefined) {
      yield finding(place('changes'), 'does not match its checksum');
    }
    if (base !== besideOf(edition, editions)) {
      yield finding(place('base'), 'is not the edition beside it of which it is a difference');
    }
    if (all.get(base)?.form === 'gone') yield finding(place('base'), 'is an edition that is gone');
  }
}

function* keyFindings(store: Store, packing: Packing): Findings {
  const { edition } = packing;
  const place = (column: string) => ['edition_packing', rowName({ edition }), column] as const;
  if (blockEntries(store, packing) === undefined) {
    yield finding(place('crc'), 'is not that of the table of blocks (edition_block)');
    yield finding(['edition_block', rowName({ edition })], 'is not the table that was sealed');
  }
  const rows = store
    .prepare(
      'SELECT block, count, crc, numbers FROM edition_block WHERE edition = ? ORDER BY block',
    )
    .iterate(edition) as Iterable<{ block: number; count: number; crc: number; numbers: Buffer }>;
  let bytes = 0;
  yield* eachRow(
    rows,
    ({ block }) => ['edition_block', rowName({ edition, block })],
    function* ({ block, count, crc, numbers }) {
      const row = rowName({ edition, block });
      bytes += numbers.length;
      if (crc32(numbers) !== crc) {
        yield finding(['edition_block', row, 'numbers'], 'does not match its checksum');
      }
      unpackedBlock(numbers, count);
    },
  );
  if (bytes !== packing.bytes) yield finding(place('bytes'), 'is not what the blocks take');
}

/**
 * The edition that another was compared with when it came (intake/edition-packing.ts): of those
 * recorded before it the last of its register not dated after it, or else the first dated after it.
 */
function besideOf(edition: number, editions: readonly Edition[]): number | undefined {
  const own = editions.find(({ id }) => id === edition);
  if (own === undefined) return undefined;
  const held = editions
    .filter(({ id, register }) => id < edition && register === own.register)
    .sort((a, b) => compare(a.dated, b.dated) || compare(a.recorded, b.recorded) || a.id - b.id);
  const before = held.filter(({ dated }) => dated <= own.dated).at(-1);
  return (before ?? held.find(({ dated }) => dated > own.dated))?.id;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
