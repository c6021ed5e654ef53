import { londonDay, type Day, type Instant } from '../core/day.js';
import { BLOCK_SIZE } from '../core/packed-block.js';
import type { ConsentTerms } from '../policy/consents.js';
import { consentIsOver, endsAnother } from '../policy/consents-over.js';
import type { Store } from './database.js';
import { NeutralTerms, rewriteFragment } from './erasing-rows.js';
import { statement } from './statement.js';
import { FAR_INSTANT } from './ledger.js';
import { NeutralWords } from './neutral-words.js';
import { termsKind } from './own-batches.js';
import { Fragment, type FragmentRow } from './own-fragments.js';
import { OwnLists, type RecordedEvent } from './own-lists.js';
import { TermsTable } from './own-terms.js';

type FragmentKey = Pick<FragmentRow, 'block' | 'batch' | 'kind' | 'layer'>;

/** A consent, or what a file said of it again, whose evidence can go. */
export interface OverConsent {
  readonly number: number;
  readonly fragment: FragmentKey;
  readonly place: number;
}

interface Said extends OverConsent {
  readonly recorded: Instant;
  readonly terms: ConsentTerms;
  readonly reference: string;
}

/**
 * The consents with evidence on which no call of a day or later can rest: they were recorded before it,
 * and ended or were withdrawn before it. One that ended another which would hold still stays: without
 * it the other would count again.
 */
export function consentsOver(store: Store, day: Day): OverConsent[] {
  const lists = new OwnLists(store, FAR_INSTANT);
  const recorded = new Map(
    lists.batches
      .filter((batch) => termsKind(batch) === 'consents')
      .map((batch) => [batch.id, batch.recorded]),
  );
  return blocksOf(store, recorded.keys()).flatMap((block) => {
    const said = Array.from(saidIn(store, block, recorded).values());
    return said.flatMap((ofNumber) => overOf(ofNumber, lists, day));
  });
}

function overOf(said: readonly Said[], lists: OwnLists, day: Day): readonly Said[] {
  const old = said.filter((one) => londonDay(one.recorded) < day && hasEvidence(one));
  const [first] = old;
  if (first === undefined) return [];
  const events = lists.eventsOf(first.number).filter((event) => mayEnd(event, day));
  const isOver = ({ terms }: Said) => consentIsOver(terms, events, day);
  return old.filter(
    (one) => isOver(one) && said.every((other) => isOver(other) || !endsAnother(one, other)),
  );
}

/** What was told and recorded before a day; withdrawals whenever: a mistake was one from the start. */
function mayEnd({ kind, terms, batch }: RecordedEvent, day: Day): boolean {
  return kind === 'withdrawal' || (terms.told < day && londonDay(batch.recorded) < day);
}

function hasEvidence({ terms, reference }: Said): boolean {
  return [terms.method, terms.wording, reference].some((text) => text !== '');
}

function blocksOf(store: Store, batches: Iterable<number>): number[] {
  const find = statement(store, 'SELECT DISTINCT block FROM own_fragment WHERE batch = ?', 'pluck');
  const blocks = new Set(Array.from(batches, (batch) => find.all(batch) as number[]).flat());
  return [...blocks].sort((a, b) => a - b);
}

/** What is said of consents, by number; what files said again too. */
function saidIn(
  store: Store,
  block: number,
  recorded: ReadonlyMap<number, Instant>,
): ReadonlyMap<number, readonly Said[]> {
  const table = new TermsTable(store, 'consents');
  const found = new Map<number, Said[]>();
  const rows = statement(store, 'SELECT * FROM own_fragment WHERE block = ?').all(block);
  for (const row of rows as FragmentRow[]) {
    const instant = recorded.get(row.batch);
    if (instant === undefined) continue;
    const fragment = new Fragment(row, store.name);
    fragment.offsets.forEach((offset, place) => {
      const number = block * BLOCK_SIZE + offset;
      const terms = table.of(fragment.terms(place));
      const reference = fragment.reference(place);
      const said = { number, fragment: row, place, recorded: instant, terms, reference };
      const others = found.get(number);
      if (others) others.push(said);
      else found.set(number, [said]);
    });
  }
  return found;
}

/**
 * Takes the evidence of consents away: method, wording, reference, and what was said of the day. Caller,
 * days and purposes stay. Salts and rows of batches are for the caller (erasing-lines.ts).
 *
 * @returns sequences of the lines whose salts have to go
 */
export function dropEvidence(store: Store, over: readonly OverConsent[]): number[] {
  const neutral = new NeutralTerms(store);
  const words = new NeutralWords([]);
  const table = new TermsTable(store, 'consents');
  const lines: number[] = [];
  const find = statement(
    store,
    'SELECT * FROM own_fragment WHERE block = ? AND batch = ? AND kind = ? AND layer = ?',
  );
  for (const places of byFragment(over).values()) {
    const { block, batch, kind, layer } = (places[0] as OverConsent).fragment;
    const row = find.get(block, batch, kind, layer) as FragmentRow;
    const fragment = new Fragment(row, store.name);
    const changes = new Map<number, { terms: number; reference: string }>();
    for (const { place } of places) {
      const id = fragment.terms(place);
      const terms = neutral.idOf('consents', words.consent(table.of(id)));
      neutral.leave('consents', id);
      changes.set(place, { terms, reference: '' });
      if (kind === 'event') lines.push(row.first + place);
    }
    rewriteFragment(store, fragment, changes);
  }
  neutral.dropUnused();
  return lines;
}

function byFragment(over: readonly OverConsent[]): ReadonlyMap<string, readonly OverConsent[]> {
  const found = new Map<string, OverConsent[]>();
  for (const one of over) {
    const { block, batch, kind, layer } = one.fragment;
    const key = [block, batch, kind, layer].join(' ');
    const others = found.get(key);
    if (others) others.push(one);
    else found.set(key, [one]);
  }
  return found;
}
