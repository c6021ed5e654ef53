import { addDays, daysBetween, londonDay, type Day, type Instant } from '../core/day.js';
import { guardRefused } from '../core/errors.js';
import { coverageWords } from '../registers/coverage.js';
import type { Edition } from '../store/editions.js';
import type { Outside } from './import-coverage.js';

/** What the guards look at: a new edition before it is sealed, and what is held. */
export interface Proposed {
  readonly register: string;
  readonly dated: Day;
  readonly fileTime: Instant;
  readonly numbers: number;
  readonly lines: number;
  readonly rejected: number;
  readonly numbersSha256: string;
  /** The edition in force, if any. */
  readonly inForce: Edition | undefined;
  readonly minimumNumbers: number;
  readonly publishedTotal: number;
  readonly alreadyPresent: number;
  readonly alreadyAbsent: number;
  /** Prefixes of a partial licence; empty for the whole register. */
  readonly covers: string;
  /** Numbers of the file that its coverage leaves out. */
  readonly outside: Outside;
  /** A full file of which nothing was said, after an edition of a partial licence. */
  readonly coverageForgotten: boolean;
}

/** A guard: what makes an import doubtful, in words, or undefined when it is not. */
interface Guard {
  readonly name: string;
  readonly objection: (proposed: Proposed) => string | undefined;
}

/** For so long two files may hold the same numbers: a bank-holiday weekend. */
const DAYS_WITHOUT_CHANGES = 4;

/** One unreadable line in so many is more than a stray header. */
const UNREADABLE_SHARE = 1000;
/** Shorter files are samples, where one line is a large share. */
const LINES_OF_A_REGISTER = 100;

/**
 * The guards that an operator can override with a reason (cli.md section 5). Every one that
 * objects is named, not only the first.
 */
const GUARDS: readonly Guard[] = [
  {
    name: 'earlier than the edition in force',
    objection: ({ dated, inForce }) =>
      inForce && dated < inForce.dated
        ? `it is dated ${dated}, before the edition in force (${inForce.dated})`
        : undefined,
  },
  {
    name: 'another content for the same day',
    objection: ({ dated, inForce, numbersSha256, covers }) => {
      if (inForce?.dated !== dated) return undefined;
      if (inForce.numbers_sha256 !== numbersSha256) {
        return `an edition dated ${dated} with other numbers is in force already`;
      }
      return inForce.covers === covers
        ? undefined
        : `the edition dated ${dated} that is in force covers ${coverageWords(inForce)}`;
    },
  },
  {
    name: 'no change for too long',
    objection: ({ dated, inForce, numbersSha256 }) =>
      inForce?.numbers_sha256 === numbersSha256 &&
      daysBetween(inForce.dated, dated) > DAYS_WITHOUT_CHANGES
        ? `it holds the same numbers as the edition of ${inForce.dated}, ` +
          `${String(daysBetween(inForce.dated, dated))} days before: probably an old file under a new day`
        : undefined,
  },
  {
    name: "dated after the file's own day",
    objection: ({ dated, fileTime }) =>
      dated > londonDay(fileTime)
        ? `it is dated ${dated}, but the file itself is of ${londonDay(fileTime)}`
        : undefined,
  },
  {
    name: 'fewer numbers than the configured minimum',
    objection: ({ numbers, minimumNumbers }) =>
      numbers < minimumNumbers
        ? `it holds ${String(numbers)} numbers, fewer than minimum_numbers = ${String(minimumNumbers)}`
        : undefined,
  },
  {
    name: 'unreadable lines',
    objection: ({ lines, rejected }) =>
      lines >= LINES_OF_A_REGISTER && rejected > 1 && rejected * UNREADABLE_SHARE > lines
        ? `${String(rejected)} of its ${String(lines)} lines cannot be read: numbers on them would not be known`
        : undefined,
  },
  {
    name: 'other total than published',
    objection: ({ numbers, publishedTotal }) =>
      publishedTotal > 0 && numbers !== publishedTotal
        ? `it holds ${String(numbers)} numbers, but ${String(publishedTotal)} were published`
        : undefined,
  },
  {
    name: 'changes that do not fit',
    objection: ({ alreadyPresent, alreadyAbsent }) =>
      alreadyPresent + alreadyAbsent > 0
        ? `${String(alreadyPresent)} numbers marked A are there already and ` +
          `${String(alreadyAbsent)} marked D are not: perhaps it was applied before`
        : undefined,
  },
  {
    name: 'numbers outside --covers',
    objection: ({ outside: { count, examples }, covers }) =>
      count > 0
        ? `${count === 1 ? '1 number is' : `${String(count)} numbers are`} outside the licence, ` +
          `which covers ${coverageWords({ covers })} (${examples.join(', ')})`
        : undefined,
  },
  {
    name: '--covers not given',
    objection: ({ coverageForgotten, inForce }) =>
      inForce && coverageForgotten
        ? `--covers was not given, but the edition in force covers ${coverageWords(inForce)}: ` +
          'say --covers with the codes of the licence, or --accept-change if it is now for the whole register'
        : undefined,
  },
];

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
  const found = GUARDS.flatMap(({ name, objection }) => {
    const words = objection(proposed);
    return words === undefined ? [] : [{ name, words }];
  });
  if (found.length > 0 && accepted === '') {
    throw guardRefused({
      summary: `${file} was not imported: ${found.map(({ words }) => words).join('; ')}`,
      why: 'the edition in force stays as it was',
      fix: 'check the file and the day; if both are right, add --accept-change "WHY"',
      where: file,
    });
  }
  return found.map(({ name }) => name);
}

/** `dated` of a file when only the day of its download is known: the day before. */
export function datedFromDownload(downloaded: Day): Day {
  return addDays(downloaded, -1);
}
