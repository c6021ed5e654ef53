import { BLOCK_SIZE } from '../core/packed-block.js';
import type { ObjectionTerms } from '../policy/objections.js';
import type { FragmentDraft } from './own-fragments.js';

/**
 * What the ledger lines of events say: canonical JSON (keys in order) of the event, which can be
 * written again from its fragment and its terms. Put together from parts, since only number and
 * reference differ in most lines of an import.
 */
export function* eventPayloads(
  batch: string,
  drafts: readonly FragmentDraft[],
  terms: readonly ObjectionTerms[],
): Generator<string> {
  const parts: (readonly [string, string, string] | undefined)[] = [];
  for (const { block, offsets, terms: places, references } of drafts) {
    for (let at = 0; at < offsets.length; at++) {
      const place = places[at] as number;
      const [before, between, after] = (parts[place] ??= payloadParts(
        batch,
        terms[place] as ObjectionTerms,
      ));
      const number = String(block * BLOCK_SIZE + (offsets[at] as number));
      const reference = references[at] ?? '';
      yield (
        before + number + between + (reference === '' ? '""' : JSON.stringify(reference)) + after
      );
    }
  }
}

function payloadParts(batch: string, t: ObjectionTerms): readonly [string, string, string] {
  const { caller, campaign, list, reason, source, told, told_text, undated, until } = t;
  const before = JSON.stringify({ batch, caller, campaign, class: t.class, list });
  const between = JSON.stringify({ reason });
  const after = JSON.stringify({ source, told, told_text, undated, until });
  return [
    `${before.slice(0, -1)},"number":`,
    `,${between.slice(1, -1)},"reference":`,
    `,${after.slice(1)}`,
  ];
}
