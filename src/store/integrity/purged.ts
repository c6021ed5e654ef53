import type { Store } from '../database.js';
import { NO_HISTORY, type Purged } from '../purged.js';
import { finding, rowName, type Findings } from './finding.js';
import { linesOfKinds } from './ledger-rows.js';

/** What a line says that went, and when. */
interface Explained extends Pick<Purged, 'subject' | 'id' | 'instant' | 'why'> {
  readonly sequence: number;
}

/**
 * What is not held any more went as a line of the ledger says: an edition's (`purged`), or that of a purge
 * or of a journal's return (`"purged":[{"subject","id","why"},…]`). What is gone stands in `purged`, what stands there is gone.
 */
export function* purgedFindings(store: Store): Findings {
  const explained = new Map(explainedBy(store).map((one) => [keyOf(one), one]));
  const rows = store.prepare('SELECT subject, id, instant, why FROM purged').all() as Purged[];
  for (const row of rows) {
    const { subject, id } = row;
    const place = (column: string) => ['purged', rowName({ subject, id }), column] as const;
    const line = explained.get(keyOf(row));
    if (line === undefined) {
      yield finding(['purged', rowName({ subject, id })], 'no line of the ledger says so');
      continue;
    }
    explained.delete(keyOf(row));
    if (row.instant !== line.instant) {
      yield finding(place('instant'), `is not that of line ${String(line.sequence)}`);
    }
    if (row.why !== line.why) yield finding(place('why'), 'is not what the ledger says');
  }
  for (const { subject, id, sequence } of explained.values()) {
    const words = `is missing, though line ${String(sequence)} says that it went`;
    yield finding(['purged', rowName({ subject, id })], words);
  }
  for (const { table, key, what, sql } of UNEXPLAINED) {
    for (const id of store.prepare(sql).pluck().all() as (string | number)[]) {
      yield finding([table, rowName({ [key]: id })], what);
    }
  }
}

/** What is gone without a word, and what stands though it is said to be gone. */
const UNEXPLAINED = [
  {
    table: 'edition_packing',
    key: 'edition',
    what: 'is gone, and nothing says when and why',
    sql: `SELECT edition FROM edition_packing WHERE form = 'gone' AND CAST(edition AS TEXT) NOT IN
      (SELECT id FROM purged WHERE subject = 'edition-numbers')`,
  },
  {
    table: 'edition_packing',
    key: 'edition',
    what: 'is held, though it is said to be gone',
    sql: `SELECT edition FROM edition_packing WHERE form <> 'gone' AND CAST(edition AS TEXT) IN
      (SELECT id FROM purged WHERE subject = 'edition-numbers')`,
  },
  {
    table: 'run_traced',
    key: 'run',
    what: 'is held, though it is said to be gone',
    sql: `SELECT run FROM run_traced WHERE run IN
      (SELECT id FROM purged WHERE subject = 'run-trace')`,
  },
] as const;

function keyOf({ subject, id }: Pick<Purged, 'subject' | 'id'>): string {
  return `${subject} ${id}`;
}

function explainedBy(store: Store): Explained[] {
  return linesOfKinds(store, ['edition', 'purge', 'journal-replayed']).flatMap(
    ({ kind, sequence, instant, said }) => {
      const listed = listIn(said?.['purged']);
      const at = { instant: instant as Purged['instant'], sequence };
      if (kind === 'edition') {
        const subject = 'edition-numbers' as const;
        return listed.map((id) => ({ ...at, subject, id: String(id), why: NO_HISTORY }));
      }
      return (listed as readonly Partial<Purged>[]).flatMap(({ subject, id, why = '' }) =>
        subject === undefined || id === undefined ? [] : [{ ...at, subject, id, why }],
      );
    },
  );
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
