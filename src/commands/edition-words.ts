import type { HeldEditions } from '../audit/explain/listings.js';
import { grouped } from '../ui/tables.js';

/**
 * How many editions of a register list a number, in words: `1 of 4 lists it, 1 says nothing of it`.
 *
 * @param what the number, as the sentence names it
 */
export function listingWords({ editions, listing, silent }: HeldEditions, what: string): string {
  if (editions === 1) {
    if (silent === 1) return `it says nothing of ${what}`;
    return listing === 1 ? `it lists ${what}` : `it does not list ${what}`;
  }
  if (silent === editions) return `none says anything of ${what}`;
  const nothing =
    silent === 0 ? '' : `, ${grouped(silent)} ${silent === 1 ? 'says' : 'say'} nothing of it`;
  if (listing === 0) return `none lists ${what}${nothing}`;
  if (listing === editions) return `each lists ${what}`;
  const verb = listing === 1 ? 'lists' : 'list';
  return `${grouped(listing)} of ${grouped(editions)} ${verb} ${what}${nothing}`;
}

/** The names of several things in a sentence: `a, b and c`. */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
