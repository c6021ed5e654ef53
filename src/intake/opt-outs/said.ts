import type { Day } from '../../core/day.js';
import type { DayOrder } from '../../config/settings.js';
import { readWrittenDay } from '../../files/written-day.js';
import {
  FAR_DAY,
  OBJECTION_CLASSES,
  SAID_CLASS_NAMES,
  type ObjectionClass,
  type ObjectionTerms,
} from '../../policy/objections.js';
import { EARLIEST_TOLD, readToldDay } from '../passed-on/told-day.js';

/** What was made of cells that are not as they should be, counted in rows. */
export interface TermsNotes {
  /** A day told that is none, or lies before any record of calls: the row counts as told today. */
  daysUnread: number;
  /** A day told after today: the same. */
  daysAhead: number;
  /** A last day that is none, or lies before the day told: the row has no end. */
  untilUnread: number;
  /** A last day that the class cannot have: the row has no end. */
  untilNotForClass: number;
  /** Rows whose last day is over: they block nothing. */
  untilOver: number;
  /** A reason that is no class, kept as text. */
  reasonsAsText: number;
}

/** Of rows with which all is well. */
export const NOTHING_NOTED: Readonly<TermsNotes> = {
  daysUnread: 0,
  daysAhead: 0,
  untilUnread: 0,
  untilNotForClass: 0,
  untilOver: 0,
  reasonsAsText: 0,
};

/** What one cell says for the terms, and what is to be noted of it. */
export interface Said {
  readonly terms: Partial<ObjectionTerms>;
  readonly note?: keyof TermsNotes;
  /** The cell stands in the terms as it is written, time of day and all. */
  readonly isLiteral?: true;
}

/**
 * The class that a reason names, or its text. Text does not weaken a class that nothing lifts. What an
 * erasure leaves (`suppressed`) is text too: no file of ours has it, and diallers use the word for any entry.
 *
 * @param byDefault the class of rows without a reason
 */
export function sayReason(text: string, byDefault: ObjectionClass): Said {
  const name = text.toLowerCase().replace(/[\s_-]+/g, '-');
  const named = SAID_CLASS_NAMES.find((known) => known === name);
  if (named) return { terms: { class: named } };
  const lifted = OBJECTION_CLASSES.some((row) => row.name === byDefault && row.lifted);
  return {
    terms: { class: lifted ? 'other' : byDefault, reason: text },
    note: 'reasonsAsText',
  };
}

/** The day told. A row whose day is none, too early or still to come counts as told today. */
export function sayDay(text: string, order: DayOrder, today: Day): Said {
  const told = readToldDay(text, order, today);
  if (told !== 'ahead' && told !== 'unread') return { terms: { told, undated: 0 } };
  return {
    terms: { told: today, undated: 1, told_text: text },
    note: told === 'ahead' ? 'daysAhead' : 'daysUnread',
    isLiteral: true,
  };
}

/** The last day that blocks; none for a text that is no day. */
export function sayUntil(text: string, order: DayOrder): Said {
  const until = readWrittenDay(text, order);
  // What programs write for an empty day: 1899-12-30, 1900-01-01, 1970-01-01.
  if (until === undefined || until < EARLIEST_TOLD) {
    return { terms: { until: FAR_DAY }, note: 'untilUnread' };
  }
  return { terms: { until } };
}

/**
 * The terms without a last day that they cannot have: only some classes have one, and it does not
 * lie before the day told. What was dropped is added to the notes.
 */
export function withoutFalseEnd(
  terms: ObjectionTerms,
  notes: (keyof TermsNotes)[],
  today: Day,
): ObjectionTerms {
  const mayEnd = OBJECTION_CLASSES.some(({ name, mayEnd }) => name === terms.class && mayEnd);
  if (terms.until === FAR_DAY) return terms;
  if (mayEnd && (terms.undated === 1 || terms.until >= terms.told)) {
    if (terms.until < today) notes.push('untilOver');
    return terms;
  }
  notes.push(mayEnd ? 'untilUnread' : 'untilNotForClass');
  return { ...terms, until: FAR_DAY };
}
