import { BLOCK_SIZE } from '../core/packed-block.js';
import type { ConsentTerms } from '../policy/consents.js';
import type { ObjectionTerms } from '../policy/objections.js';
import { canonicalJson } from './ledger.js';
import type { FragmentDraft } from './own-fragments.js';

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
  const parts: (readonly [string, string, string] | undefined)[] = [];
  for (const { block, offsets, terms: places, references } of drafts) {
    for (let at = 0; at < offsets.length; at++) {
      const place = places[at] as number;
      const [before, between, after] = (parts[place] ??= payloadParts(
        batch,
        terms[place] as ObjectionTerms | ConsentTerms,
      ));
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
): readonly [string, string, string] {
  // Neither can occur in a text, where quotes have a backslash before them.
  const [number, reference] = ['"number":', '"reference":'];
  const text = canonicalJson({ ...terms, batch, number: 0, reference: '' });
  const [before = '', rest = ''] = text.split(`${number}0`);
  const [between = '', after = ''] = rest.split(`${reference}""`);
  return [before + number, between + reference, after];
}
