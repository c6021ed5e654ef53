import type { ScratchFile } from '../files/scratch-file.js';
import { Spool } from '../files/spool.js';
import { decidingPlace, isHeldBack } from '../policy/reasons.js';
import { packVerdicts, type VerdictChunk } from '../store/run-verdicts.js';

/** Is told what was decided about each record of a list, in order, while the list passes. */
export interface VerdictSink {
  /**
   * @param reasons sum of the bits of the record's reasons; 0 is clean
   * @param linesChecksum low 16 bits of the CRC-32 of the record's lines of the report, as written;
   *   0 when it has none
   * @param line the physical line on which the record begins
   */
  record(reasons: number, linesChecksum: number, line: number): void;
}

/** Records in a chunk. */
const CHUNK_RECORDS = 1 << 16;

/** Collects what was decided about each record, packed (store/run-verdicts.ts): memory stays the same. */
export class RecordVerdicts implements VerdictSink {
  readonly #spool: Spool<number>;
  readonly #places: Uint8Array;
  readonly #checksums: Uint8Array;
  #count = 0;
  #heldBytes = 0;
  #records = 0;

  /** @param chunkRecords how many records are packed together */
  constructor(scratch: ScratchFile, chunkRecords = CHUNK_RECORDS) {
    this.#spool = new Spool(scratch);
    this.#places = new Uint8Array(chunkRecords);
    this.#checksums = new Uint8Array(2 * chunkRecords);
  }

  /** Records so far. */
  get records(): number {
    return this.#records;
  }

  record(reasons: number, linesChecksum: number): void {
    this.#places[this.#count++] = decidingPlace(reasons);
    this.#records++;
    if (isHeldBack(reasons)) {
      this.#checksums[this.#heldBytes++] = linesChecksum & 255;
      this.#checksums[this.#heldBytes++] = linesChecksum >> 8;
    }
    if (this.#count === this.#places.length) this.#pack();
  }

  /** The chunks, in order; nothing can be added afterwards. @throws ScreeningError wrong-use */
  chunks(): readonly [count: number, chunks: Iterable<VerdictChunk>] {
    if (this.#count > 0) this.#pack();
    return [this.#spool.count, withBytes(this.#spool)];
  }

  #pack(): void {
    const places = this.#places.subarray(0, this.#count);
    const { records, bytes } = packVerdicts(places, this.#checksums.subarray(0, this.#heldBytes));
    this.#spool.add(records, bytes);
    this.#count = 0;
    this.#heldBytes = 0;
  }
}

function* withBytes(spool: Spool<number>): Generator<VerdictChunk> {
  for (const [records, bytes] of spool) yield { records, bytes };
}
