import { daysBetween as daysApart, type Day } from '../../core/day.js';
import { DAYS_A_FILE_CLEARS } from '../../registers/registers.js';
import type { CallReason } from './call-verdicts.js';

const EPOCH = '1970-01-01' as Day;
/** Days since then of days that were asked about: there are few, and of a million calls each is asked. */
const DAY_NUMBERS = new Map<Day, number>();

/** Days on a register from which on a call is a breach (PECR 2003 reg 21(3)). */
const PROTECTED = DAYS_A_FILE_CLEARS + 1;

/** A file of a register, as far as findings depend on it. */
export interface FileDay {
  readonly dated: Day;
  /** Its day was worked out and may be later than the file's own. */
  readonly estimated: boolean;
}

/**
 * How a number stands in each file of a register, in order of their days: `1` it is there, `0` it is
 * not, `-` the licence left it out, `?` the file's numbers are not held.
 */
export type FileMarks = string;

/** Whether a number stood on a register in a file up to a day, and not in the last of those. */
export function hadLeft(files: readonly FileDay[], marks: FileMarks, day: Day): boolean {
  const place = files.findLastIndex(({ dated }) => dated <= day);
  return place >= 0 && marks[place] !== '1' && marks.slice(0, place).includes('1');
}

/** What one register says of a call. */
export interface RegisterFinding {
  /** Undefined where the file in date covers the number and lacks it. */
  readonly reason: CallReason | undefined;
  /** Whether a file lists the number, so that a consent could clear the call. */
  readonly isListed: boolean;
  /** Day of the first file of the listing that has the number; empty where nothing lists it. */
  readonly listedFrom: Day | '';
  /** Day of the last file before that which surely lacked it; empty where there is none. */
  readonly listedAfter: Day | '';
  /**
   * Days on the register up to the call, at least and at most; undefined where there is no bound. At
   * least, only to the file in date where the next one lacks the number, and where none was in date.
   */
  readonly atLeast: number | undefined;
  readonly atMost: number | undefined;
}

const NOTHING = {
  isListed: false,
  listedFrom: '',
  listedAfter: '',
  atLeast: undefined,
  atMost: undefined,
} as const;

/**
 * What the files of a register say of a number on the day of a call, all of them known: later files
 * bound what the one in date cannot say. Files have no dates for single numbers, so a listing began
 * between two files; a call is a breach only where it was listed for 28 days even by the later one,
 * through files that follow one another within 28 days.
 *
 * @param stoodBefore whether the number had left another register by then: the 28 days are had once
 */
export function registerFinding(
  files: readonly FileDay[],
  marks: FileMarks,
  day: Day,
  stoodBefore: boolean,
): RegisterFinding {
  const place = files.findLastIndex(({ dated }) => dated <= day);
  const before = files[place];
  const isInDate = before !== undefined && daysBetween(before.dated, day) < PROTECTED;
  const mark = marks[place];
  if (!isInDate || mark === '?') return besideGap(files, marks, day, place, isInDate);
  if (mark === '-') return { ...NOTHING, reason: 'not-covered' };
  if (mark === '0') return { ...NOTHING, reason: undefined };
  const bounds = boundsOf(files, marks, day, place);
  const surely = daysBetween(unbrokenFrom(files, marks, place), day) >= PROTECTED;
  const mayHaveLeft = marks[place + 1] === '0' && before.dated < day;
  const lastCertain = mayHaveLeft ? before.dated : day;
  const reason = ((): CallReason => {
    if (surely) return mayHaveLeft ? 'perhaps-left' : 'listed-28-days';
    if (bounds.atMost === undefined || bounds.atMost >= PROTECTED) return 'perhaps-28-days';
    const first = files.findIndex(({ dated }) => dated === bounds.listedFrom);
    const isFirst = !stoodBefore && !marks.slice(0, first).includes('1');
    return isFirst ? 'listed-under-28-days' : 'listed-before';
  })();
  const atLeast = daysBetween(bounds.listedFrom, lastCertain);
  return { reason, isListed: true, ...bounds, atLeast };
}

/**
 * No file in date: only what lists the number on a side says that there may have been a breach. The time
 * before the first file is such a gap without a beginning.
 */
function besideGap(
  files: readonly FileDay[],
  marks: FileMarks,
  day: Day,
  place: number,
  isInDate: boolean,
): RegisterFinding {
  const why: CallReason = isInDate ? 'file-not-held' : 'no-file-in-date';
  const last = files[place];
  if (last !== undefined && marks[place] === '1') {
    const bounds = boundsOf(files, marks, day, place);
    const atLeast = daysBetween(bounds.listedFrom, last.dated);
    return { ...bounds, atLeast, reason: 'listed-beside-gap', isListed: true };
  }
  if (marks[place + 1] !== '1') return { ...NOTHING, reason: why };
  // Not on the file before the gap, on the one after it: from when on is all that is open.
  const listedAfter = surelyWithout(files, marks, place + 1);
  const atMost = listedAfter === '' ? undefined : daysBetween(listedAfter, day);
  if (atMost !== undefined && atMost < PROTECTED) return { ...NOTHING, reason: why };
  const listedFrom: Day | '' = files[place + 1]?.dated ?? '';
  const bounds = { listedFrom, listedAfter, atLeast: undefined, atMost };
  return { ...bounds, reason: 'listed-beside-gap', isListed: true };
}

function boundsOf(
  files: readonly FileDay[],
  marks: FileMarks,
  day: Day,
  place: number,
): { readonly listedFrom: Day } & Pick<RegisterFinding, 'listedAfter' | 'atMost'> {
  let listedFrom = (files[place] as FileDay).dated;
  for (let at = place; at >= 0 && marks[at] !== '0'; at--) {
    if (marks[at] === '1') listedFrom = (files[at] as FileDay).dated;
  }
  const listedAfter = surelyWithout(files, marks, place);
  return {
    listedFrom,
    listedAfter,
    atMost: listedAfter === '' ? undefined : daysBetween(listedAfter, day),
  };
}

/** The last file before a place that surely lacked the number; an estimated day may be too late. */
function surelyWithout(files: readonly FileDay[], marks: FileMarks, place: number): Day | '' {
  for (let at = place - 1; at >= 0; at--) {
    const file = files[at] as FileDay;
    if (marks[at] === '0' && !file.estimated) return file.dated;
  }
  return '';
}

/** The first of the files with the number that follow one another within 28 days up to a place. */
function unbrokenFrom(files: readonly FileDay[], marks: FileMarks, place: number): Day {
  let from = (files[place] as FileDay).dated;
  for (let at = place - 1; at >= 0 && marks[at] === '1'; at--) {
    const { dated } = files[at] as FileDay;
    if (daysBetween(dated, from) > PROTECTED) break;
    from = dated;
  }
  return from;
}

function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

function dayNumber(day: Day): number {
  let known = DAY_NUMBERS.get(day);
  if (known === undefined) DAY_NUMBERS.set(day, (known = daysApart(EPOCH, day)));
  return known;
}
