import { standingObjections, type Calling } from '../policy/standing.js';
import type { Store } from './database.js';
import type { OwnLists, RecordedEvent } from './own-lists.js';
import type { PartyRow } from './own-party-rows.js';
import { TermsTable } from './own-terms.js';

/** A person or firm of whom something is recorded, whatever numbers they have. */
export interface OwnParty {
  /** What stands for it (core/party.ts). */
  readonly party: string;
  /** Which secret that was made with. */
  readonly keyId: string;
  /** In order of recording. */
  readonly events: readonly RecordedEvent[];
}

/**
 * What is recorded of parties, as it was known at an instant: by the batches of {@link OwnLists},
 * without what undone imports recorded. All of it is read at once: there are as many rows as somebody
 * typed, and none can be damaged unseen.
 */
export class OwnParties {
  readonly #parties = new Map<string, OwnParty & { readonly events: RecordedEvent[] }>();

  /** @throws ScreeningError not-safe when the terms of an event are damaged */
  constructor(store: Store, { batches, voided }: Pick<OwnLists, 'batches' | 'voided'>) {
    const terms = new TermsTable(store, 'objections');
    const byId = new Map(batches.map((batch) => [batch.id, batch]));
    const rows = store.prepare('SELECT * FROM own_party ORDER BY sequence').all() as PartyRow[];
    for (const { sequence, batch: id, party, key_id: keyId, terms: termsId, reference } of rows) {
      const batch = byId.get(id);
      if (batch === undefined || voided.has(id)) continue;
      const event: RecordedEvent = {
        kind: batch.kind === 'withdraw' ? 'withdrawal' : 'objection',
        manner: batch.manner,
        sequence,
        terms: terms.of(termsId),
        reference,
        batch,
        isRepeat: false,
      };
      const held = this.#parties.get(party);
      if (held === undefined) this.#parties.set(party, { party, keyId, events: [event] });
      else held.events.push(event);
    }
  }

  /** What is recorded of a party, in order of recording. */
  eventsOf(party: string): readonly RecordedEvent[] {
    return this.#parties.get(party)?.events ?? [];
  }

  /** The parties that objections stand against calling, with those objections alone. */
  standing(calling: Calling): OwnParty[] {
    return [...this.#parties.values()].flatMap(({ party, keyId, events }) => {
      const objections = standingObjections(events, calling);
      return objections.length === 0 ? [] : [{ party, keyId, events: objections }];
    });
  }
}
