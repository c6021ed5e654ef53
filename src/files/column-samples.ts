import { decodeText } from '../core/decode.js';
import { fieldBytes } from './field-bytes.js';
import { MAX_RECORD_BYTES, type ListHead } from './list-head.js';
import { RecordScanner } from './record-scanner.js';

/** So many cells with anything in them are kept of a column, and so many characters of each. */
const MOST_CELLS = 50;
const LONGEST_CELL = 200;
/** Records after which nothing is looked at any more: a column may be empty in all of them. */
const MOST_RECORDS = 1000;

/**
 * The first cells of each column that hold anything, as text.
 *
 * @param bytes the list's beginning
 * @param whole whether that is all of it
 */
export function columnSamples(head: ListHead, bytes: Buffer, whole: boolean): string[][] {
  const samples: string[][] = Array.from({ length: head.width }, () => []);
  const scanner = new RecordScanner({
    delimiter: head.delimiter,
    columns: 'all',
    maxRecordBytes: MAX_RECORD_BYTES,
  });
  scanner.scan(bytes, head.dataStart, bytes.length, whole, () => {
    if (scanner.record > MOST_RECORDS) return;
    const { spans } = scanner;
    samples.slice(0, scanner.fieldCount).forEach((cells, column) => {
      const [start = 0, end = 0, form = 0] = spans.subarray(column * 3, column * 3 + 3);
      if (start === end || cells.length >= MOST_CELLS) return;
      const raw = fieldBytes(bytes, start, end, form);
      const text = decodeText(raw, head.encoding).slice(0, LONGEST_CELL);
      if (text.trim() !== '') cells.push(text);
    });
  });
  return samples;
}
