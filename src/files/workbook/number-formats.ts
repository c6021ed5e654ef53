import { parsePart } from './contents.js';
import type { WorkbookPackage } from './package.js';
import { attribute } from './xml-text.js';

/**
 * How a cell's number is shown, as far as it says what the number is.
 *
 * - `number`: a number, however its digits are grouped or rounded
 * - `date`, `time`, `date-time`: a day, a time of day, or both
 * - `digits`: an identifier whose leading noughts the format puts back
 */
export type NumberFormat =
  | { readonly is: 'number' | 'date' | 'time' | 'date-time' }
  | { readonly is: 'digits'; readonly before: string; readonly least: number };

/** Formats that a workbook names by number alone (ECMA-376 part 1, 18.8.30). */
const BUILT_IN = [
  { from: 14, to: 17, is: 'date' },
  { from: 18, to: 21, is: 'time' },
  { from: 22, to: 22, is: 'date-time' },
  { from: 27, to: 31, is: 'date' },
  { from: 32, to: 35, is: 'time' },
  { from: 36, to: 36, is: 'date' },
  { from: 45, to: 47, is: 'time' },
  { from: 50, to: 58, is: 'date' },
] as const;

const PLAIN: NumberFormat = { is: 'number' };

/** Only noughts, places and what stands between groups of digits, perhaps after a fixed beginning. */
const DIGITS_ONLY = /^((?:"[+\d ()-]{1,8}"|\\[+\d])*)([0#][0#\s()\\-]*)$/;

/** What a format code makes of a number. */
function formatOf(code: string): NumberFormat {
  const [first = ''] = code.split(';');
  const [, before = '', places] = DIGITS_ONLY.exec(first) ?? [];
  if (places !== undefined) {
    const digits = places.replace(/[^0#]/g, '');
    const least = digits.includes('0') ? digits.length - digits.indexOf('0') : 0;
    const shown = before.replace(/["\\\s()-]/g, '');
    return shown === '' && least < 2 ? PLAIN : { is: 'digits', before: shown, least };
  }
  const letters = first
    .replace(/"[^"]*"?|\\.|[_*]./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^[\]]*\]/gi, '')
    .toLowerCase();
  if (/general|standard/.test(letters)) return PLAIN;
  const hasTime = /[hs]|\[m/.test(letters);
  const hasDay = /[yd]/.test(letters) || (letters.includes('m') && !hasTime);
  if (hasDay) return { is: hasTime ? 'date-time' : 'date' };
  return hasTime ? { is: 'time' } : PLAIN;
}

/**
 * How the cells of each style show a number, by the style's place.
 *
 * @param part undefined when the workbook has no styles
 * @throws ScreeningError wrong-use
 */
export async function numberFormats(
  workbook: WorkbookPackage,
  part: string | undefined,
  signal: AbortSignal,
): Promise<readonly NumberFormat[]> {
  if (part === undefined) return [];
  const own = new Map<number, NumberFormat>();
  const styles: number[] = [];
  let within = '';
  await parsePart(
    workbook,
    part,
    {
      open(name, buffer, start, end) {
        // Formats and styles stand elsewhere too: for conditions (dxfs), under numbers of their own.
        if (name === 'numFmts' || name === 'cellXfs') within = name;
        const id = Number(attribute(buffer, start, end, 'numFmtId') ?? 0);
        if (name === 'xf' && within === 'cellXfs') styles.push(id);
        if (name === 'numFmt' && within === 'numFmts') {
          own.set(id, formatOf(attribute(buffer, start, end, 'formatCode') ?? ''));
        }
      },
      close(name) {
        if (name === within) within = '';
      },
    },
    signal,
  );
  return styles.map((id) => own.get(id) ?? builtIn(id));
}

function builtIn(id: number): NumberFormat {
  const row = BUILT_IN.find(({ from, to }) => id >= from && id <= to);
  return row === undefined ? PLAIN : { is: row.is };
}
