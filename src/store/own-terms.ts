import { crc32 } from 'node:zlib';
import type { ConsentTerms } from '../policy/consents.js';
import type { ObjectionTerms } from '../policy/objections.js';
import type { Store } from './database.js';
import { canonicalJson } from './ledger.js';
import { damagedLists } from './own-fragments.js';

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

/** Writes terms; their ids, in the order given. */
export function insertTerms<K extends TermsKind>(
  store: Store,
  kind: K,
  all: readonly TermsOf[K][],
): number[] {
  const { table, columns } = TABLES[kind];
  const insert = store.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}, crc)
     VALUES (${columns.map((column) => `@${column}`).join(', ')}, @crc)`,
  );
  return all.map((terms) => Number(insert.run({ ...terms, crc: termsCrc(terms) }).lastInsertRowid));
}

function termsCrc(terms: ObjectionTerms | ConsentTerms): number {
  return crc32(canonicalJson(terms));
}

/** The terms of events by id, each read once. */
export class TermsTable<K extends TermsKind> {
  readonly #store: Store;
  readonly #find;
  readonly #known = new Map<number, TermsOf[K]>();

  constructor(store: Store, kind: K) {
    const { table, columns } = TABLES[kind];
    this.#store = store;
    this.#find = store.prepare(`SELECT ${columns.join(', ')}, crc FROM ${table} WHERE id = ?`);
  }

  /** @throws ScreeningError not-safe when they are missing, or not what was written */
  of(id: number): TermsOf[K] {
    let found = this.#known.get(id);
    if (found === undefined) {
      const row = this.#find.get(id) as (TermsOf[K] & { crc: number }) | undefined;
      const { crc = -1, ...terms } = row ?? {};
      found = terms as TermsOf[K];
      if (row === undefined || termsCrc(found) !== crc) {
        throw damagedLists(this.#store.name, `the terms ${String(id)} of an entry are damaged`);
      }
      this.#known.set(id, found);
    }
    return found;
  }
}
