import { BLOCK_SIZE } from '../core/packed-block.js';
import type { ConsentTerms } from '../policy/consents.js';
import type { ObjectionTerms } from '../policy/objections.js';
import type { Store } from './database.js';
import { canonicalJson } from './ledger.js';
import { eraseLine, NeutralTerms, rewriteFragment, type LinePlace } from './erasing-rows.js';
import { statement } from './statement.js';
import { NeutralWords } from './neutral-words.js';
import { termsKind, type OwnBatch } from './own-batches.js';
import { Fragment, type FragmentRow } from './own-fragments.js';
import { TermsTable, type TermsKind } from './own-terms.js';

/** What one erasure destroyed. */
export interface ErasedWords {
  /** Sequences of the lines whose salts have to go, in order. */
  readonly lines: readonly number[];
  /** Ids of the batches that were touched, in order. */
  readonly batches: readonly number[];
  readonly entries: number;
  readonly consents: number;
  readonly repeats: number;
  readonly unread: number;
}

type Terms = ObjectionTerms | ConsentTerms;

/** An event or repeat of the number: where it stands, and what it says. */
interface Found {
  readonly fragment: Fragment;
  readonly place: number;
  readonly kind: TermsKind;
  readonly terms: Terms;
  readonly reference: string;
}

/**
 * Puts neutral words in the place of all that is said beside a number, in its entries, in what files
 * said again, and in unread lines that concern it; call it inside a transaction. Numbers, scopes, days
 * and the order of recording stay. Salts and batches' rows are for the caller (erasing-lines.ts).
 *
 * @param unread settled or void: what waits for somebody would be lost
 */
export class WordsOfNumber {
  readonly #store: Store;
  readonly #tables: { readonly [K in TermsKind]: TermsTable<K> };
  readonly #found: readonly Found[];
  readonly #words: NeutralWords;
  readonly #neutral: NeutralTerms;
  /** Batches that settled lines which were erased. */
  readonly #settling = new Set<number>();

  constructor(store: Store, e164: number) {
    this.#store = store;
    this.#neutral = new NeutralTerms(store);
    this.#tables = {
      objections: new TermsTable(store, 'objections'),
      consents: new TermsTable(store, 'consents'),
    };
    this.#found = this.#find(e164);
    this.#words = new NeutralWords(
      this.#found.flatMap(({ terms, reference }) => [
        reference,
        ...Object.values(terms).filter((value) => typeof value === 'string'),
      ]),
    );
  }

  /** Batches that recorded something of the number, or settled a line that was erased. */
  get batches(): ReadonlySet<number> {
    return new Set([...this.#found.map(({ fragment }) => fragment.row.batch), ...this.#settling]);
  }

  /** Whether there is anything of the number at all. */
  get isEmpty(): boolean {
    return this.#found.length === 0;
  }

  /** Does it. */
  erase(unread: readonly LinePlace[]): ErasedWords {
    const lines = new Set<number>();
    const batches = new Set<number>();
    const counts = { entries: 0, consents: 0, repeats: 0 };
    for (const found of this.#found) {
      const { fragment, kind } = found;
      const { row } = fragment;
      if (!this.#eraseEvent(found)) continue;
      batches.add(row.batch);
      if (row.kind === 'event') lines.add(row.first + found.place);
      counts[row.kind === 'repeat' ? 'repeats' : kind === 'consents' ? 'consents' : 'entries']++;
    }
    const texts = unread.filter((line) => this.#eraseUnread(line, lines, batches)).length;
    this.#neutral.dropUnused();
    const ascending = (set: ReadonlySet<number>) => [...set].sort((a, b) => a - b);
    return { ...counts, unread: texts, lines: ascending(lines), batches: ascending(batches) };
  }

  #find(e164: number): Found[] {
    const block = Math.floor(e164 / BLOCK_SIZE);
    const rows = this.#store
      .prepare('SELECT * FROM own_fragment WHERE block = ? ORDER BY batch, layer, kind')
      .all(block) as FragmentRow[];
    const batchOf = this.#store.prepare('SELECT id, kind, about FROM own_batch WHERE id = ?');
    return rows.flatMap((row) => {
      const fragment = new Fragment(row, this.#store.name);
      const place = fragment.find(e164 - block * BLOCK_SIZE);
      if (place < 0) return [];
      const kind = termsKind(batchOf.get(row.batch) as OwnBatch);
      const terms = this.#tables[kind].of(fragment.terms(place));
      return [{ fragment, place, kind, terms, reference: fragment.reference(place) }];
    });
  }

  /** @returns whether anything had to go */
  #eraseEvent({ fragment, place, kind, terms, reference: said }: Found): boolean {
    const neutral =
      kind === 'consents'
        ? this.#words.consent(terms as ConsentTerms)
        : this.#words.objection(terms as ObjectionTerms);
    const reference = kind === 'consents' ? '' : this.#words.reference(said);
    if (canonicalJson(neutral) === canonicalJson(terms) && reference === said) return false;
    this.#neutral.leave(kind, fragment.terms(place));
    const id = this.#neutral.idOf(kind, neutral);
    rewriteFragment(this.#store, fragment, new Map([[place, { terms: id, reference }]]));
    return true;
  }

  #eraseUnread(line: LinePlace, lines: Set<number>, batches: Set<number>): boolean {
    const sequence = eraseLine(this.#store, line, this.#words, this.#neutral);
    if (sequence === undefined) return false;
    lines.add(sequence);
    batches.add(line.batch);
    const by = statement(
      this.#store,
      'SELECT by_batch FROM own_settled WHERE batch = ? AND row = ?',
      'pluck',
    ).get(line.batch, line.row) as number | undefined;
    if (by !== undefined) this.#settling.add(by);
    return true;
  }
}
