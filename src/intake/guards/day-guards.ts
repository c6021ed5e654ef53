import { daysBetween, londonDay } from '../../core/day.js';
import { coverageWords } from '../../registers/coverage.js';
import { grouped } from '../../ui/tables.js';
import { FEWEST_CHANGED, type Guard } from './guard.js';

/** For so long two files may hold the same numbers: a bank-holiday weekend. */
const DAYS_WITHOUT_CHANGES = 4;

/** Guards that ask whether a file is of the day that was said. */
export const DAY_GUARDS: readonly Guard[] = [
  {
    name: 'earlier than the edition in force',
    when: 'it is dated before the edition in force',
    objection: ({ dated, inForce }) =>
      inForce && dated < inForce.dated
        ? `it is dated ${dated}, before the edition in force (${inForce.dated})`
        : undefined,
    fix: () => 'check the day: let through, it enters as history and the edition in force stays',
  },
  {
    name: 'another content for the same day',
    when: 'an edition of that day with other numbers, or another coverage, is in force',
    objection: ({ dated, inForce, numbersSha256, covers }) => {
      if (inForce?.dated !== dated) return undefined;
      if (inForce.numbers_sha256 !== numbersSha256) {
        return `an edition dated ${dated} with other numbers is in force already`;
      }
      return inForce.covers === covers
        ? undefined
        : `the edition dated ${dated} that is in force covers ${coverageWords(inForce)}`;
    },
    fix: () => 'check the day: two files of one day are the same, unless one of them is wrong',
  },
  {
    name: 'no change for too long',
    when:
      `it holds the same numbers as all editions since more than ${String(DAYS_WITHOUT_CHANGES)} days ` +
      'before it, or since the last that `--accept-change` let through',
    objection: ({ dated, inForce, unchangedSince: since }) => {
      const days = since === undefined ? 0 : daysBetween(since, dated);
      if (since === undefined || days <= DAYS_WITHOUT_CHANGES) return undefined;
      const alike = inForce && inForce.dated > since ? ' and every one after it' : '';
      return (
        `it holds the same numbers as the edition of ${since}${alike}, ${grouped(days)} days before: ` +
        'probably an old file under a new day'
      );
    },
    fix: () => 'download the file of that day',
  },
  {
    name: 'the numbers of an earlier edition',
    when: `it holds the same numbers, ${grouped(FEWEST_CHANGED)} or more, as an edition earlier than the one before it`,
    objection: ({ sameEarlier, before, numbers }) =>
      sameEarlier && before && numbers >= FEWEST_CHANGED
        ? `it holds the same numbers as the edition of ${sameEarlier.dated}, and not those of ` +
          `${before.dated}: probably an old file under a new day`
        : undefined,
    fix: () => 'download the file of that day',
  },
  {
    name: "dated after the file's own day",
    when: 'its day lies after that on which the file was last written',
    objection: ({ dated, fileTime, entryTime }) => {
      // A copy has the time of its copying: what stands in the archive is the better evidence.
      const isOlder = entryTime !== '' && entryTime < fileTime;
      const day = londonDay(isOlder ? entryTime : fileTime);
      const what = isOlder ? 'what is packed in it' : 'the file itself';
      return dated > day ? `it is dated ${dated}, but ${what} is of ${day}` : undefined;
    },
    fix: () => 'check the day: a register is cut on or before the day of its file',
  },
];
