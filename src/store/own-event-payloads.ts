import { BLOCK_SIZE } from '../core/packed-block.js';
import type { ConsentTerms } from '../policy/consents.js';
import type { ObjectionTerms } from '../policy/objections.js';
import { canonicalEntries } from './ledger.js';
import type { FragmentDraft } from './own-fragments.js';

/** Of so many terms the parts are kept; terms beyond are hardly met twice. */
const MOST_KNOWN = 20_000;

/**
 * What the ledger lines of events say: canonical JSON (keys in order) of the event, which can be
 * written again from its fragment and its terms. Put together from parts, since only number and
 * reference differ in most lines of an import.
 */
export function* eventPayloads(
  batch: string,
  drafts: readonly FragmentDraft[],
  terms: readonly (ObjectionTerms | ConsentTerms)[],
): Generator<string> {
  const keys = eventKeys(terms[0]);
  const known: (readonly [string, string, string] | undefined)[] = [];
  for (const { block, offsets, terms: places, references } of drafts) {
    for (let at = 0; at < offsets.length; at++) {
      const place = places[at] as number;
      const said = terms[place] as ObjectionTerms | ConsentTerms;
      const parts = known[place] ?? payloadParts(batch, said, keys);
      if (place < MOST_KNOWN) known[place] = parts;
      const [before, between, after] = parts;
      const number = String(block * BLOCK_SIZE + (offsets[at] as number));
      const reference = references[at] ?? '';
      yield (
        before + number + between + (reference === '' ? '""' : JSON.stringify(reference)) + after
      );
    }
  }
}

/** The canonical JSON of an event, cut where its number and its reference stand. */
function payloadParts(
  batch: string,
  terms: ObjectionTerms | ConsentTerms,
  { before, between, after }: EventKeys,
): readonly [string, string, string] {
  const said: Readonly<Record<string, unknown>> = { ...terms, batch };
  return [
    `{${canonicalEntries(said, before)},"number":`,
    `,${between.length === 0 ? '' : `${canonicalEntries(said, between)},`}"reference":`,
    `${after.length === 0 ? '' : `,${canonicalEntries(said, after)}`}}`,
  ];
}

/** Keys of an event in canonical order, before its number, up to its reference, and after it. */
interface EventKeys {
  readonly before: readonly string[];
  readonly between: readonly string[];
  readonly after: readonly string[];
}

function eventKeys(terms: ObjectionTerms | ConsentTerms | undefined): EventKeys {
  const keys = ['batch', ...Object.keys(terms ?? {})].sort();
  return {
    before: keys.filter((key) => key < 'number'),
    between: keys.filter((key) => key > 'number' && key < 'reference'),
    after: keys.filter((key) => key > 'reference'),
  };
}
