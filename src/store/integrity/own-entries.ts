import type { Store } from '../database.js';
import { Fragment, type FragmentRow } from '../own-fragments.js';
import { termsKind, type OwnBatch } from '../own-batches.js';
import { TermsTable, type TermsKind } from '../own-terms.js';
import { counting, eachRow, finding, messageOf, rowName, type Findings } from './finding.js';
import { unpackedBlock } from './unpacked-block.js';

/**
 * Entries and what is said beside them: each matches its checksum, each number has its terms, and
 * there are no terms that nothing has.
 */
export function* entryFindings(store: Store): Findings {
  const used = { objections: new Set<number>(), consents: new Set<number>() };
  const batches = store.prepare('SELECT id, kind, about FROM own_batch').all() as OwnBatch[];
  const kinds = new Map(batches.map((batch) => [batch.id, termsKind(batch)]));
  const keys = store.prepare('SELECT block, batch, kind, layer FROM own_fragment').all();
  const find = store.prepare(
    'SELECT * FROM own_fragment WHERE block = ? AND batch = ? AND kind = ? AND layer = ?',
  );
  type Key = Pick<FragmentRow, 'block' | 'batch' | 'kind' | 'layer'>;
  const placeOf = ({ block, batch, kind, layer }: Key) =>
    ['own_fragment', rowName({ batch, block, kind, layer })] as const;
  yield* eachRow(keys as Key[], placeOf, function* (key) {
    const row = find.get(key.block, key.batch, key.kind, key.layer) as FragmentRow;
    const place = placeOf(key);
    const { terms, count, refs, first, kind } = row;
    try {
      // Made for its checksum.
      new Fragment(row, store.name).terms(0);
    } catch (error) {
      yield finding([...place, 'crc'], messageOf(error));
    }
    unpackedBlock(row.numbers, count);
    if (kind === 'repeat' && first !== 0)
      yield finding([...place, 'first'], 'is not 0 of a repeat');
    if (terms.length !== 4 && terms.length !== 4 * count) {
      yield finding([...place, 'terms'], `do not belong to ${counting(count, 'number')}`);
    }
    if (refs !== '' && (JSON.parse(refs) as unknown[]).length !== count) {
      yield finding([...place, 'refs'], `do not belong to ${counting(count, 'number')}`);
    }
    const ids = used[kinds.get(key.batch) ?? 'objections'];
    for (let at = 0; at + 4 <= terms.length; at += 4) ids.add(terms.readUInt32LE(at));
    yield undefined;
  });
  for (const table of ['own_unresolved', 'own_party'] as const) {
    const terms = store.prepare(`SELECT DISTINCT terms FROM ${table}`).pluck().all() as number[];
    for (const id of terms) used.objections.add(id);
  }
  yield* termsFindings(store, 'objections', 'own_terms', used.objections);
  yield* termsFindings(store, 'consents', 'consent_terms', used.consents);
}

function* termsFindings(
  store: Store,
  kind: TermsKind,
  table: 'own_terms' | 'consent_terms',
  used: ReadonlySet<number>,
): Findings {
  const terms = new TermsTable(store, kind);
  const held = new Set(store.prepare(`SELECT id FROM ${table}`).pluck().all() as number[]);
  for (const id of held) {
    try {
      terms.of(id);
    } catch {
      yield finding([table, rowName({ id }), 'crc'], 'does not match the row');
    }
    if (!used.has(id)) yield finding([table, rowName({ id })], 'belongs to no entry');
  }
  for (const id of used) {
    if (!held.has(id))
      yield finding([table, rowName({ id })], 'is missing, though entries have it');
  }
}
