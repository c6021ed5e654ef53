import { crc32 } from 'node:zlib';
import type { ConsentTerms } from '../policy/consents.js';
import type { ObjectionTerms } from '../policy/objections.js';
import type { Store } from './database.js';
import { canonicalEntries } from './ledger.js';
import { damagedLists } from './own-fragments.js';
import { statement } from './statement.js';

/** What stands beside numbers of a batch, by what the batch says of them. */
interface TermsOf {
  readonly objections: ObjectionTerms;
  readonly consents: ConsentTerms;
}

const TABLES = {
  objections: {
    table: 'own_terms',
    columns: [
      ...['list', 'class', 'reason', 'source', 'told', 'undated', 'told_text', 'until'],
      ...['caller', 'campaign'],
    ],
  },
  consents: {
    table: 'consent_terms',
    columns: [
      ...['caller', 'given', 'undated', 'given_text', 'until', 'purposes', 'kind', 'obtained'],
      ...['method', 'wording'],
    ],
  },
} as const;

/** Which terms: a key of the table of their tables. */
export type TermsKind = keyof TermsOf;

/** Columns in the order in which canonical JSON has keys. */
const KEYS = {
  objections: [...TABLES.objections.columns].sort(),
  consents: [...TABLES.consents.columns].sort(),
} as const satisfies Record<TermsKind, readonly string[]>;

/**
 * Writes terms.
 *
 * @param used places of those that are wanted
 * @returns ids by place; 0 where none was wanted
 */
export function insertTerms<K extends TermsKind>(
  store: Store,
  kind: K,
  all: readonly TermsOf[K][],
  used: ReadonlySet<number>,
): Uint32Array {
  const { table } = TABLES[kind];
  const columns: readonly string[] = TABLES[kind].columns;
  // By place, since names take as long again to bind: a file may say as many things as it has rows.
  const insert = store.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}, crc) VALUES (${columns.map(() => '?').join(', ')}, ?)`,
  );
  return Uint32Array.from(all, (terms, place) => {
    if (!used.has(place)) return 0;
    const cells: Readonly<Record<string, string | number>> = { ...terms };
    const values = columns.map((column) => cells[column]);
    return Number(insert.run(values, termsCrc(kind, terms)).lastInsertRowid);
  });
}

/** CRC-32 of the canonical JSON of terms, which is put together from their columns. */
function termsCrc(kind: TermsKind, terms: ObjectionTerms | ConsentTerms): number {
  return crc32(`{${canonicalEntries({ ...terms }, KEYS[kind])}}`);
}

/** The terms of events by id, each read once. */
export class TermsTable<K extends TermsKind> {
  readonly #store: Store;
  readonly #kind: K;
  readonly #find;
  readonly #known = new Map<number, TermsOf[K]>();

  constructor(store: Store, kind: K) {
    const { table, columns } = TABLES[kind];
    this.#store = store;
    this.#kind = kind;
    this.#find = statement(store, `SELECT ${columns.join(', ')}, crc FROM ${table} WHERE id = ?`);
  }

  /** @throws ScreeningError not-safe when they are missing, or not what was written */
  of(id: number): TermsOf[K] {
    let found = this.#known.get(id);
    if (found === undefined) {
      const row = this.#find.get(id) as (TermsOf[K] & { crc: number }) | undefined;
      const { crc = -1, ...terms } = row ?? {};
      found = terms as TermsOf[K];
      if (row === undefined || termsCrc(this.#kind, found) !== crc) {
        throw damagedLists(this.#store.name, `the terms ${String(id)} of an entry are damaged`);
      }
      this.#known.set(id, found);
    }
    return found;
  }
}

/** The names of own lists of which anything was ever recorded, declared or not any more, in order. */
export function listsHeld(store: Store): string[] {
  return store
    .prepare('SELECT DISTINCT list FROM own_terms ORDER BY list')
    .pluck()
    .all() as string[];
}
