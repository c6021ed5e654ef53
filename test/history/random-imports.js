// Register files that come to a random past: plain JavaScript, see random-past.js.
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isoDay, londonDay } from './calendar.js';
import { isCovered } from './plain-past.js';

/** @typedef {import('./random-past.js').RandomPast} RandomPast */
/** @typedef {import('../bench/prng.js').Prng} Prng */
/** @typedef {import('./plain-past.js').PastEdition} PastEdition */

/** Stand in every file that covers them: nobody asks about them, and no file is empty. */
const FILLERS = ['01134960999', '02079460999', '07700900999'];
/** What partial licences cover; each covers a filler. */
const LICENCES = ['07', '01,07700', '0207,01', '02,07,03', '0113', '020,0113,08,09'];
/** Two files may hold the same numbers when so many days lie between them. */
const DAYS_WITHOUT_CHANGES = 4;
const WHY = 'a random history wants it';

/**
 * A file on its way in.
 *
 * @typedef {{ kind: string, dated: number, estimated: boolean, since: number | undefined,
 *   covers: string | undefined, bytes: string, numbers: Set<string>, misfits: number,
 *   isYoungerThanFile: boolean }} Incoming
 */

export class RandomImports {
  #past;
  /** By register, what came before. @type {Map<string, Incoming[]>} */
  #before = new Map();

  /** @param {RandomPast} past */
  constructor(past) {
    this.#past = past;
  }

  /** A file comes, is refused if it is doubtful, and mostly accepted then. @param {Prng} random */
  async import(random, register) {
    const incoming = this.#incoming(random, register);
    if (incoming === undefined) return;
    const isAccepted = random.below(2) === 0;
    if (await this.#send(register, incoming, isAccepted)) return;
    if (!isAccepted && random.below(4) > 0) await this.#send(register, incoming, true);
  }

  /** @param {Prng} random @returns {Incoming | undefined} */
  #incoming(random, register) {
    const inForce = this.#past.registers.inForce(register);
    if (inForce === undefined) return this.#full(random, register, this.#past.today, undefined);
    const kinds = ['full', 'full', 'full', 'changes', 'changes', 'late', 'replaced', 'again', 'same'];
    switch (random.pick(kinds)) {
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
      random.below(3) > 0 && inForce?.numbers
        ? inForce.numbers.has(number)
        : random.unit() < share;
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
      ...{ kind: 'full', since: undefined, covers, numbers, misfits: 0, dated },
      bytes: lines.join(''),
      estimated: random.below(8) === 0,
      isYoungerThanFile: random.below(15) === 0,
    };
  }

  /** Some numbers more, some less, now and then one that does not fit, or a day that is wrong. */
  #changes(random, { dated: inForce, covers, numbers: base }) {
    const isEmpty = random.below(5) === 0;
    const isStray = random.below(8) === 0;
    const numbers = new Set(base);
    let bytes = '';
    let misfits = 0;
    for (const number of isEmpty ? [] : this.#past.numbers) {
      if (random.below(4) > 0 || (!isStray && !isCovered({ covers }, number))) continue;
      const isMisfit = isStray && random.below(3) === 0;
      const isAdded = base.has(number) === isMisfit;
      if (isMisfit) misfits++;
      numbers[isAdded ? 'add' : 'delete'](number);
      bytes += `${isAdded ? 'A' : 'D'}${number.padEnd(12)}\r\n`;
    }
    return {
      ...{ kind: 'changes', covers: covers?.join(','), numbers, misfits, bytes, estimated: false },
      dated: Math.max(inForce, this.#past.today - random.below(3)),
      since: inForce - (random.below(10) === 0 ? 1 : 0),
      isYoungerThanFile: false,
    };
  }

  /** Imports a file and holds what becomes of it against the model; whether that was the end of it. */
  async #send(register, incoming, isAccepted) {
    const past = this.#past;
    const { dated, estimated, since, covers, bytes } = incoming;
    const file = join(past.folder, `${register}.txt`);
    writeFileSync(file, bytes);
    const cut = (past.now - (incoming.isYoungerThanFile ? 50 * 86_400_000 : 0)) / 1000;
    utimesSync(file, cut, cut);
    const days = estimated ? ['--downloaded', isoDay(dated + 1)] : ['--dated', isoDay(dated)];
    const words = [
      ...['import', register, file, ...days],
      ...(since === undefined ? [] : ['--changes', '--since', isoDay(since)]),
      ...(covers === undefined || since !== undefined ? [] : ['--covers', covers]),
      ...(isAccepted ? ['--accept-change', WHY] : []),
    ];
    const expected = this.#expected(register, incoming, isAccepted);
    const { status, said } = await past.run(words);
    const numbers = [...incoming.numbers].filter((number) => !FILLERS.includes(number));
    const shown = `${words.filter((word) => word !== file).join(' ')} {${numbers.join(' ')}}`;
    past.note(`${shown}: ${status}${said.already_held === true ? ' already held' : ''}`);
    const found = { status, isHeld: said.already_held ?? false };
    past.same(`what becomes of the file`, found, expected);
    past.counts[status === 0 ? 'imports' : 'refused']++;
    if (status !== 0) return status === 2;
    if (found.isHeld) return true;
    this.#before.set(register, [...(this.#before.get(register) ?? []), incoming]);
    past.same('numbers of the edition', said.numbers, incoming.numbers.size);
    past.same('day of the edition', said.dated, isoDay(dated));
    const edition = { id: said.edition, dated, covers: covers?.split(','), bytes };
    const held = { ...edition, numbers: incoming.numbers };
    past.registers.record(register, held, said.recorded, past.history.get(register) !== 'none');
    past.recorded(said.recorded);
    return true;
  }

  /** Whether a file is held already, wrong, refused as doubtful, or an edition from now on. */
  #expected(register, incoming, isAccepted) {
    const { registers, today, history } = this.#past;
    const { dated, estimated, since, covers, bytes } = incoming;
    const inForce = registers.inForce(register);
    if (dated + (estimated ? 1 : 0) > today) return { status: 2, isHeld: false };
    // Of a file that came before the numbers are not held any more either.
    const isLate = inForce !== undefined && dated < inForce.dated;
    if (isLate && history.get(register) === 'none') return { status: 2, isHeld: false };
    // Once another content was accepted for its day, a file is new again.
    const sameDay = registers.ofDay(register, dated);
    if (sameDay?.bytes === bytes && licenceOf(sameDay) === (covers ?? '')) {
      return { status: 0, isHeld: true };
    }
    if (since !== undefined && since !== inForce?.dated) return { status: 5, isHeld: false };
    const isDoubtful = isLate || this.#isDoubtful(inForce, incoming);
    return { status: isDoubtful && !isAccepted ? 5 : 0, isHeld: false };
  }

  /** @param {PastEdition | undefined} inForce @param {Incoming} incoming */
  #isDoubtful(inForce, { dated, since, covers, numbers, misfits, isYoungerThanFile }) {
    const { now } = this.#past;
    const fileDay = londonDay(now - (isYoungerThanFile ? 50 * 86_400_000 : 0));
    const prefixes = covers?.split(',');
    const isOutside = [...numbers].some((number) => !isCovered({ covers: prefixes }, number));
    if (dated > fileDay || misfits > 0 || isOutside) return true;
    if (inForce === undefined) return false;
    const isSame = isSameSet(inForce.numbers, numbers);
    const isSameLicence = licenceOf(inForce) === (covers ?? '');
    const isForgotten = since === undefined && inForce.covers !== undefined && covers === undefined;
    const isTooLong = isSame && dated - inForce.dated > DAYS_WITHOUT_CHANGES;
    return isForgotten || isTooLong || (dated === inForce.dated && !(isSame && isSameLicence));
  }
}

/** The prefixes that an edition covers; empty for all. @param {PastEdition} edition */
function licenceOf({ covers }) {
  return covers?.join(',') ?? '';
}

function isSameSet(one, other) {
  return one.size === other.size && [...one].every((number) => other.has(number));
}
