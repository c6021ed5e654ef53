import { londonDay, type Instant } from '../core/day.js';
import { EXPORTED_HEADER, exportedLine } from '../files/exported-list.js';
import { FAR_DAY } from '../policy/objections.js';
import { anyCall, standingObjections } from '../policy/standing.js';
import { knowingInstant, ledgerHead } from '../store/ledger.js';
import { openHeld } from '../store/no-database.js';
import { OwnLists, type RecordedEvent } from '../store/own-lists.js';
import { OwnParties } from '../store/own-parties.js';
import { listsHeld } from '../store/own-terms.js';
import { openLines } from '../store/own-unresolved.js';

/** An own list as it is told: its lines are worked out as they are asked for. */
export interface ExportedList {
  readonly asOf: Instant;
  /** The file, a piece of text a line. To be gone through once. */
  readonly pieces: Iterable<string>;
  /** What the pieces held, when all of them were taken. */
  readonly counts: () => { readonly entries: number; readonly numbers: number };
  /** Persons or firms of the list who are known by a key alone, and have no number to write. */
  readonly parties: number;
  /** Lines of files for the list that could not be read, and wait. */
  readonly unread: number;
  readonly ledgerHead: string;
}

/** Which list is exported. */
export interface ListToExport {
  readonly database: string;
  /**
   * The name of the list, of those that it is given: the lists that anything is recorded of.
   *
   * @throws ScreeningError wrong-use for a list that there is not
   */
  readonly list: (held: readonly string[]) => string;
}

/**
 * Tells what stands on an own list today: every objection in force, told to whomever. What was withdrawn, and
 * what is over, is no part of it, nor are consents: a copy of all that is a backup's work.
 *
 * @param tell is given the list while the database is open
 * @throws ScreeningError wrong-use when there is no database or no such list; not-safe when entries are
 *   damaged
 */
export async function exportList<T>(
  { database, list }: ListToExport,
  clock: () => Instant,
  tell: (exported: ExportedList, name: string) => Promise<T>,
): Promise<T> {
  const store = openHeld(database);
  try {
    const asOf = knowingInstant(store, clock());
    const lists = new OwnLists(store, asOf);
    const calling = anyCall(londonDay(asOf));
    const standing = new OwnParties(store, lists).standing(calling);
    const unread = openLines(store);
    const named = list(listsHeld(store));
    const isOf = ({ terms }: Pick<RecordedEvent, 'terms'>): boolean => terms.list === named;
    const counts = { entries: 0, numbers: 0 };
    function* pieces(): Generator<string> {
      yield EXPORTED_HEADER;
      let last = 0;
      for (const e164 of lists.numbers()) {
        if (e164 === last) continue;
        last = e164;
        const events = standingObjections(lists.eventsOf(e164), calling).filter(isOf);
        // Said twice in the same words it is one row.
        const lines = new Set(events.map((event) => lineOf(e164, event)));
        counts.entries += lines.size;
        if (lines.size > 0) counts.numbers++;
        yield* lines;
      }
    }
    const exported: ExportedList = {
      asOf,
      pieces: pieces(),
      counts: () => counts,
      parties: standing.filter(({ events }) => events.some(isOf)).length,
      unread: unread.filter(isOf).length,
      ledgerHead: ledgerHead(store),
    };
    return await tell(exported, named);
  } finally {
    store.close();
  }
}

function lineOf(e164: number, { terms, reference }: RecordedEvent): string {
  const { class: reason, source, told, until, caller, campaign, undated } = terms;
  return exportedLine({
    number: `+${String(e164)}`,
    reason,
    source,
    reference,
    on: told,
    until: until === FAR_DAY ? '' : until,
    caller,
    campaign,
    note: terms.reason,
    on_known: undated === 1 ? 'no' : 'yes',
    on_as_said: terms.told_text,
  });
}
