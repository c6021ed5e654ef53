import type { ColumnEvidence } from '../../files/column-evidence.js';
import type { ListSigns } from '../../files/list-signs.js';
import type { ScannedSource } from '../../files/scan-source.js';
import type { LookUpAhead } from './look-up-ahead.js';
import type { RecordRows } from './record-rows.js';
import type { RowReading } from './row-shape.js';

/** A list to be read into rows. */
export interface RowList extends RowReading {
  readonly source: ScannedSource;
  /** The bytes already read from the source, from its first byte. */
  readonly first: Buffer;
  /** Whether the source ends with them. */
  readonly whole: boolean;
  readonly evidence: ColumnEvidence;
  readonly signal: AbortSignal;
  /** How numbers can be looked up while rows are read; undefined when the taker does that. */
  readonly lookUp: LookUpAhead | undefined;
}

/** Takes the rows of a list as they come, in order. */
export interface RowTaker {
  /** Names the buffer in which the rows to come lie, and where what is not yet taken begins in it. */
  readonly turn: (buffer: Buffer, start: number) => void;
  readonly rows: (rows: RecordRows) => void;
  /** The bytes before `used` are about to leave the buffer. */
  readonly flush: (used: number) => void;
}

/** What a list's bytes tell beside its rows. */
export interface RowsRead {
  readonly signs: ListSigns;
  /** Lines without a byte, after the header. */
  readonly blankLines: number;
}
