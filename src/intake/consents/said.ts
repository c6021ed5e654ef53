import { ScreeningError } from '../../core/errors.js';
import { readWrittenDay } from '../../files/written-day.js';
import { readToldDay } from '../passed-on/told-day.js';
import type { ConsentColumn, ConsentReading } from './reading.js';
import type { SaidConsent } from './said-terms.js';
import { readKind, readObtained, readPurposes } from './words.js';

/** What was made of cells that are not as they should be, counted in rows. */
export interface ConsentNotes {
  /** A day that is none, or lies before any record of calls: the consent is undated. */
  daysUnread: number;
  /** A day after today: the same. */
  daysAhead: number;
}

/** What one cell says of a consent. */
export interface SaidByCell {
  readonly terms: Partial<SaidConsent>;
  readonly note?: keyof ConsentNotes;
  /** Why its rows are rejected; undefined when they are not. */
  readonly reject?: string;
  /** The cell stands in the terms as it is written, time of day and all. */
  readonly isLiteral?: true;
}

/** The columns that terms are read from; references are kept by row. */
export type ConsentTermsColumn = Exclude<ConsentColumn, 'reference'>;

/**
 * What a cell says. Evidence that cannot be understood is no evidence: such a row is rejected, but
 * for the day, without which a consent is recorded and not usable.
 *
 * @param text trimmed; an empty one says nothing
 */
export function sayOf(
  column: ConsentTermsColumn,
  text: string,
  reading: ConsentReading,
): SaidByCell {
  if (text === '') return NOTHING;
  switch (column) {
    case 'caller':
      return known(() => ({ caller: reading.caller(text, '') }));
    case 'on':
      return sayDay(text, reading);
    case 'until': {
      const until = readWrittenDay(text, reading.days);
      if (until !== undefined) return { terms: { until } };
      return { terms: {}, reject: `the last day '${text}' is none` };
    }
    case 'method':
      return { terms: { method: text } };
    case 'wording':
      return { terms: { wording: text } };
    case 'for':
      return known(() => sayPurposes(text));
    case 'kind':
      return known(() => ({ kind: readKind(text, '') }));
    case 'obtained':
      return known(() => ({ obtained: readObtained(text, '') }));
  }
}

const NOTHING: SaidByCell = { terms: {} };

function sayPurposes(text: string): Partial<SaidConsent> {
  const purposes = readPurposes(text, '');
  return purposes === '' ? {} : { purposes };
}

function sayDay(text: string, { days, today }: ConsentReading): SaidByCell {
  const on = readToldDay(text, days, today);
  if (on !== 'ahead' && on !== 'unread') return { terms: { on } };
  const note = on === 'ahead' ? 'daysAhead' : 'daysUnread';
  return { terms: { on: undefined, given_text: text }, note, isLiteral: true };
}

/** What is read, or that its rows are rejected because a name or a word means nothing. */
function known(read: () => Partial<SaidConsent>): SaidByCell {
  try {
    return { terms: read() };
  } catch (error) {
    if (!(error instanceof ScreeningError)) throw error;
    const { summary, fix } = error.explanation;
    return { terms: {}, reject: fix === undefined ? summary : `${summary}: ${fix}` };
  }
}
