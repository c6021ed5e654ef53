import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { CallerBook } from '../../src/config/caller-book.js';
import { addDays, type Day, type Instant } from '../../src/core/day.js';
import { consentAdd } from '../../src/intake/consent-add.js';
import { consentImport } from '../../src/intake/consent-import.js';
import { consentWithdraw } from '../../src/intake/consent-withdraw.js';
import { importRegister } from '../../src/intake/import-register.js';
import { suppressAdd } from '../../src/intake/suppress-add.js';
import { suppressImport } from '../../src/intake/suppress-import.js';
import { suppressResolve, unresolvedLines } from '../../src/intake/suppress-resolve.js';
import { suppressUndo } from '../../src/intake/suppress-undo.js';
import { suppressWithdraw } from '../../src/intake/suppress-withdraw.js';
import { PURPOSE_NAMES, type Purpose } from '../../src/policy/consents.js';
import { policyNamed } from '../../src/policy/policies.js';
import { check } from '../../src/scrub/check.js';
import { HeldLists } from '../../src/scrub/held-lists.js';
import { scrub } from '../../src/scrub/scrub.js';
import { openForReading, type Store } from '../../src/store/database.js';
import { OwnLists } from '../../src/store/own-lists.js';
import { RandomWorld, type Under } from '../own-lists/random-world.js';

/** A question about calls, and with what knowledge. */
export interface Question {
  readonly asOf: Instant;
  readonly from: Day;
  readonly to: Day;
  readonly caller: string;
  readonly campaign: string;
  readonly purpose: Purpose;
}

/** What of a world its declaration leaves to itself. */
interface Inside {
  readonly numbers: readonly string[];
  readonly book: CallerBook;
}

/** A database in which much was told, withdrawn, sent again, settled and undone. */
export interface RandomDatabase {
  readonly path: string;
  /** E.164. */
  readonly numbers: readonly number[];
  readonly book: CallerBook;
  /** Of each record, in order. */
  readonly instants: readonly Instant[];
}

/** Callers of the world (random-said.js). */
const CALLING = ['', 'Acme', 'Borough'] as const;

/** Numbers from 0 to below another: the same ones each time (Park and Miller, 1988). */
export class Dice {
  #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  below(limit: number): number {
    this.#seed = (this.#seed * 48271) % 2147483647;
    return this.#seed % limit;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }
}

/** Makes one. @param seed of all that happens in it */
export async function randomDatabase(folder: string, seed: number): Promise<RandomDatabase> {
  const path = join(folder, 'before.db');
  const under: Under = {
    ...{ CallerBook, HeldLists, OwnLists, check, consentAdd, consentImport, consentWithdraw },
    ...{ importRegister, openForReading, policyNamed, suppressAdd, suppressImport },
    ...{ suppressResolve, suppressUndo, suppressWithdraw, unresolvedLines },
    // Each round ends with a scrub, and the folder goes in the end.
    async scrub(...words) {
      const made = await scrub(...words);
      copyFileSync(join(folder, 'world', 'scrub.db'), path);
      return made;
    },
  };
  const size = { seed, groups: 30, rounds: 10, earlier: 0, atEnd: 0 };
  const world = new RandomWorld(under, { ...size, folder: join(folder, 'world') });
  await world.run();
  const { numbers, book } = world as unknown as Inside;
  const store = openForReading(path) as Store;
  const find = store.prepare('SELECT DISTINCT instant FROM ledger ORDER BY instant');
  const instants = find.pluck().all() as Instant[];
  store.close();
  const e164 = numbers.map((number) => Number(`44${number.slice(1)}`));
  return { path, numbers: e164, book, instants };
}

/** Questions of all kinds, about days around those on which something was recorded. */
export function randomQuestions(dice: Dice, instants: readonly Instant[], count: number) {
  return Array.from({ length: count }, (): Question => {
    const asOf = dice.pick(instants);
    const from = addDays(asOf.slice(0, 10) as Day, dice.below(30) - 12);
    const to = addDays(from, dice.pick([0, 0, 3]));
    const campaign = dice.pick(['', 'Spring']);
    return {
      asOf,
      from,
      to,
      campaign,
      caller: dice.pick(CALLING),
      purpose: dice.pick(PURPOSE_NAMES),
    };
  });
}

/** What the own lists say about a number. */
export function standing(book: CallerBook, lists: OwnLists, question: Question, e164: number) {
  const { from, to, caller, campaign, purpose } = question;
  const bound = caller === '' ? book.names : book.boundBy(caller);
  const notBoundBy = new Set(book.names.filter((name) => !bound.includes(name)));
  const calling = { from, to, notBoundBy, campaign, campaigns: [] };
  return new HeldLists(lists, calling, { caller, purpose, maximumDays: 0 }).of(e164);
}
