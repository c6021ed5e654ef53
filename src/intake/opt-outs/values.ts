/** A value of a column, and how many rows hold it. */
export interface CountedValue {
  /** As first spelled in the file. */
  readonly value: string;
  readonly rows: number;
}

/** So many values does a message list. */
const MOST_LISTED = 12;
/** Longer values are cut in a message: a column of remarks may have been named by mistake. */
const LONGEST_SHOWN = 60;

/** What two values have in common that are compared as alike: blanks and case are no difference. */
export function foldValue(value: string): string {
  return tidyValue(value).toLowerCase();
}

/** The value as it is shown: trimmed, and each run of blanks as one. */
export function tidyValue(value: string): string {
  return value.trim().replace(/\s+/g, ' ');
}

/** The values with the most rows first, those with as many in order of text. */
export function mostFrequentFirst<T extends CountedValue>(values: Iterable<T>): T[] {
  return [...values].sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1));
}

/** The first twelve of the values with their rows, for a message: `DNC (12), SALE (3), … 2 more`. */
export function listValues(values: readonly CountedValue[]): string {
  const names = values.slice(0, MOST_LISTED).map(({ value, rows }) => {
    const cut = value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN - 1)}…` : value;
    return `${cut === '' ? '(empty)' : cut} (${String(rows)})`;
  });
  const more = values.length - names.length;
  return more > 0 ? `${names.join(', ')}, … ${String(more)} more` : names.join(', ');
}
