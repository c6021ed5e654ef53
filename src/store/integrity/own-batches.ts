import type { Store } from '../database.js';
import { batchContentHash, fragmentsOf } from '../batch-content.js';
import { BatchRemains, rewrittenBatches, type Rewritten } from '../batch-remains.js';
import { batchCrc, batchLineKind, batchName, type OwnBatch } from '../own-batches.js';
import { fragmentSum, linesSums } from '../own-sums.js';
import { TermsTable } from '../own-terms.js';
import { eachRow, finding, rowName, type Findings } from './finding.js';
import { linesOfKinds } from './ledger-rows.js';
import { rowDifferences } from './row-comparison.js';

const BATCH_KINDS = [
  ...['suppress-add', 'suppress-import', 'suppress-withdraw', 'suppress-undo'],
  ...['suppress-resolve', 'consent-add', 'consent-import', 'consent-withdraw', 'consent-undo'],
] as const;

type Row = OwnBatch & { readonly crc: number };

/**
 * Every batch of the own lists is what its ledger line says, column by column, and has what it says
 * it recorded: events, repeats, fragments and their sum, lines and theirs, and the hash of what has no
 * ledger line of its own. Every line has its batch.
 *
 * @param only ids of batches, where the rest is another's question: whether any is missing, too
 */
export function* batchFindings(store: Store, only?: ReadonlySet<number>): Findings {
  const byId = new Map(linesOfKinds(store, BATCH_KINDS).map((line) => [line.id, line]));
  const sums = linesSums(store);
  const terms = new TermsTable(store, 'objections');
  const all = store.prepare('SELECT * FROM own_batch ORDER BY id').all() as Row[];
  const rows = only === undefined ? all : all.filter(({ id }) => only.has(id));
  const rewritten = rewrittenBatches(store);
  const remains = new BatchRemains(store);
  if (only === undefined) yield* apartFindings(store, rows, rewritten);
  yield* eachRow(
    rows,
    ({ id }) => ['own_batch', rowName({ id })],
    function* ({ crc, ...batch }) {
      const place = ['own_batch', rowName({ id: batch.id })] as const;
      if (batchCrc(batch) !== crc) yield finding([...place, 'crc'], 'does not match the row');
      const name = batchName(batch);
      const line = byId.get(name);
      const again = rewritten.get(name);
      if (line === undefined || (line.said === undefined && again === undefined)) {
        yield finding(place, `no line of the ledger says what ${name} is`);
        return;
      }
      byId.delete(name);
      if (again !== undefined) yield* remainsFindings(remains, batch, again);
      // Of before there were consents a line does not say what it is about.
      else yield* rowDifferences(place, batch, { about: 'objections', ...line.said }, []);
      if (batch.sequence !== line.sequence) {
        yield finding([...place, 'sequence'], `is not ${String(line.sequence)}, its line`);
      }
      yield* contentFindings(store, batch, sums, terms);
      yield undefined;
    },
  );
  if (only !== undefined) return;
  for (const { id, sequence } of byId.values()) {
    yield finding(['own_batch', id], `is not held, though line ${String(sequence)} records it`);
  }
  const kinds = new Set<string>(rows.map((batch) => `${batchLineKind(batch)} ${batchName(batch)}`));
  const said = store.prepare(
    `SELECT kind || ' ' || id FROM ledger WHERE kind LIKE 'suppress-%' OR kind LIKE 'consent-%'`,
  );
  for (const line of said.pluck().all() as string[]) {
    if (!kinds.has(line))
      yield finding(['own_batch'], `the ledger records ${line}, which is not held`);
  }
}

/** What is left of a batch is what the newest erasure of it says. */
function* remainsFindings(remains: BatchRemains, batch: OwnBatch, said: Rewritten): Findings {
  const place = ['rewritten_batch', rowName({ batch: batch.id })] as const;
  const held = remains.held(batch.id);
  const line = String(said.line);
  if (held === undefined) {
    yield finding(place, `is missing, though line ${line} erased something of the batch`);
    return;
  }
  if (held.line !== said.line) yield finding([...place, 'line'], `is not ${line}`);
  if (remains.sha256(batch, held.salt) !== said.sha256) {
    yield finding(
      ['own_batch', rowName({ id: batch.id })],
      `what is left of the batch (own_batch, own_fragment, own_unresolved, own_terms, consent_terms) is not what line ${line} hashes with the salt in rewritten_batch`,
    );
  }
}

/** Rows of rewritten_batch that no erasure speaks of. */
function* apartFindings(
  store: Store,
  rows: readonly Row[],
  rewritten: ReadonlyMap<string, Rewritten>,
): Findings {
  const names = new Map(rows.map((batch) => [batch.id, batchName(batch)]));
  const held = store.prepare('SELECT batch FROM rewritten_batch').pluck().all() as number[];
  for (const batch of held) {
    if (rewritten.has(names.get(batch) ?? '')) continue;
    yield finding(['rewritten_batch', rowName({ batch })], 'no line of the ledger says so');
  }
}

function* contentFindings(
  store: Store,
  batch: OwnBatch,
  sums: ReadonlyMap<number, number>,
  terms: TermsTable<'objections'>,
): Findings {
  const { id } = batch;
  const place = (column: string) => ['own_batch', rowName({ id }), column] as const;
  const fragments = fragmentsOf(store, id);
  const counts = { event: 0, repeat: 0 };
  let sum = 0;
  for (const fragment of fragments) {
    counts[fragment.kind] += fragment.count;
    sum += fragmentSum(fragment);
  }
  const differs = (column: keyof OwnBatch, found: number, table: string) =>
    finding(place(column), `is ${String(batch[column])}, and ${table} comes to ${String(found)}`);
  if (fragments.length !== batch.fragments) {
    yield differs('fragments', fragments.length, 'own_fragment');
    yield finding(['own_fragment', rowName({ batch: id })], 'a row is missing or too many');
  }
  if (sum !== batch.crc_sum) yield differs('crc_sum', sum, 'own_fragment');
  if (counts.event !== batch.events) yield differs('events', counts.event, 'own_fragment');
  if (counts.repeat !== batch.repeats) yield differs('repeats', counts.repeat, 'own_fragment');
  const lines = sums.get(id) ?? 0;
  if (lines !== batch.lines_crc) {
    yield differs(
      'lines_crc',
      lines,
      'what the batch has in own_unresolved, own_unresolved_again, own_settled and own_party',
    );
  }
  if (batchContentHash(store, terms, id, fragments) !== batch.content_sha256) {
    yield finding(
      place('content_sha256'),
      'is not that of its repeats (own_fragment), unread lines (own_unresolved, own_unresolved_again) and settlements (own_settled)',
    );
  }
}
