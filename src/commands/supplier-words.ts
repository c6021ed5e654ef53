import type { ClaimAnswer, ClaimedScreening } from '../audit/claimed-screening.js';
import type { ScrubResult } from '../scrub/scrub.js';
import { counted, grouped, percent } from '../ui/tables.js';
import { printable } from '../ui/voice.js';
import type { Context } from './context.js';

/** Who supplied the list of a run, and what came of the claim, in the JSON of `scrub`. */
export function claimJson({ record: { supplier } }: ScrubResult, claim: ClaimAnswer | undefined) {
  if (supplier === undefined) return {};
  const { name, claimed_screened: day } = supplier;
  return {
    supplier: name,
    claimed_screened: day === '' ? null : day,
    ...(claim && { claim: answerJson(claim) }),
  };
}

function answerJson(claim: ClaimAnswer): object {
  return 'notKnown' in claim ? { not_known: claim.notKnown } : countsJson(claim);
}

function countsJson({ day, numbers, listed, listedLong, noData }: ClaimedScreening): object {
  return { day, numbers, listed, listed_28_days: listedLong, no_data: noData };
}

/** The same for a person: nothing, or lines below the summary. */
export function supplierText(
  { record: { supplier } }: ScrubResult,
  claim: ClaimAnswer | undefined,
  { paint }: Pick<Context, 'paint'>,
): string {
  if (supplier === undefined) return '';
  const name = printable(supplier.name);
  if (claim === undefined) return `\nSupplied by ${name}.`;
  const day = supplier.claimed_screened;
  if ('notKnown' in claim) {
    const words = `Supplied by ${name}. Whether it was screened on ${day} is not known: ${claim.notKnown}.`;
    return `\n${paint('doubt', words)}`;
  }
  return `\n${claimLines(name, claim)
    .map(({ isBad, words }) => paint(isBad ? 'doubt' : 'quiet', words))
    .join('\n')}`;
}

function claimLines(
  name: string,
  { day, numbers, listed, listedLong, noData }: ClaimedScreening,
): { isBad: boolean; words: string }[] {
  const isOne = numbers === 1;
  const these = isOne ? 'this 1 number' : `these ${counted(numbers, 'different number')}`;
  const when = `on ${day}, when ${name} says it screened ${isOne ? 'it' : 'them'}`;
  const doubts = noData.map(({ why }) => {
    return { isBad: true, words: `Of that day this is not known: ${why}.` };
  });
  if (listed === null || listedLong === null) {
    const words = `Whether ${these} ${isOne ? 'was' : 'were'} listed ${when}, is not known.`;
    return [{ isBad: true, words }, ...doubts];
  }
  const unknown = noData.map(({ register, numbers: of }) => {
    return of === numbers ? `${register} not known` : `${register} not known of ${grouped(of)}`;
  });
  const recent = listed - listedLong;
  // Numbers of the first file held may have been listed long before it.
  const less =
    recent === 0
      ? []
      : [
          `${counted(recent, 'more was', 'more were')} listed, for less long as far as the files held show`,
        ];
  const least = noData.length === 0 ? '' : 'at least ';
  const words = [
    `Of ${these}, ${least}${grouped(listedLong)} (${percent(listedLong, numbers)}) had been listed for 28 days or more ${when}`,
    ...less,
    ...unknown,
  ].join('; ');
  return [{ isBad: listed > 0 || noData.length > 0, words: `${words}.` }, ...doubts];
}
