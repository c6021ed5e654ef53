// Register files as they come in a random past: plain JavaScript, see random-past.js.
import { isCovered } from './plain-past.js';

/** @typedef {import('./random-past.js').RandomPast} RandomPast */
/** @typedef {import('../bench/prng.js').Prng} Prng */

/** Stand in every file that covers them: nobody asks about them, and no file is empty. */
export const FILLERS = ['01134960999', '02079460999', '07700900999'];
/** What partial licences cover; each covers a filler. */
const LICENCES = ['07', '01,07700', '0207,01', '02,07,03', '0113', '020,0113,08,09'];

/** A file that comes after others. */
const OFTEN = ['full', 'full', 'full', 'changes', 'changes'];
const KINDS = [...OFTEN, 'late', 'replaced', 'again', 'same'];

/**
 * A file on its way in: full with its numbers, or the changes since an edition with its letters. What a
 * file of changes leaves of an edition is known when it comes: {@link applied}.
 *
 * @typedef {{ dated: number, estimated: boolean, since: number | undefined,
 *   covers: string | undefined, bytes: string, numbers: Set<string>, misfits: number,
 *   marks: ReadonlyMap<string, 'A' | 'D'>, isOlderThanSaid: boolean }} Incoming
 */

/** Makes files that have much in common with the edition in force. */
export class RandomFiles {
  #past;
  /** By register, what came before. @type {Map<string, Incoming[]>} */
  #before = new Map();

  /** @param {RandomPast} past */
  constructor(past) {
    this.#past = past;
  }

  /** A file became an edition: it may come again. @param {Incoming} incoming */
  came(register, incoming) {
    this.#before.set(register, [...(this.#before.get(register) ?? []), incoming]);
  }

  /** The next file, if there is any. @param {Prng} random @returns {Incoming | undefined} */
  next(random, register) {
    const inForce = this.#past.registers.inForce(register);
    if (inForce === undefined) return this.#full(random, register, this.#past.today, undefined);
    switch (random.pick(KINDS)) {
      case 'changes':
        return this.#changes(random, inForce);
      case 'late':
        return this.#full(random, register, inForce.dated - 1 - random.below(40), inForce);
      case 'replaced': {
        const days = this.#past.registers.all(register).map(({ dated }) => dated);
        return this.#full(random, register, random.pick(days), inForce);
      }
      case 'again': {
        const before = this.#before.get(register) ?? [];
        return before.length === 0 ? undefined : random.pick(before);
      }
      case 'same':
        return this.#unchanged(random, inForce);
      default: {
        const dated = this.#past.today + 1 - random.pick([0, 1, 1, 1, 2, 3, 4]);
        return this.#full(random, register, dated, inForce);
      }
    }
  }

  /** A file that holds much of what the edition in force does, mostly of the same licence. */
  #full(random, register, dated, inForce) {
    const licences = [undefined, undefined, undefined, random.pick(LICENCES)];
    const same = inForce?.covers?.join(',');
    const covers = random.below(3) === 0 ? random.pick(licences) : same;
    const share = register === 'tps' ? 0.4 : 0.2;
    const isIn = (number) =>
      random.below(3) > 0 && inForce?.numbers ? inForce.numbers.has(number) : random.unit() < share;
    const isStray = random.below(12) === 0;
    const prefixes = covers?.split(',');
    const numbers = this.#past.numbers.filter(
      (number) => isIn(number) && (isStray || isCovered({ covers: prefixes }, number)),
    );
    return this.#wholeFile(random, dated, covers, new Set(numbers));
  }

  /** The numbers of the edition in force again, under the same day or a later one. */
  #unchanged(random, { dated, covers, numbers }) {
    const day = Math.min(this.#past.today, dated + random.pick([0, 1, 3, 4, 5, 9]));
    return this.#wholeFile(random, day, covers?.join(','), numbers);
  }

  /** @returns {Incoming} */
  #wholeFile(random, dated, covers, some) {
    const prefixes = covers?.split(',');
    const fillers = FILLERS.filter((number) => isCovered({ covers: prefixes }, number));
    const numbers = new Set([...fillers, ...some].sort());
    const lines = [...numbers].map((number) => `${number.padEnd(12)}\r\n`);
    return {
      ...{ since: undefined, covers, numbers, misfits: 0, marks: new Map(), dated },
      bytes: lines.join(''),
      estimated: random.below(8) === 0,
      isOlderThanSaid: random.below(15) === 0,
    };
  }

  /** Some numbers more, some less, now and then one that does not fit, or a day that is wrong. */
  #changes(random, inForce) {
    const { covers, numbers: base } = inForce;
    const isEmpty = random.below(5) === 0;
    const isStray = random.below(8) === 0;
    /** @type {Map<string, 'A' | 'D'>} */
    const marks = new Map();
    for (const number of isEmpty ? [] : this.#past.numbers) {
      if (random.below(4) > 0 || (!isStray && !isCovered({ covers }, number))) continue;
      const isMisfit = isStray && random.below(3) === 0;
      marks.set(number, base.has(number) === isMisfit ? 'A' : 'D');
    }
    const lines = [...marks].map(([number, mark]) => `${mark}${number.padEnd(12)}\r\n`);
    return {
      ...{ marks, covers: undefined, numbers: new Set(), misfits: 0, estimated: false },
      bytes: lines.join(''),
      dated: Math.max(inForce.dated, this.#past.today - random.below(3)),
      since: inForce.dated - (random.below(10) === 0 ? 1 : 0),
      isOlderThanSaid: false,
    };
  }
}

/**
 * A file with its numbers: those of a file of changes are what it makes of the edition in force, of the
 * same licence.
 *
 * @param {Incoming} incoming
 * @param {import('./plain-past.js').PastEdition | undefined} inForce
 * @returns {Incoming}
 */
export function applied(incoming, inForce) {
  if (incoming.since === undefined || inForce === undefined) return incoming;
  const numbers = new Set(inForce.numbers);
  let misfits = 0;
  for (const [number, mark] of incoming.marks) {
    if (numbers.has(number) === (mark === 'A')) misfits++;
    numbers[mark === 'A' ? 'add' : 'delete'](number);
  }
  return { ...incoming, covers: inForce.covers?.join(','), numbers, misfits };
}
