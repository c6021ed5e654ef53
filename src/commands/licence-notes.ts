import { londonDay } from '../core/day.js';
import { licenceEnd, licenceWords } from '../scrub/licences.js';
import type { ScrubResult } from '../scrub/scrub.js';
import type { Context } from './context.js';

/** What is to be said of the licences under which a list was screened: of those that end soon. */
export function licenceNotes(
  { registers, plan }: ScrubResult,
  { configuration, clock }: Pick<Context, 'configuration' | 'clock'>,
): string[] {
  if (!plan.for_calling) return [];
  const today = londonDay(clock());
  return registers.flatMap(({ name, edition }) => {
    const end = licenceEnd(name, edition, configuration.licences, today);
    const words = end === undefined ? '' : licenceWords(end);
    return words === '' ? [] : [words];
  });
}
