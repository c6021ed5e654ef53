import type { Store } from '../database.js';
import { PACKED_KINDS } from '../ledger-kinds.js';

/** A line of a packed row. */
interface PackedLine {
  /** Salts of the whole row, and the place of this line in it. */
  readonly salts: Buffer;
  readonly place: number;
  /** SHA-256, in hex, of its salt and payload. */
  readonly sha256: string;
}

interface PackedRow {
  readonly sequence: number;
  readonly lines: number;
  readonly kind: string;
  readonly id: string;
}

/** A row whose lines are being taken. */
interface OpenRow extends PackedRow {
  readonly hashes: Buffer;
  readonly salts: Buffer;
}

/** Lines that were taken: a mark each, and how many. */
interface Taken {
  readonly marks: Uint8Array;
  count: number;
}

/** Bytes of a SHA-256, and of a salt. */
const BYTES = 32;

/** The packed lines of a ledger, to be taken one by one, each once. */
export class PackedLines {
  readonly #find;
  readonly #rows: readonly PackedRow[];
  /** By row. */
  readonly #taken = new Map<number, Taken>();
  #at: OpenRow | undefined;

  constructor(store: Store) {
    const marks = PACKED_KINDS.map(() => '?').join(', ');
    this.#rows = store
      .prepare(
        `SELECT sequence, lines, kind, id FROM ledger WHERE kind IN (${marks}) ORDER BY sequence`,
      )
      .all(...PACKED_KINDS) as PackedRow[];
    this.#find = store.prepare(
      `SELECT payload_sha256 AS hashes, salt AS salts FROM ledger JOIN ledger_payload USING (sequence)
       WHERE sequence = ?`,
    );
  }

  /** The line of a sequence; undefined when it is none of that kind and batch, or was taken. */
  take(sequence: number, kind: string, id: string): PackedLine | undefined {
    const row = this.#rowAt(sequence);
    if (row?.kind !== kind || row.id !== id) return undefined;
    const place = sequence - row.sequence;
    const end = BYTES * (place + 1);
    if (row.salts.length < end || row.hashes.length < end) return undefined;
    const taken = this.#takenOf(row);
    if (taken.marks[place] === 1) return undefined;
    taken.marks[place] = 1;
    taken.count++;
    return { salts: row.salts, place, sha256: row.hashes.toString('hex', end - BYTES, end) };
  }

  /** Rows with lines that nobody took, and how many. */
  *left(): Generator<{ readonly sequence: number; readonly lines: number }> {
    for (const row of this.#rows) {
      const lines = row.lines - (this.#taken.get(row.sequence)?.count ?? 0);
      if (lines > 0) yield { sequence: row.sequence, lines };
    }
  }

  /** As large as its hashes are, whatever number of lines a damaged row claims. */
  #takenOf({ sequence, hashes }: OpenRow): Taken {
    let taken = this.#taken.get(sequence);
    if (taken === undefined) {
      taken = { marks: new Uint8Array(Math.floor(hashes.length / BYTES)), count: 0 };
      this.#taken.set(sequence, taken);
    }
    return taken;
  }

  #rowAt(sequence: number): OpenRow | undefined {
    const at = this.#at;
    if (at && sequence >= at.sequence && sequence < at.sequence + at.lines) return at;
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#rows[middle] as PackedRow).sequence <= sequence) low = middle + 1;
      else high = middle;
    }
    const row = this.#rows[low - 1];
    if (row === undefined || sequence >= row.sequence + row.lines) return undefined;
    const found = this.#find.get(row.sequence) as { hashes: Buffer; salts: Buffer } | undefined;
    return found && (this.#at = { ...row, ...found });
  }
}
