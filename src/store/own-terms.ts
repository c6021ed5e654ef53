import { crc32 } from 'node:zlib';
import type { ObjectionTerms } from '../policy/objections.js';
import type { Store } from './database.js';
import { canonicalJson } from './ledger.js';
import { damagedLists } from './own-fragments.js';

/** Writes terms; their ids, in the order given. */
export function insertTerms(store: Store, all: readonly ObjectionTerms[]): number[] {
  const insert = store.prepare(
    `INSERT INTO own_terms
       (list, class, reason, source, told, undated, told_text, until, caller, campaign, crc)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return all.map((t) => {
    const { lastInsertRowid } = insert.run(
      t.list,
      t.class,
      t.reason,
      t.source,
      t.told,
      t.undated,
      t.told_text,
      t.until,
      t.caller,
      t.campaign,
      termsCrc(t),
    );
    return Number(lastInsertRowid);
  });
}

function termsCrc(t: ObjectionTerms): number {
  return crc32(canonicalJson(t));
}

/** The terms of events by id, each read once. */
export class TermsTable {
  readonly #store: Store;
  readonly #find;
  readonly #known = new Map<number, ObjectionTerms>();

  constructor(store: Store) {
    this.#store = store;
    this.#find = store.prepare(
      `SELECT list, class, reason, source, told, undated, told_text, until, caller, campaign, crc
       FROM own_terms WHERE id = ?`,
    );
  }

  /** @throws ScreeningError not-safe when they are missing, or not what was written */
  of(id: number): ObjectionTerms {
    let found = this.#known.get(id);
    if (found === undefined) {
      const row = this.#find.get(id) as (ObjectionTerms & { crc: number }) | undefined;
      const { crc = -1, ...terms } = row ?? {};
      found = terms as ObjectionTerms;
      if (row === undefined || termsCrc(found) !== crc) {
        throw damagedLists(this.#store.name, `the terms ${String(id)} of an entry are damaged`);
      }
      this.#known.set(id, found);
    }
    return found;
  }
}
