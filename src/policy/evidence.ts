import { foldName } from '../core/fold-name.js';

/** What forms, spreadsheets and databases write where nothing was said; letters and digits only. */
const PLACEHOLDERS = new Set(
  (
    'null nil none nothing no na nan undefined unknown notknown notrecorded notgiven notavailable ' +
    'notapplicable unspecified missing blank empty tbc tba tbd pending tobeconfirmed false 0 00 000 ' +
    'x xx xxx ref value div0'
  ).split(' '),
);

/** A text that no placeholder can be, for a million references: it has a digit of a number. */
const HAS_DIGIT = /[1-9]/;
const PRINTED = /^[!-~](?:[ -~]*[!-~])?$/;

const EDGE = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}]/u;
/** What a spreadsheet writes where a formula failed: `#NAME?`, `#SPILL!`, `#DIV/0!`. */
const FAILED_FORMULA = /^#[A-Z][A-Z0-9/_]*[!?]?$/i;
const SIGNS = /[^\p{L}\p{N}]+/gu;

/**
 * A text that is to show how or to what somebody agreed, without blanks and invisible characters
 * around it; empty when it shows nothing: `n/a`, `NULL`, `#REF!`, `-`. Who writes that has no evidence
 * and must not seem to have some (PECR 2003 reg 21(4); cli.md section 4).
 */
export function asEvidence(text: string): string {
  if (HAS_DIGIT.test(text) && PRINTED.test(text)) return text;
  if (FAILED_FORMULA.test(withoutEdges(text))) return '';
  const said = foldName(text).replace(SIGNS, '');
  return said === '' || PLACEHOLDERS.has(said) ? '' : withoutEdges(text);
}

/** Not `/…+$/`: a pattern that looks for the end from every blank takes time by the square. */
function withoutEdges(text: string): string {
  const characters = Array.from(text);
  const shows = (character: string): boolean => !EDGE.test(character);
  const first = characters.findIndex(shows);
  return first < 0 ? '' : characters.slice(first, characters.findLastIndex(shows) + 1).join('');
}
