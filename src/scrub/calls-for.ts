import { CallerBook } from '../config/caller-book.js';
import type { Configuration } from '../config/config.js';
import { notSafe } from '../core/errors.js';
import { foldName } from '../core/fold-name.js';
import type { Policy } from '../policy/policy.js';
import type { Caller } from './screening.js';

/**
 * The caller and the campaign that calls are made for.
 *
 * @param asked the caller's name; undefined when nobody is named
 * @param campaign in its declared spelling; empty without one
 * @throws ScreeningError wrong-use for a caller that is not declared, with the nearest
 */
export function callsFor(
  asked: string | undefined,
  campaign: string,
  { callers, campaigns }: Pick<Configuration, 'callers' | 'campaigns'>,
  where: string,
): Caller {
  if (asked === undefined) return { caller: '', notBoundBy: [], campaign, campaigns };
  const book = new CallerBook(callers);
  const caller = book.named(asked, where);
  const bound = new Set(book.boundBy(caller));
  return { caller, notBoundBy: book.names.filter((name) => !bound.has(name)), campaign, campaigns };
}

/**
 * A caller is authorised as a person in law: under its name, its legal entity's, or a brand's. That a
 * firm calls for an authorised one does not make it one.
 *
 * @throws ScreeningError not-safe when the policy is for such callers, and this is none
 */
export function requireAuthorisation(
  { name: policy, authorisation: asked }: Policy,
  caller: string,
  { callers }: Pick<Configuration, 'callers'>,
): void {
  if (asked === '') return;
  const isAuthorised = [...callers].some(
    ([name, { legalEntity, brands, authorised }]) =>
      authorised.includes(asked) &&
      [name, legalEntity, ...brands].some((own) => foldName(own) === foldName(caller)),
  );
  if (isAuthorised) return;
  const declared = `authorised = ["${asked}"]`;
  throw notSafe({
    summary:
      caller === ''
        ? `the policy ${policy} clears calls of authorised callers only, and no caller was named`
        : `the policy ${policy} clears calls of authorised callers only, and '${caller}' is not declared as one`,
    why: 'PECR 2003 reg 21B lets only certain firms make calls about pensions',
    fix:
      caller === ''
        ? `name the caller with --caller; its section of the configuration must say ${declared}`
        : `if the firm is one of those, its section of the configuration must say ${declared}`,
    where: '--caller',
  });
}
