/** How a scanner is to read a file, and what it is to capture. */
export interface ScannerOptions {
  /** One character in the file's encoding: mostly one byte, several are allowed. */
  readonly delimiter: Uint8Array;
  /** Zero-based field indexes to capture, ascending and distinct, or every field (headers, samples). */
  readonly columns: readonly number[] | 'all';
  /** A record of more bytes than this, its line end included, is a structural fault. */
  readonly maxRecordBytes: number;
  /** Physical line number of the first byte given; 1 when left out. */
  readonly firstLine?: number;
  /** Whether a line end in quotes counts for nothing: rows of a sheet, each of which is one line. */
  readonly rowsAreLines?: boolean;
}
