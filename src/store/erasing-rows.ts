import type { ConsentTerms } from '../policy/consents.js';
import type { ObjectionTerms } from '../policy/objections.js';
import type { Store } from './database.js';
import { statement } from './statement.js';
import { canonicalJson } from './ledger.js';
import type { NeutralWords } from './neutral-words.js';
import { packFragment, type Fragment } from './own-fragments.js';
import { insertTerms, TermsTable, type TermsKind } from './own-terms.js';
import type { UnresolvedLine } from './own-unresolved.js';
import { dropUnused } from './unused-terms.js';

/** An unread line by its import and its row there. */
export type LinePlace = Pick<UnresolvedLine, 'batch' | 'row'>;

/** Neutral terms that take the place of others; each is written once. */
export class NeutralTerms {
  readonly #store: Store;
  /** Ids by kind and canonical JSON. */
  readonly #written = new Map<string, number>();
  /** Ids of terms that a row had before. */
  readonly #left: { readonly [K in TermsKind]: Set<number> } = {
    objections: new Set(),
    consents: new Set(),
  };

  /** The terms that stood in rows before. */
  readonly objections: TermsTable<'objections'>;

  constructor(store: Store) {
    this.#store = store;
    this.objections = new TermsTable(store, 'objections');
  }

  /** The id of terms, which are written if they were not before. */
  idOf(kind: TermsKind, terms: ObjectionTerms | ConsentTerms): number {
    const key = `${kind} ${canonicalJson(terms)}`;
    let id = this.#written.get(key);
    if (id === undefined) {
      const used = new Set([0]);
      const ids =
        kind === 'consents'
          ? insertTerms(this.#store, kind, [terms as ConsentTerms], used)
          : insertTerms(this.#store, kind, [terms as ObjectionTerms], used);
      [id = 0] = ids;
      this.#written.set(key, id);
    }
    return id;
  }

  /** Says that a row has these terms no more. */
  leave(kind: TermsKind, id: number): void {
    this.#left[kind].add(id);
  }

  /** Removes what no row has any more. */
  dropUnused(): void {
    dropUnused(this.#store, this.#left);
  }
}

/**
 * Writes a fragment anew with other terms and references at some places.
 *
 * @param changes by place
 */
export function rewriteFragment(
  store: Store,
  fragment: Fragment,
  changes: ReadonlyMap<number, { readonly terms: number; readonly reference: string }>,
): void {
  const { row, offsets } = fragment;
  const { block, batch, kind, layer, first } = row;
  const terms = Uint32Array.from(offsets, (_, at) => changes.get(at)?.terms ?? fragment.terms(at));
  const all = Array.from(offsets, (_, at) => changes.get(at)?.reference ?? fragment.reference(at));
  const references = all.some((one) => one !== '') ? all : [];
  const packed = packFragment({ block, kind, layer, offsets, terms, references }, batch, first);
  statement(
    store,
    `UPDATE own_fragment SET crc = ?, terms = ?, refs = ?
     WHERE block = ? AND batch = ? AND kind = ? AND layer = ?`,
  ).run(packed.crc, packed.terms, packed.refs, block, batch, kind, layer);
}

/**
 * Empties an unread line, which nobody can need any more: that a row stood there remains.
 *
 * @returns the sequence of its line in the ledger; undefined when it was emptied before
 */
export function eraseLine(
  store: Store,
  { batch, row }: LinePlace,
  words: NeutralWords,
  neutral: NeutralTerms,
): number | undefined {
  const said = statement(
    store,
    "SELECT sequence, terms FROM own_unresolved WHERE batch = ? AND row = ? AND text <> ''",
  ).get(batch, row) as { sequence: number; terms: number } | undefined;
  if (said === undefined) return undefined;
  const terms = words.objection(neutral.objections.of(said.terms));
  neutral.leave('objections', said.terms);
  statement(
    store,
    `UPDATE own_unresolved SET text = '', why = '', reference = '', terms = ?
     WHERE batch = ? AND row = ?`,
  ).run(neutral.idOf('objections', terms), batch, row);
  return said.sequence;
}
