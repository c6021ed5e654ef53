import { ScreeningError } from '../core/errors.js';
import type { RegisterName } from '../registers/registers.js';
import type { Store } from '../store/database.js';
import { firstNumberOf, leastNumber } from '../store/first-numbers.js';
import { firstRecorded, type OwnRecordKind } from '../store/own-first.js';
import type { OwnLists } from '../store/own-lists.js';
import type { HeldRegister } from './held-registers.js';
import type { NumberFacts } from './number-facts.js';

/**
 * +44 and ten noughts: no national number begins with 0, which is dialled before it and is no part of
 * it (Ofcom, National Telephone Numbering Plan, A3), so no list can hold it and no cell is read as it.
 */
export const IMPOSSIBLE_NUMBER = 440_000_000_000;

/** A list whose lookup was controlled, as a run record keeps it. */
export interface ListControl {
  readonly list: RegisterName | OwnRecordKind;
  /** Of a register, the id of the edition; 0 of the firm's own records. */
  readonly edition: number;
  /** `no-entry`: nothing was recorded yet, so that nothing could be found. */
  readonly found: 'first-number' | 'no-entry';
}

/** What is controlled: the lists that screening consults, and what it asks them by. */
export interface Controlled {
  readonly store: Store | undefined;
  readonly registers: readonly HeldRegister[];
  readonly own: OwnLists | undefined;
  readonly facts: Pick<NumberFacts, 'isListed' | 'isRecorded'>;
}

interface Control extends ListControl {
  /** 0 where there is none. */
  readonly first: number;
  /** Of the list, in messages. */
  readonly words: string;
  readonly finds: (e164: number) => boolean;
}

/**
 * Controls that lookups answer: of each list consulted the first number is found, and a number that
 * cannot exist is not. What a list's first number is comes from its record, and it is asked by the very
 * lookup that numbers are screened with; checksums say that bytes are those which were written, and not
 * that they are the right ones or are asked in the right way. Parties are not controlled so: what stands
 * for one is a keyed hash, and its name, which a lookup needs, is kept nowhere.
 */
export class PositiveControl {
  readonly #controls: readonly Control[];
  readonly #path: string;

  constructor({ store, registers, own, facts }: Controlled) {
    this.#path = store?.name ?? '';
    this.#controls =
      store === undefined
        ? []
        : [
            ...registers.map((register) => this.#ofRegister(store, register, facts)),
            ...(own === undefined ? [] : ownControls(store, own, facts)),
          ];
  }

  /** The lists that are controlled, in the order in which they are asked. */
  get lists(): readonly ListControl[] {
    return this.#controls.map(({ list, edition, found }) => ({ list, edition, found }));
  }

  /** The numbers that registers and suppression lists are asked about: those are looked up side by side. */
  get numbers(): readonly number[] {
    const first = this.#controls.filter(({ list, first }) => list !== 'consents' && first !== 0);
    return [...first.map((one) => one.first), IMPOSSIBLE_NUMBER];
  }

  /**
   * Asks. It costs a look at two blocks, and is done again after a list has passed: what is asked often
   * answers in another way than what is asked for the first time (core/number-set.ts).
   *
   * @throws ScreeningError evidence-disagrees when a list does not answer as it must
   */
  hold(): void {
    for (const { found, first, words, finds } of this.#controls) {
      if (found === 'first-number' && !finds(first)) {
        throw this.#failed(`the first number of ${words} was not found in it`);
      }
      if (finds(IMPOSSIBLE_NUMBER)) {
        throw this.#failed(`a number that cannot exist was found in ${words}`);
      }
    }
  }

  #ofRegister(
    store: Store,
    { name, edition, editions }: HeldRegister,
    facts: Controlled['facts'],
  ): Control {
    const words = `edition ${String(edition.id)} of ${name} (dated ${edition.dated})`;
    const kept = firstNumberOf(store, edition);
    if (kept === 'altered') {
      throw this.#failed(`the first number kept of ${words} is not the one that was recorded`);
    }
    return {
      list: name,
      edition: edition.id,
      found: 'first-number',
      // Editions of earlier programs have none in their record.
      first: kept ?? leastNumber(editions.blocks(edition.id)),
      words,
      finds: (e164) => facts.isListed(name, e164),
    };
  }

  #failed(summary: string): ScreeningError {
    return new ScreeningError('evidence-disagrees', {
      summary: `the positive control failed: ${summary}`,
      why: 'so no answer of that list can be relied on; nothing was written',
      fix: 'tps-scrub verify names what is damaged; then restore the database from a backup, or import that register again; when verify finds nothing, keep the database and report it',
      where: this.#path,
    });
  }
}

const OWN_WORDS: Readonly<Record<OwnRecordKind, string>> = {
  objections: 'the own suppression lists',
  consents: 'the recorded consents',
};

function ownControls(store: Store, own: OwnLists, facts: Controlled['facts']): Control[] {
  const kinds: readonly OwnRecordKind[] = own.hasConsents
    ? ['objections', 'consents']
    : ['objections'];
  return kinds.map((list) => {
    const first = firstRecorded(store, own.batches, list);
    return {
      list,
      edition: 0,
      found: first === undefined ? 'no-entry' : 'first-number',
      first: first ?? 0,
      words: OWN_WORDS[list],
      finds: (e164) => facts.isRecorded(list, e164),
    };
  });
}
