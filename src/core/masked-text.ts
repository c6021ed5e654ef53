/** Digits of the shortest number that is hidden; days and counts mostly have fewer. */
const FEWEST_DIGITS = 9;
/** Digits that stay, as in masked-number.ts: who knows the number recognises it. */
const SHOWN_FIRST = 2;
const SHOWN_LAST = 3;

/**
 * What may be a telephone number in a text: from +, 0 or (0 on, with what people put between digits but
 * without a day; or ten digits and more. Bounded, so that it is linear. Parts of a path, an id or a
 * decimal are none.
 */
const LIKE_NUMBER =
  /(?<![\w.,:/*-])(?:(?:\+\d|\(?0)(?:(?!\d{4}-\d\d-\d\d)[\d ()./\u00a0-]){0,40}|\d{10,15})/g;

/** What stands behind what is no number: the rest of a file's name or of an id, or a size. */
const BELONGS = /^(?:\w|\.\w| bytes?\b)/;

/**
 * A text with the telephone numbers in it hidden but for five digits each: for errors and notes, which
 * end up in the logs of cron and of terminals.
 */
export function maskedText(text: string): string {
  return text.replaceAll(LIKE_NUMBER, (found: string, at: number) => {
    const number = found.replace(/(?<!\D)\D+$/, '');
    const digits = number.replace(/[^\d]/g, '').length;
    if (digits < FEWEST_DIGITS) return found;
    const behind = at + number.length;
    if (BELONGS.test(text.slice(behind, behind + 8))) return found;
    let place = 0;
    const hidden = number.replace(/\d/g, (digit) => {
      place++;
      return place <= SHOWN_FIRST || place > digits - SHOWN_LAST ? digit : '*';
    });
    return hidden + found.slice(number.length);
  });
}
