import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, type Day } from '../../src/core/day.js';
import { policyNamed } from '../../src/policy/policies.js';
import { REGISTER_NAMES, type RegisterName } from '../../src/registers/registers.js';
import { Grace } from '../../src/scrub/grace.js';
import { registersAtHand } from '../../src/scrub/held-registers.js';
import { ListingHistory } from '../../src/scrub/listing.js';
import { EditionNumbers } from '../../src/store/edition-numbers.js';
import { temporaryFolders } from '../store/temporary-folder.js';
import { editionStore, recordEditions, recordedAt, type Cut } from './edition-store.js';

const FIRST_DAY = '2026-03-01' as Day;
const ASKED = [447700900123, 447700900124, 441134960123, 441134960124, 441632960123];
/** Keeps every edition from being empty; nobody asks about it. */
const OTHER = 442079460999;
const newFolder = temporaryFolders();

/** Editions of few days, so that days meet, are replaced, and come to be known out of order. */
const cuts = fc.array(
  fc.record<Cut>({
    register: fc.constantFrom(...REGISTER_NAMES),
    dated: fc.integer({ min: 0, max: 12 }).map((step) => addDays(FIRST_DAY, step * 4)),
    numbers: fc.subarray(ASKED, { maxLength: 2 }).map((some) => [...some, OTHER]),
    covers: fc.constantFrom('', '', '', '07', '0113,020', '01'),
  }),
  { minLength: 6, maxLength: 14 },
);

/** What was known of a number and a register on the day of the call, in the plainest terms. */
class Told {
  readonly #cuts: readonly Cut[];
  readonly #asked: number;
  readonly #days: readonly Day[];
  /** For each day, + listed, - covered and not listed, ? neither. */
  readonly #signs: string;

  constructor(register: RegisterName, known: readonly Cut[], asked: number) {
    this.#cuts = known.filter((cut) => cut.register === register);
    this.#asked = asked;
    this.#days = [...new Set(this.#cuts.map(({ dated }) => dated))].sort();
    this.#signs = this.#days
      .map((day) => this.#signOf(this.#cuts.findLast(({ dated }) => dated === day) as Cut))
      .join('');
  }

  #signOf({ numbers, covers = '' }: Cut): string {
    if (numbers.includes(this.#asked)) return '+';
    const national = String(this.#asked).replace(/^44/, '0');
    return covers.split(',').some((prefix) => national.startsWith(prefix)) ? '-' : '?';
  }

  get listedFrom(): Day | undefined {
    return this.#days[this.#signs.indexOf('+', this.#signs.lastIndexOf('-') + 1)];
  }

  get listedAfter(): Day | undefined {
    return this.#days[this.#signs.lastIndexOf('-')];
  }

  /** Whether any file had it before a day, one that another replaced too. */
  #stoodBefore(day: Day): boolean {
    return this.#cuts.some(({ dated, numbers }) => dated < day && numbers.includes(this.#asked));
  }

  isSpared(to: Day): boolean {
    const { listedFrom, listedAfter } = this;
    if (!this.#signs.endsWith('+')) return !this.#stoodBefore('9999-12-31' as Day);
    if (listedFrom === undefined || listedAfter === undefined) return false;
    return daysBetween(listedAfter, to) < 28 && !this.#stoodBefore(listedFrom);
  }
}

describe('random editions of both registers', () => {
  it('tell listings and grace as the plainest reading of them does', () => {
    const store = editionStore(newFolder());
    const policy = policyNamed('live-calls', []);
    const seen = { spared: 0, protected: 0, 'first edition': 0 };
    const knownUpTo = fc.constantFrom(99, 99, 9, 6, 3);
    const callStep = fc.integer({ min: 8, max: 60 });
    const more = fc.constantFrom(0, 0, 3, 9, 20);
    fc.assert(
      fc.property(cuts, knownUpTo, callStep, more, (recorded, upTo, step, longer) => {
        recordEditions(store, recorded);
        const asOf = recordedAt(upTo);
        const callDate = addDays(FIRST_DAY, step);
        const to = addDays(callDate, longer);
        const known = recorded.slice(0, upTo + 1).filter(({ dated }) => dated <= callDate);
        const { held } = registersAtHand(store, policy, { asOf, callDate, historical: true });
        const history = new ListingHistory(callDate);
        const grace = new Grace(store, new EditionNumbers(store), asOf, callDate);
        for (const asked of ASKED) {
          const told = new Map(REGISTER_NAMES.map((name) => [name, new Told(name, known, asked)]));
          const listing = held.filter(({ numbers }) => numbers.has(asked));
          for (const register of listing) {
            const { listedFrom, listedAfter } = told.get(register.name) as Told;
            const daysListed = daysBetween(listedFrom as Day, callDate);
            const expected = { listedFrom, listedAfter: listedAfter ?? '', daysListed };
            expect(history.of(register, asked)).toEqual(expected);
            if (listedAfter === undefined) seen['first edition']++;
          }
          const isListed = listing.length > 0;
          const isSpared = isListed && [...told.values()].every((one) => one.isSpared(to));
          expect(grace.spared(asked, listing, to)).toBe(isSpared);
          if (isListed) seen[isSpared ? 'spared' : 'protected']++;
        }
      }),
      { seed: 20261121, numRuns: 300 },
    );
    store.close();
    expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(40);
  });
});
