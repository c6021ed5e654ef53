/** Something that is not as it was recorded, and where. */
export interface Finding {
  /** The table, or `file` for what stands outside all tables. */
  readonly table: string;
  /** The row by its key (`sequence 12`); empty where it cannot be told. */
  readonly row: string;
  /** Empty where it cannot be told. */
  readonly column: string;
  /** What is wrong, in words. */
  readonly what: string;
  /** What is to be done, where that is not to restore a backup. */
  readonly fix?: string;
}

/**
 * What looking for findings gives, one at a time. Undefined is a pause, in which others may do
 * something: it comes at least after each piece of work that takes long.
 */
export type Findings = Generator<Finding | undefined, void, undefined>;

/** Makes a finding. @param place the table, then its row and column where they can be told */
export function finding(
  place: readonly [string, string?, string?],
  what: string,
  fix?: string,
): Finding {
  const [table, row = '', column = ''] = place;
  return { table, row, column, what, ...(fix === undefined ? {} : { fix }) };
}

/** A row as a finding names it: its key columns and their values. */
export function rowName(key: Readonly<Record<string, unknown>>): string {
  return Object.entries(key)
    .map(([column, value]) => `${column} ${valueWords(value)}`)
    .join(', ');
}

function valueWords(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return value === null ? 'NULL' : `of a wrong type`;
}

/**
 * Goes through rows, a finding for each that cannot be read at all: what is damaged may hold any
 * value, of any type, and the next row is looked at all the same.
 *
 * @param place names the row
 */
export function* eachRow<R>(
  rows: Iterable<R>,
  place: (row: R) => readonly [string, string?, string?],
  look: (row: R) => Iterable<Finding | undefined>,
): Findings {
  for (const row of rows) {
    try {
      yield* look(row);
    } catch (error) {
      yield finding(place(row), `cannot be read: ${messageOf(error)}`);
    }
  }
}

/** A count with its noun: `1 line`, `2 lines`. ui/tables.ts is not for the store. */
export function counting(count: number, one: string, several = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : several}`;
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
