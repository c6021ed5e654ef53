import { isAbsolute } from 'node:path';

/** What the path of a journal must be: a command that starts elsewhere must not begin another one. */
export const JOURNAL_RULE = 'the path of a journal begins with /';

/** Whether a text can be the path of a journal. */
export function isJournal(text: string): boolean {
  return isAbsolute(text);
}
