import { crc32 } from 'node:zlib';
import { notSafe } from '../core/errors.js';
import { packBlock, unpackBlock } from '../core/packed-block.js';
import type { Store } from './database.js';

/** Events of one batch about the numbers of one million, before they are packed. */
export interface FragmentDraft {
  readonly block: number;
  readonly kind: 'event' | 'repeat';
  /** From 0; the second event of a number in its batch stands in layer 1. */
  readonly layer: number;
  /** Ascending, distinct. */
  readonly offsets: Uint32Array;
  /** By offset: ids of own_terms rows. */
  readonly terms: Uint32Array;
  /** By offset; empty when none has a reference. */
  readonly references: readonly string[];
}

/** A fragment as it stands in the database. */
export interface FragmentRow {
  readonly block: number;
  readonly batch: number;
  readonly kind: 'event' | 'repeat';
  readonly layer: number;
  /** Ledger sequence of its first event; 0 for repeats, which have no lines. */
  readonly first: number;
  readonly count: number;
  readonly crc: number;
  readonly numbers: Uint8Array;
  readonly terms: Buffer;
  readonly refs: string;
}

/** Packs a draft. */
export function packFragment(draft: FragmentDraft, batch: number, first: number): FragmentRow {
  const { block, kind, layer, offsets, terms, references } = draft;
  const alike = terms.every((id) => id === terms[0]);
  const ids = alike ? terms.subarray(0, 1) : terms;
  const bytes = Buffer.allocUnsafe(4 * ids.length);
  ids.forEach((id, index) => bytes.writeUInt32LE(id, 4 * index));
  const row = {
    block,
    batch,
    kind,
    layer,
    first,
    count: offsets.length,
    numbers: packBlock(offsets, offsets.length),
    terms: bytes,
    refs: references.length === 0 ? '' : JSON.stringify(references),
  };
  return { ...row, crc: crcOf(row) };
}

function crcOf(row: Omit<FragmentRow, 'crc'>): number {
  const { block, batch, kind, layer, first, count } = row;
  const head = crc32(`${[block, batch, kind, layer, first, count].join(' ')}\n`);
  return crc32(row.refs, crc32(row.terms, crc32(row.numbers, head)));
}

/** A fragment ready to be searched. */
export class Fragment {
  readonly row: FragmentRow;
  readonly offsets: Uint32Array;
  #references: readonly string[] | undefined;
  /** Where each begins, in a text that needs no unescaping. */
  #starts: Uint32Array | undefined;
  #allReferred: boolean | undefined;

  /** @throws ScreeningError not-safe when its bytes are not those that were written */
  constructor(row: FragmentRow, path: string) {
    if (crcOf(row) !== row.crc) throw damagedLists(path, 'an entry does not match its checksum');
    this.row = row;
    this.offsets = unpackBlock(row.numbers, row.count);
  }

  /** Where an offset stands, or -1. */
  find(offset: number): number {
    let low = 0;
    let high = this.offsets.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.offsets[middle] as number) < offset) low = middle + 1;
      else high = middle;
    }
    return this.offsets[low] === offset ? low : -1;
  }

  /** The id of the terms of the event at a place. */
  terms(place: number): number {
    const { terms } = this.row;
    return terms.readUInt32LE(terms.length === 4 ? 0 : 4 * place);
  }

  /** Whether the event at a place has a reference. Without unpacking them where all have one. */
  hasReference(place: number): boolean {
    if (this.row.refs === '') return false;
    this.#allReferred ??= !/[[,]""[,\]]/.test(this.row.refs);
    return this.#allReferred || this.reference(place) !== '';
  }

  /**
   * The reference of the event at a place; empty when it has none. Mostly few are asked for: where
   * each begins is found out once, since a text for each of a million took a third of a scrub.
   */
  reference(place: number): string {
    const { refs } = this.row;
    if (refs === '') return '';
    if (this.#references === undefined && this.#starts === undefined) this.#openReferences(refs);
    if (this.#references !== undefined) return this.#references[place] ?? '';
    const start = this.#starts?.[place] as number;
    return refs.slice(start, refs.indexOf('"', start));
  }

  #openReferences(refs: string): void {
    if (refs.includes('\\')) {
      this.#references = JSON.parse(refs) as string[];
      return;
    }
    const starts = (this.#starts = new Uint32Array(this.row.count));
    let start = '["'.length;
    for (let place = 0; place < starts.length; place++) {
      starts[place] = start;
      start = refs.indexOf('","', start) + '","'.length;
    }
  }
}

/** Writes fragments of one batch. */
export function insertFragments(store: Store, rows: readonly FragmentRow[]): void {
  const insert = store.prepare(
    `INSERT INTO own_fragment (block, batch, kind, layer, first, count, crc, numbers, terms, refs)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const row of rows) {
    const { block, batch, kind, layer, first, count, crc, numbers, terms, refs } = row;
    insert.run(block, batch, kind, layer, first, count, crc, numbers, terms, refs);
  }
}

/** Own lists that cannot be relied on: a missing entry would clear a number. */
export function damagedLists(path: string, why: string): Error {
  return notSafe({
    summary: 'the own suppression lists are damaged',
    why,
    fix: 'restore the database from a backup',
    where: path,
  });
}
