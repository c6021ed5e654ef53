import type { TypedParty } from '../config/party-key.js';
import type { Day } from '../core/day.js';
import { notSafe } from '../core/errors.js';
import { foldParty, type PartyKey } from '../core/party.js';
import type { Calling } from '../policy/standing.js';
import type { Store } from '../store/database.js';
import { batchName } from '../store/own-batches.js';
import type { OwnLists, RecordedEvent } from '../store/own-lists.js';
import { OwnParties, type OwnParty } from '../store/own-parties.js';
import { ownListing, type OwnListing } from './held-lists.js';

/**
 * So many values are remembered at a time: those of a list by firm come again and again. Of a list by
 * customer none does, and remembering costs half as much as asking: it ends when it did not help.
 */
const MOST_REMEMBERED = 1 << 14;

/** A longer cell is asked about each time: a megabyte of text is not worth remembering. */
const LONGEST_REMEMBERED = 64;

/** The persons and firms that objections stand against, for the calls in question. */
export class HeldParties {
  readonly #held: readonly OwnParty[];
  readonly #from: Day;
  /** Where the objections are recorded. */
  readonly #path: string;

  /** @param own undefined before there is a database */
  constructor(store: Store | undefined, own: OwnLists | undefined, calling: Calling) {
    this.#held = store && own ? new OwnParties(store, own).standing(calling) : [];
    this.#from = calling.from;
    this.#path = store?.name ?? '';
  }

  /** How many there are. */
  get count(): number {
    return this.#held.length;
  }

  /** The objections that stand against one. @throws ScreeningError see {@link askBy} */
  objections({ hmac, keyId }: TypedParty): readonly RecordedEvent[] {
    this.#requireKey(keyId);
    return this.#held.find(({ party }) => party === hmac)?.events ?? [];
  }

  /**
   * Makes ready to ask about the parties of a list.
   *
   * @throws ScreeningError not-safe when an objection was recorded with another key: whose it is
   *   cannot be told, and a list without it would not be clean
   */
  askBy(key: PartyKey): AskedParties {
    this.#requireKey(key.id);
    return new AskedParties(key, this.#held, this.#from);
  }

  #requireKey(id: string): void {
    const others = this.#held.filter(({ keyId }) => keyId !== id);
    if (others.length === 0) return;
    const objections = others.flatMap(({ events }) => events);
    const batches = new Set(objections.map(({ batch }) => batchName(batch)));
    const keys = new Set(others.map(({ keyId }) => keyId));
    const [several, were] = objections.length === 1 ? ['objection', 'was'] : ['objections', 'were'];
    throw notSafe({
      summary: `${String(objections.length)} ${several} of parties cannot be matched: recorded with another key`,
      why: `${[...batches].join(', ')} ${were} recorded with key ${[...keys].join(', ')}, the configuration has key ${id}`,
      fix: 'give the configuration the key of before',
      where: this.#path,
    });
  }
}

/** Asks who of a list has objected as a party. */
export class AskedParties {
  readonly #key: PartyKey;
  readonly #held: ReadonlyMap<string, OwnListing | undefined>;
  readonly #known = new Map<string, OwnListing | undefined>();
  /** Values that were remembered, since the last were forgotten. */
  #helped = 0;
  #isRemembering = true;

  constructor(key: PartyKey, held: readonly OwnParty[], from: Day) {
    this.#key = key;
    this.#held = new Map(held.map(({ party, events }) => [party, ownListing(events, from)]));
  }

  /** Whether nobody objected as a party: then nothing is asked, and nothing hashed. */
  get isIdle(): boolean {
    return this.#held.size === 0;
  }

  /**
   * Since when a party stands on an own list; undefined when it does not, and of nobody. Asked once
   * for every record.
   *
   * @param text a cell
   */
  listing(text: string): OwnListing | undefined {
    if (!this.#isRemembering || text.length > LONGEST_REMEMBERED) return this.#ask(text);
    if (this.#known.has(text)) {
      this.#helped++;
      return this.#known.get(text);
    }
    if (this.#known.size >= MOST_REMEMBERED) {
      this.#isRemembering = this.#helped >= MOST_REMEMBERED;
      this.#helped = 0;
      this.#known.clear();
    }
    const found = this.#ask(text);
    this.#known.set(text, found);
    return found;
  }

  #ask(text: string): OwnListing | undefined {
    const folded = foldParty(text);
    return folded === '' ? undefined : this.#held.get(this.#key.of(folded));
  }
}
