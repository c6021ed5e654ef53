import type { ConsentTerms } from '../../policy/consents.js';
import type { ObjectionTerms } from '../../policy/objections.js';
import type { Store } from '../database.js';
import { canonicalJson } from '../ledger.js';
import { SALT_BYTES, SaltedPayload } from '../ledger-text.js';
import { batchName, eventKind, termsKind, type OwnBatch } from '../own-batches.js';
import { eventPayloads } from '../own-event-payloads.js';
import type { FragmentRow } from '../own-fragments.js';
import type { PartyRow } from '../own-party-rows.js';
import { TermsTable, type TermsKind } from '../own-terms.js';
import type { ErasedPayloads } from './erased-payloads.js';
import { counting, finding, rowName, type Finding, type Findings } from './finding.js';
import { PackedLines } from './packed-lines.js';
import { statement } from '../statement.js';
import { unpackedBlock } from './unpacked-block.js';

/** The events of some batches about the numbers of some millions, and all their unread lines and parties. */
export interface SomeEvents {
  readonly batches: ReadonlySet<number>;
  readonly blocks: ReadonlySet<number>;
}

/** What a line says, and the row that says it. */
interface Said {
  readonly sequence: number;
  readonly payload: string;
}

/**
 * What packed lines say is put together again from entries, unread lines and parties; with the salt
 * of each line it has the hash that stands in the line. Each line has one entry, each entry one line.
 *
 * @param only what is looked at, where the rest is another's question
 */
export function* eventFindings(store: Store, erased: ErasedPayloads, only?: SomeEvents): Findings {
  const lines = new PackedLines(store);
  const salted = new SaltedPayload();
  const tables: Tables = {
    objections: new TermsTable(store, 'objections'),
    consents: new TermsTable(store, 'consents'),
  };
  const batches = store.prepare('SELECT * FROM own_batch ORDER BY id').all() as OwnBatch[];
  for (const batch of batches) {
    if (only?.batches.has(batch.id) === false) continue;
    for (const { table, row, kind, said } of sayings(store, batch, tables, only?.blocks)) {
      let wrong = 0;
      let first = 0;
      let missing = 0;
      try {
        for (const { sequence, payload } of said()) {
          const line = lines.take(sequence, kind, batchName(batch));
          if (line === undefined) missing++;
          else if (salted.hash(line.salts, line.place, payload) !== line.sha256) {
            const at = SALT_BYTES * line.place;
            if (erased.has(sequence, line.salts.subarray(at, at + SALT_BYTES))) continue;
            if (wrong++ === 0) first = sequence;
          }
        }
      } catch (error) {
        const words = error instanceof Error ? error.message : String(error);
        yield finding([table, row], `what its lines say cannot be put together: ${words}`);
      }
      if (wrong > 0) yield disagreement([table, row], wrong, first);
      if (missing > 0) {
        const words = counting(missing, 'entry has', 'entries have');
        yield finding([table, row], `${words} no line in the ledger`);
      }
      yield undefined;
    }
  }
  if (only !== undefined) return;
  for (const { sequence, lines: count } of lines.left()) {
    const words = counting(count, 'line has', 'lines have');
    yield finding(['ledger', rowName({ sequence })], `${words} no entry in the own lists`);
  }
}

function disagreement(place: readonly [string, string], count: number, first: number): Finding {
  const said =
    count === 1
      ? `line ${String(first)} says`
      : `${String(count)} lines say, from ${String(first)} on,`;
  return finding(
    place,
    `is not what ${said} in the ledger; or its salt in ledger_payload, or the terms beside it, are not what they were`,
  );
}

/** Terms of each kind, by id. */
type Tables = { readonly [K in TermsKind]: TermsTable<K> };

/** A row that says what some lines say. */
interface Saying {
  readonly table: string;
  readonly row: string;
  readonly kind: string;
  readonly said: () => Iterable<Said>;
}

function* sayings(
  store: Store,
  batch: OwnBatch,
  tables: Tables,
  blocks: ReadonlySet<number> | undefined,
): Generator<Saying> {
  const name = batchName(batch);
  yield* ofFragments(store, batch, name, tables, blocks);
  const unresolved = statement(
    store,
    'SELECT row, sequence, line, text, why FROM own_unresolved WHERE batch = ?',
  ).all(batch.id) as { row: number; sequence: number; line: number; text: string; why: string }[];
  for (const { row, sequence, line, text, why } of unresolved) {
    const payload = canonicalJson({ batch: name, line, row, text, why });
    yield {
      table: 'own_unresolved',
      row: rowName({ batch: batch.id, row }),
      kind: 'unresolved',
      said: () => [{ sequence, payload }],
    };
  }
  const parties = statement(store, 'SELECT * FROM own_party WHERE batch = ? ORDER BY sequence').all(
    batch.id,
  ) as PartyRow[];
  for (const { sequence, party, key_id, terms: id, reference } of parties) {
    yield {
      table: 'own_party',
      row: rowName({ sequence }),
      kind: batch.kind === 'withdraw' ? 'party-withdrawal' : 'party-objection',
      said: () => {
        const event = { ...tables.objections.of(id), batch: name, party, key_id, reference };
        return [{ sequence, payload: canonicalJson(event) }];
      },
    };
  }
}

function* ofFragments(
  store: Store,
  batch: OwnBatch,
  name: string,
  tables: Tables,
  only: ReadonlySet<number> | undefined,
): Generator<Saying> {
  const terms = tables[termsKind(batch)];
  const keys = statement(
    store,
    "SELECT block, layer FROM own_fragment WHERE batch = ? AND kind = 'event'",
  ).all(batch.id) as Pick<FragmentRow, 'block' | 'layer'>[];
  const find = statement(
    store,
    "SELECT * FROM own_fragment WHERE block = ? AND batch = ? AND kind = 'event' AND layer = ?",
  );
  for (const { block, layer } of keys) {
    if (only?.has(block) === false) continue;
    yield {
      table: 'own_fragment',
      row: rowName({ batch: batch.id, block, kind: 'event', layer }),
      kind: eventKind(batch),
      said: function* () {
        const row = find.get(block, batch.id, layer) as FragmentRow;
        let sequence = row.first;
        for (const payload of payloadsOf(row, name, terms)) yield { sequence: sequence++, payload };
      },
    };
  }
}

/** What the lines of a fragment's events say, in order. */
function payloadsOf(
  { block, layer, count, numbers, terms: ids, refs }: FragmentRow,
  batch: string,
  table: { readonly of: (id: number) => ObjectionTerms | ConsentTerms },
): Generator<string> {
  const places = new Map<number, number>();
  const said: (ObjectionTerms | ConsentTerms)[] = [];
  const placeOf = (id: number): number => {
    let place = places.get(id);
    if (place === undefined) {
      place = said.push(table.of(id)) - 1;
      places.set(id, place);
    }
    return place;
  };
  const offsets = unpackedBlock(numbers, count);
  const isOne = ids.length === 4;
  const terms = Uint32Array.from({ length: count }, (_, at) =>
    placeOf(ids.readUInt32LE(isOne ? 0 : 4 * at)),
  );
  const references = refs === '' ? [] : (JSON.parse(refs) as string[]);
  return eventPayloads(batch, [{ block, kind: 'event', layer, offsets, terms, references }], said);
}
