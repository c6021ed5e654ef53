import { ScreeningError, wrongUse } from '../../core/errors.js';
import { readWrittenDay } from '../../files/written-day.js';
import { asEvidence } from '../../policy/evidence.js';
import { holdsNothing } from '../passed-on/record.js';
import { otherOrder, readToldDay } from '../passed-on/told-day.js';
import type { ConsentColumn, ConsentReading } from './reading.js';
import type { SaidConsent } from './said-terms.js';
import { readKind, readObtained, readPurposes } from './words.js';

/** What was made of cells that are not as they should be, counted in such cells. */
export interface ConsentNotes {
  /** A day that is none, or lies before any record of calls: the consent is undated. */
  daysUnread: number;
  /** A day after today: the same. */
  daysAhead: number;
  /** Evidence that is a placeholder, `n/a` or the like: recorded as not said. */
  placeholders: number;
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
 * @param text trimmed; one without anything that can be seen says nothing
 * @throws ScreeningError wrong-use for a day that the file writes in another order than was said
 */
export function sayOf(
  column: ConsentTermsColumn,
  text: string,
  reading: ConsentReading,
): SaidByCell {
  if (holdsNothing(text)) return NOTHING;
  switch (column) {
    case 'caller':
      return known(() => ({ caller: reading.caller(text, '') }));
    case 'on':
      return sayDay(text, reading);
    case 'until': {
      const until = readWrittenDay(text, reading.days);
      if (until !== undefined) return { terms: { until } };
      refuseOtherOrder(text, reading);
      return { terms: {}, reject: `the last day '${text}' is none` };
    }
    case 'method':
    case 'wording': {
      const evidence = asEvidence(text);
      const terms = { [column]: evidence };
      return evidence === '' ? { terms, note: 'placeholders' } : { terms };
    }
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

function sayDay(text: string, reading: ConsentReading): SaidByCell {
  const on = readToldDay(text, reading.days, reading.today);
  if (on !== 'ahead' && on !== 'unread') return { terms: { on } };
  refuseOtherOrder(text, reading);
  const note = on === 'ahead' ? 'daysAhead' : 'daysUnread';
  return { terms: { on: undefined, given_text: text }, note, isLiteral: true };
}

/**
 * A day that only another order makes one shows that all days of the file may be read wrongly: the
 * 5th of June as the 6th of May, after an objection and not before it.
 */
function refuseOtherOrder(text: string, { days }: ConsentReading): void {
  const other = otherOrder(text, days);
  if (other === undefined) return;
  throw wrongUse({
    summary: `'${text}' is no day in the order ${days}, but is one in the order ${other}`,
    why: 'nothing was recorded: the other days of the file may be read wrongly',
    fix: `if the file writes days so, --days ${other}; if it mixes orders, have it write YYYY-MM-DD`,
    where: '--days',
  });
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
