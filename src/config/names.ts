import { foldName } from '../core/fold-name.js';
import { unknownName } from '../core/nearest.js';
import { DEFAULT_LIST } from '../policy/objections.js';

/** Control and format characters, line separators and halves of characters. */
const UNFIT = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Whether a text can be declared as a name: something is to be seen, and nothing is hidden. */
export function isName(text: string): boolean {
  return !UNFIT.test(text) && text === text.trim() && foldName(text) !== '';
}

/**
 * The declared spelling of a name.
 *
 * @param kind the kind of thing, one and several: `list`, `lists`
 * @param where the option, or file and line, that named it
 * @throws ScreeningError wrong-use with the nearest
 */
export function declaredName(
  kind: readonly [string, string],
  declared: readonly string[],
  name: string,
  where: string,
): string {
  const wanted = foldName(name);
  const found = declared.find((other) => foldName(other) === wanted);
  if (found === undefined) throw unknownName(kind, name, declared, where);
  return found;
}

/**
 * The declared spelling of an own list; the default list is there without being declared.
 *
 * @param where the option, or file and line, that named it
 * @throws ScreeningError wrong-use with the nearest
 */
export function listNamed(declared: Iterable<string>, name: string, where: string): string {
  const names = [...new Set([DEFAULT_LIST, ...declared])];
  return declaredName(['list', 'lists'], names, name, where);
}

/**
 * The declared spelling of a campaign; where none are declared, the name as it is, trimmed.
 *
 * @param where the option, or file and line, that named it
 * @throws ScreeningError wrong-use with the nearest
 */
export function campaignNamed(declared: readonly string[], name: string, where: string): string {
  if (declared.length === 0) return name.trim();
  return declaredName(['campaign', 'campaigns'], declared, name, where);
}

/** A dotted key as TOML writes it: `caller."Acme Ltd".brands`. */
export function dottedKey(path: readonly PropertyKey[]): string {
  return path
    .map(String)
    .map((key) => (/^[\w-]+$/.test(key) ? key : JSON.stringify(key)))
    .join('.');
}
