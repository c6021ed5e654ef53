/** Stands for one digit of a script that is not read: it counts as a digit and never as a number. */
export const ALIEN_DIGIT = '\uffff';

/** Stands for a letter O that was typed for a nought (cell-damage.ts). */
export const DOUBTFUL_ZERO = '\ufffe';

const BLANKS = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
/** Soft hyphens, zero-width and direction marks, byte order marks. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const HYPHENS = /[\u2010-\u2015\u2043\u2212\ufe58\ufe63]/g;
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const BEYOND_ASCII = /[^\x00-\x7f]/u;

/**
 * Folds the ways in which other programs write blanks, hyphens and full-width signs to plain
 * ASCII, drops invisible characters, and marks digits of scripts that are not read, so that a
 * cell of Arabic-Indic digits is unread and not empty.
 */
export function foldText(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.replace(/\t/g, ' ');
  return text
    .replace(FULL_WIDTH, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(INVISIBLE, '')
    .replace(BLANKS, ' ')
    .replace(HYPHENS, '-')
    .replace(/(?![0-9])\p{N}/gu, ALIEN_DIGIT);
}
