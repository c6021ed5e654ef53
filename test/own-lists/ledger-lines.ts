import { createHash } from 'node:crypto';
import type { Store } from '../../src/store/database.js';

/** A ledger row: a line, or thousands of lines packed. */
interface LedgerRow {
  readonly sequence: number;
  readonly lines: number;
  readonly kind: string;
  readonly id: string;
  readonly instant: string;
  readonly payload_sha256: Buffer;
  readonly previous: string;
  readonly hash: string;
  readonly salt: Buffer;
  readonly payload: string;
}

interface FragmentRow {
  readonly block: number;
  readonly batch: number;
  readonly first: number;
  readonly count: number;
  readonly numbers: Buffer;
  readonly terms: Buffer;
  readonly refs: string;
}

type TermsRow = Readonly<Record<string, string | number>>;

/** Kinds of lines that say what stands in other tables. */
const PACKED = ['objection', 'withdrawal', 'unresolved', 'party-objection', 'party-withdrawal'];

/** What was found in a ledger. */
export interface LedgerCheck {
  readonly lines: number;
  /** Lines by kind. */
  readonly kinds: ReadonlyMap<string, number>;
  readonly head: string;
  /** What does not hold, in words; the first twenty. */
  readonly faults: readonly string[];
}

/**
 * Checks every line of a ledger from the written format alone, by SHA-256: the text of the line, the
 * line before, and salt and payload. What the packed lines say is put together again from the tables
 * that they are about, by code that shares nothing with the program.
 */
export function checkLedger(store: Store): LedgerCheck {
  const rows = store
    .prepare('SELECT * FROM ledger LEFT JOIN ledger_payload USING (sequence) ORDER BY sequence')
    .all() as LedgerRow[];
  const packed = packedPayloads(store);
  const faults: string[] = [];
  const kinds = new Map<string, number>();
  let [previous, sequence, instant] = ['0'.repeat(64), 1, ''];
  const must = (holds: boolean, words: string): void => {
    if (!holds && faults.length < 20) faults.push(`${String(sequence)}: ${words}`);
  };
  for (const row of rows) {
    must(row.sequence === sequence, 'the sequence has a gap');
    must(row.previous === previous, 'previous is not the hash of the line before');
    must(row.salt.length === 32 * row.lines, 'a salt has not 32 bytes');
    must(row.payload_sha256.length === 32 * row.lines, 'a hash has not 32 bytes');
    must(row.instant >= instant, 'the instant is before that of the line before');
    const isPacked = PACKED.includes(row.kind);
    if (isPacked) must(row.payload === '', 'a packed line has a payload of its own');
    else must(row.lines === 1 && row.instant > instant, 'one line, one instant');
    kinds.set(row.kind, (kinds.get(row.kind) ?? 0) + row.lines);
    for (let line = 0; line < row.lines; line++) {
      const at = 32 * line;
      const payload = isPacked ? packed.get(sequence) : row.payload;
      must(payload !== undefined, 'nobody knows what this line says');
      const payloadHash = sha256(row.salt.subarray(at, at + 32), payload ?? '');
      const kept = row.payload_sha256.subarray(at, at + 32).toString('hex');
      must(kept === payloadHash, `payload and salt have another hash: ${payload ?? ''}`);
      const id = isPacked ? `${row.id}.${String(sequence)}` : row.id;
      previous = sha256(
        `tps-scrub-ledger-1 ${String(sequence)} ${row.kind} ${id} ${row.instant} ${kept} ${previous}\n`,
      );
      packed.delete(sequence);
      sequence++;
    }
    must(row.hash === previous, 'the hash is not that of the text');
    instant = row.instant;
  }
  must(packed.size === 0, `${String(packed.size)} events have no line`);
  return { lines: sequence - 1, kinds, head: previous, faults };
}

function sha256(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** By sequence, what the lines of events and of unresolved rows must say. */
function packedPayloads(store: Store): Map<number, string> {
  const batches = new Map(
    (store.prepare('SELECT id, kind FROM own_batch').all() as { id: number; kind: string }[]).map(
      ({ id, kind }) => [id, `${kind}-${String(id)}`],
    ),
  );
  const terms = new Map(
    (store.prepare('SELECT * FROM own_terms').all() as (TermsRow & { id: number })[]).map(
      ({ id, ...said }) => {
        // The checksum is the table's own.
        const { crc, ...terms } = said;
        return [id, crc === undefined ? said : terms] as const;
      },
    ),
  );
  const said = new Map<number, string>();
  const fragments = store.prepare("SELECT * FROM own_fragment WHERE kind = 'event'");
  for (const row of fragments.iterate() as Iterable<FragmentRow>) {
    const references = row.refs === '' ? [] : (JSON.parse(row.refs) as string[]);
    offsetsOf(row.numbers).forEach((offset, place) => {
      const id = row.terms.readUInt32LE(row.terms.length === 4 ? 0 : 4 * place);
      const event = {
        ...terms.get(id),
        batch: batches.get(row.batch),
        number: row.block * 1_000_000 + offset,
        reference: references[place] ?? '',
      };
      said.set(row.first + place, inOrder(event));
    });
  }
  const unresolved = store.prepare('SELECT * FROM own_unresolved').all() as (TermsRow & {
    batch: number;
    sequence: number;
  })[];
  for (const { batch, sequence, line, row, text, why } of unresolved) {
    said.set(sequence, inOrder({ batch: batches.get(batch), line, row, text, why }));
  }
  const parties = store.prepare('SELECT * FROM own_party').all() as (TermsRow & {
    batch: number;
    sequence: number;
    terms: number;
  })[];
  for (const { batch, sequence, terms: id, party, key_id, reference } of parties) {
    const event = { ...terms.get(id), batch: batches.get(batch), party, key_id, reference };
    said.set(sequence, inOrder(event));
  }
  return said;
}

/** JSON with its keys in order of code units. */
function inOrder(value: object): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
}

/** The offsets of a packed block (format 1): buckets of varint gaps behind an index of 24 bits. */
function offsetsOf(bytes: Buffer): number[] {
  const shift = bytes[0] ?? 0;
  const buckets = Math.ceil(1_000_000 / 2 ** shift);
  const data = 1 + 3 * (buckets + 1);
  const offsets: number[] = [];
  for (let bucket = 0; bucket < buckets; bucket++) {
    let at = data + bytes.readUIntLE(1 + 3 * bucket, 3);
    const end = data + bytes.readUIntLE(4 + 3 * bucket, 3);
    let value = bucket * 2 ** shift;
    while (at < end) {
      let gap = 0;
      let bits = 0;
      let byte: number;
      do {
        byte = bytes.readUInt8(at++);
        gap += (byte % 128) * 2 ** bits;
        bits += 7;
      } while (byte > 127);
      value += gap;
      offsets.push(value);
    }
  }
  return offsets;
}
