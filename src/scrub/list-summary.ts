import { londonDay, type Instant } from '../core/day.js';
import { anyCall, standingObjections } from '../policy/standing.js';
import { openForReading } from '../store/database.js';
import { knowingInstant } from '../store/ledger.js';
import { OwnLists, type RecordedEvent } from '../store/own-lists.js';
import { OwnParties } from '../store/own-parties.js';
import { openLines } from '../store/own-unresolved.js';

/** The entries of one own list and scope that are in force. */
export interface ListSummary {
  readonly list: string;
  /** Empty for everyone, and for every campaign. */
  readonly caller: string;
  readonly campaign: string;
  /** Objections in force, and the numbers and the persons or firms that they are about. */
  readonly entries: number;
  readonly numbers: number;
  readonly parties: number;
  readonly sources: readonly string[];
  /** First and last day on which one was told. */
  readonly firstTold: string;
  readonly lastTold: string;
  /** Lines of files for this list and scope that wait to be settled. */
  readonly unresolved: number;
}

interface Counting {
  list: string;
  caller: string;
  campaign: string;
  entries: number;
  numbers: number;
  parties: number;
  sources: Set<string>;
  firstTold: string;
  lastTold: string;
  unresolved: number;
}

/** What stands on the own lists today, by list and scope; changes nothing. */
export function listSummaries(database: string, now: Instant): ListSummary[] {
  const store = openForReading(database);
  if (store === undefined) return [];
  try {
    const asOf = knowingInstant(store, now);
    const today = londonDay(asOf);
    const calling = anyCall(today);
    const lists = new OwnLists(store, asOf);
    const found = new Map<string, Counting>();
    for (const e164 of lists.numbers()) {
      const standing = standingObjections(lists.eventsOf(e164), calling);
      for (const summary of countEntries(found, standing)) summary.numbers++;
    }
    for (const { events } of new OwnParties(store, lists).standing(calling)) {
      for (const summary of countEntries(found, events)) summary.parties++;
    }
    for (const { terms } of openLines(store)) countingOf(found, terms).unresolved++;
    return [...found.values()]
      .map((summary) => ({ ...summary, sources: [...summary.sources].sort() }))
      .sort((a, b) => (scopeKey(a) < scopeKey(b) ? -1 : 1));
  } finally {
    store.close();
  }
}

/** Counts the objections that stand against one number or party; the lists and scopes they are of. */
function countEntries(
  found: Map<string, Counting>,
  standing: readonly RecordedEvent[],
): ReadonlySet<Counting> {
  const counted = new Set<Counting>();
  for (const { terms } of standing) {
    const summary = countingOf(found, terms);
    summary.entries++;
    counted.add(summary);
    if (terms.source !== '') summary.sources.add(terms.source);
    if (terms.told < summary.firstTold || summary.firstTold === '') summary.firstTold = terms.told;
    if (terms.told > summary.lastTold) summary.lastTold = terms.told;
  }
  return counted;
}

interface Scope {
  readonly list: string;
  readonly caller: string;
  readonly campaign: string;
}

function scopeKey({ list, caller, campaign }: Scope): string {
  return JSON.stringify([list, caller, campaign]);
}

const NOTHING_COUNTED = {
  entries: 0,
  numbers: 0,
  parties: 0,
  unresolved: 0,
  firstTold: '',
  lastTold: '',
};

function countingOf(found: Map<string, Counting>, { list, caller, campaign }: Scope): Counting {
  const key = scopeKey({ list, caller, campaign });
  let summary = found.get(key);
  if (summary === undefined) {
    summary = { list, caller, campaign, ...NOTHING_COUNTED, sources: new Set() };
    found.set(key, summary);
  }
  return summary;
}
