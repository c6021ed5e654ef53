import { MAX_RECORD_BYTES, type ListHead } from './list-head.js';
import { RecordScanner } from './record-scanner.js';

/** A scanner of the records below a head, with the span of every column: slots are their places. */
export function listScanner(head: ListHead): RecordScanner {
  return new RecordScanner({
    delimiter: head.delimiter,
    columns: Array.from({ length: head.width }, (_, index) => index),
    maxRecordBytes: MAX_RECORD_BYTES,
    firstLine: head.dataLine,
    rowsAreLines: head.rowsAreLines,
  });
}
