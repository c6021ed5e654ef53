/** Stands for one digit of a script that is not read: it counts as a digit and never as a number. */
export const ALIEN_DIGIT = '\uffff';

const BLANKS = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const INVISIBLE = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]/g;
const HYPHENS = /[\u2010-\u2015\u2043\u2212\ufe58\ufe63]/g;
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const OTHER_DIGIT = /[^\x00-\x7f]/u;

/**
 * Folds the ways in which other programs write blanks, hyphens and full-width signs to plain
 * ASCII, drops invisible characters, and marks digits of scripts that are not read, so that a
 * cell of Arabic-Indic digits is unread and not empty.
 */
export function foldText(text: string): string {
  if (!OTHER_DIGIT.test(text)) return text.replace(/\t/g, ' ');
  return text
    .replace(FULL_WIDTH, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(INVISIBLE, '')
    .replace(BLANKS, ' ')
    .replace(HYPHENS, '-')
    .replace(/(?![0-9])\p{N}/gu, ALIEN_DIGIT);
}
