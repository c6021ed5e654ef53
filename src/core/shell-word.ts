/** Characters that no shell reads as anything but themselves. */
const PLAIN = /^[\w@%+=:,./-]+$/;

/**
 * A word of a command line that a person can copy: in single quotes where a shell would read it as
 * something else, and with `./` before a file's name that begins as an option does.
 */
export function shellWord(text: string): string {
  const word = text.startsWith('-') ? `./${text}` : text;
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
