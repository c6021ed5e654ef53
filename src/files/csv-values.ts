import { parse } from 'csv-parse/sync';

/**
 * The values of a list that a person typed as one line of CSV: commas, double quotes around a value
 * that holds one, blanks around values dropped. Undefined when a quote is not closed, or text
 * follows it.
 */
export function csvValues(line: string): string[] | undefined {
  try {
    const rows: string[][] = parse(line, { trim: true, relax_column_count: true });
    return rows.flat();
  } catch {
    return undefined;
  }
}
