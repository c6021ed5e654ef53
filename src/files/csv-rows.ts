import { parse } from 'csv-parse/sync';

/** The rows of a small piece of CSV that this program wrote (csv-line.ts): whole lines. */
export function csvRows(text: string): string[][] {
  return parse(text, { record_delimiter: ['\r\n'], relax_column_count: true });
}
