/** So many names are told at a time, and so many characters of each. */
const MOST_NAMES = 20;
const MOST_CHARACTERS = 60;

/**
 * Names from a file as a message tells them. A header can hold 100,000 of them, or one of a
 * megabyte: a message that nobody can read to its end hides what it says.
 *
 * @param names in the order of the file
 * @param told how each is written; as it is when left out
 */
export function nameList(
  names: readonly string[],
  told: (name: string) => string = (name) => name,
): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => told(shortName(name)));
  const more = names.length - shown.length;
  return [...shown, ...(more > 0 ? [`… ${String(more)} more`] : [])].join(', ');
}

/** A text from a file, cut where it is longer than a name. */
export function shortName(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS).trimEnd()}…`;
}
