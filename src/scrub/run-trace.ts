import { ScratchFile } from '../files/scratch-file.js';
import type { Store } from '../store/database.js';
import { insertVerdicts, LEGEND, type VerdictChunk } from '../store/run-verdicts.js';
import { insertSets, type SetDraft } from '../store/trace-rows.js';
import { RecordVerdicts } from './record-verdicts.js';
import { TracedNumbers } from './traced-numbers.js';

/** What a run remembers of its list, packed and ready to be written. */
export interface PackedTrace {
  readonly sets: readonly SetDraft[];
  readonly verdicts: Iterable<VerdictChunk>;
  readonly verdictChunks: number;
  readonly records: number;
}

/**
 * What a run remembers of its list, so that it can be asked, after the list is gone, whether a number
 * was in it and what was decided (numbers), and which records another decision would be about
 * (verdicts). It is collected while the list passes.
 */
export class RunTrace {
  readonly #scratch: ScratchFile;
  readonly numbers: TracedNumbers;
  readonly verdicts: RecordVerdicts;

  /** @param beside path of an output, for what does not fit in memory (files/scratch-file.ts) */
  constructor(beside: string) {
    this.#scratch = new ScratchFile(beside, ', or add --no-trace to keep no numbers of this list');
    this.numbers = new TracedNumbers(this.#scratch);
    this.verdicts = new RecordVerdicts(this.#scratch);
  }

  /**
   * Packs what was collected: before the database is locked for it, since a long list's numbers take
   * seconds to put in order.
   *
   * @throws ScreeningError wrong-use when there is no room
   */
  pack(): PackedTrace {
    const [verdictChunks, verdicts] = this.verdicts.chunks();
    const { records } = this.verdicts;
    return { sets: this.numbers.sets(), verdicts, verdictChunks, records };
  }

  /** Gives back what was put aside; afterwards nothing can be written. */
  close(): void {
    this.#scratch.close();
  }
}

/** Writes the trace of a run; call it in the transaction that seals it. */
export function writeTrace(store: Store, run: string, trace: PackedTrace): void {
  const { sets, verdicts, verdictChunks, records } = trace;
  insertSets(store, run, sets, { legend: LEGEND, chunks: verdictChunks, records });
  insertVerdicts(store, run, verdicts);
}
