import type { ConfigurationFile } from './configuration-file.js';
import { foldName } from '../core/fold-name.js';
import type { CallerSettings } from './settings.js';

const LEAVE_OUT = 'leave it out of the brands: it has a section of its own';
const ONE_ENTITY = 'if they are one firm, give both the same legal_entity';

type Callers = ReadonlyMap<string, CallerSettings>;

/**
 * Refuses two spellings of one name: they would be two lists, or two firms, to whatever compares
 * them another way.
 *
 * @param keyOf the key of a name, by its place from 0
 * @param always names that are there without being declared
 * @throws ScreeningError wrong-use with file and line
 */
export function refuseSameNames(
  file: ConfigurationFile,
  names: readonly string[],
  keyOf: (name: string, place: number) => readonly PropertyKey[],
  always: readonly string[] = [],
): void {
  const seen = new Map(always.map((name) => [foldName(name), name]));
  names.forEach((name, place) => {
    const other = seen.get(foldName(name));
    if (other !== undefined && !(other === name && always.includes(name))) {
      throw file.refusal(keyOf(name, place), {
        summary: `'${other}' and '${name}' are one name`,
        why: 'case and blanks do not tell names apart',
        fix: always.includes(other) ? `write '${other}'` : 'keep one of them',
      });
    }
    seen.set(foldName(name), other ?? name);
  });
}

/**
 * Refuses a name that means two: an objection told to it would bind the wrong firm, or both. A
 * name is one caller, or the brand of one legal entity; a legal entity's name is no other's.
 *
 * @throws ScreeningError wrong-use with file and line
 */
export function refuseTwoMeanings(file: ConfigurationFile, callers: Callers): void {
  const named = new Map([...callers.keys()].map((name) => [foldName(name), name]));
  const entityOf = (name: string): string => foldName(callers.get(name)?.legalEntity ?? '');
  const brandOf = new Map<string, string>();
  const refuse = (key: readonly PropertyKey[], name: string, meanings: string, fix: string) =>
    file.refusal(key, {
      summary: `'${name}' is ${meanings}`,
      why: 'nobody could tell whom an objection told to that name binds',
      fix,
    });
  for (const [name, { brands }] of callers) {
    brands.forEach((brand, place) => {
      const path = ['caller', name, 'brands', place];
      const caller = named.get(foldName(brand));
      if (caller !== undefined && caller !== name) {
        const meanings = `a caller and a brand of '${name}'`;
        throw refuse(path, brand, meanings, `${LEAVE_OUT}; ${ONE_ENTITY}`);
      }
      const other = brandOf.get(foldName(brand)) ?? name;
      if (entityOf(other) !== entityOf(name)) {
        const meanings = `a brand of '${other}' and of '${name}', two legal entities`;
        throw refuse(path, brand, meanings, ONE_ENTITY);
      }
      brandOf.set(foldName(brand), other);
    });
  }
  for (const [name, { legalEntity }] of callers) {
    const entity = foldName(legalEntity);
    const other = named.get(entity) ?? brandOf.get(entity) ?? name;
    if (entityOf(other) === entityOf(name)) continue;
    const what = named.has(entity) ? 'a caller of another' : `a brand of '${other}'`;
    const meanings = `the legal entity of '${name}' and ${what}`;
    throw refuse(['caller', name, 'legal_entity'], legalEntity, meanings, ONE_ENTITY);
  }
}
