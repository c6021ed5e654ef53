import type { fieldBytes } from '../../src/files/field-bytes.js';
import type { FieldForm, RecordScanner } from '../../src/files/record-scanner.js';
import type { StructuralFault } from '../../src/files/structural-fault.js';

/** The source's scanner or the built one. */
export interface ScannerUnderTest {
  readonly RecordScanner: typeof RecordScanner;
  readonly StructuralFault: typeof StructuralFault;
  readonly FieldForm: typeof FieldForm;
  readonly fieldBytes: typeof fieldBytes;
}

export interface Scanned {
  /** Cells are latin1 text, null for an absent field; positions count in the whole input. */
  readonly records: readonly {
    readonly cells: readonly (string | null)[];
    readonly start: number;
    readonly end: number;
    readonly fieldCount: number;
    readonly line: number;
    readonly record: number;
  }[];
  readonly blankLines: number;
  /** Bytes left over at the end; null after a fault. */
  readonly unconsumed: number | null;
  readonly fault: Pick<StructuralFault, 'kind' | 'record' | 'line' | 'quoteLine'> | undefined;
  /** The most bytes that were held at a time. */
  readonly most: number;
}

export const CHUNK_SIZES: readonly number[];
export function parsedByOracle(bytes: Buffer, delimiter: Uint8Array): string[][] | 'unclosed-quote';
export function scanned(
  under: ScannerUnderTest,
  bytes: Buffer,
  delimiter: Uint8Array,
  chunkSize: number,
  options?: { columns?: readonly number[] | 'all'; maxRecordBytes?: number },
): Scanned;
export function differences(
  under: ScannerUnderTest,
  bytes: Buffer,
  delimiter: Uint8Array,
  limit: number,
): string[];
export function quickDifferences(
  under: ScannerUnderTest,
  bytes: Buffer,
  delimiter: Uint8Array,
  chunkSize: number,
): string[];
