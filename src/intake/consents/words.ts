import { nearest } from '../../core/nearest.js';
import { wrongUse } from '../../core/errors.js';
import { CONSENT_KINDS, OBTAINED, PURPOSE_NAMES, purposesText } from '../../policy/consents.js';
import type { ConsentKind, Obtained } from '../../policy/consents.js';

/** Purposes in one text: commas, semicolons, blanks and the like between them. */
const BETWEEN = /[\s,;|/&+]+/;

/**
 * The purposes that a text names, as the terms of a consent have them; empty for a text without one.
 *
 * @param where the option, or file and line
 * @throws ScreeningError wrong-use with the nearest for a word that is none
 */
export function readPurposes(text: string, where: string): string {
  const words = text.split(BETWEEN).filter((word) => word !== '');
  return purposesText(words.map((word) => oneOf(PURPOSE_NAMES, word, 'calls', where)));
}

/** How a consent came about. @throws ScreeningError wrong-use with the nearest */
export function readKind(text: string, where: string): ConsentKind {
  return oneOf(CONSENT_KINDS, text, 'consent', where);
}

/** Who obtained a consent. @throws ScreeningError wrong-use with the nearest */
export function readObtained(text: string, where: string): Obtained {
  return oneOf(OBTAINED, text, 'way of obtaining', where);
}

function oneOf<T extends string>(
  known: readonly T[],
  text: string,
  kind: string,
  where: string,
): T {
  const wanted = text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '-');
  const found = known.find((name) => name === wanted);
  if (found !== undefined) return found;
  const near = nearest(text.trim(), known);
  throw wrongUse({
    summary: `'${text.trim()}' is no kind of ${kind}`,
    fix: `${near === undefined ? '' : `did you mean '${near}'? `}there are: ${known.join(', ')}`,
    where,
  });
}
