import { guardRefused } from '../../core/errors.js';
import { CONTENT_GUARDS } from './content-guards.js';
import { DAY_GUARDS } from './day-guards.js';
import type { Guard, Proposed } from './guard.js';
import { SIZE_GUARDS } from './size-guards.js';

/**
 * The guards that an operator can override with a reason (cli.md section 5). Every one that objects is
 * named, not only the first.
 */
export const GUARDS: readonly Guard[] = [...DAY_GUARDS, ...SIZE_GUARDS, ...CONTENT_GUARDS];

/**
 * Asks every guard about an import.
 *
 * @param accepted why doubts are overridden; empty to have a doubtful import refused
 * @returns the names of the guards that objected and were overridden
 * @throws ScreeningError guard-refused
 */
export function refuseDoubtful(
  { file, accepted }: { readonly file: string; readonly accepted: string },
  proposed: Proposed,
): string[] {
  const found = GUARDS.flatMap(({ name, objection, fix }) => {
    const words = objection(proposed);
    return words === undefined ? [] : [{ name, words, fix: fix(proposed) }];
  });
  if (found.length > 0 && accepted === '') {
    // What one says, another may say with more: it is said once.
    const all = [...new Set(found.map(({ fix }) => fix))];
    const fixes = all.filter((fix) => !all.some((other) => other !== fix && other.includes(fix)));
    throw guardRefused({
      summary: `${file} was not imported: ${found.map(({ words }) => words).join('; ')}`,
      why: 'the edition in force stays as it was',
      fix: `${fixes.join('; ')}; if all is right, add --accept-change "WHY"`,
      where: file,
    });
  }
  return found.map(({ name }) => name);
}
