// Register files that come to a random past: plain JavaScript, see random-past.js.
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isoDay, londonDay } from './calendar.js';
import { isCovered } from './plain-past.js';
import { applied, FILLERS, RandomFiles } from './random-files.js';

/** @typedef {import('./random-past.js').RandomPast} RandomPast */
/** @typedef {import('../bench/prng.js').Prng} Prng */
/** @typedef {import('./plain-past.js').PastEdition} PastEdition */
/** @typedef {import('./random-files.js').Incoming} Incoming */

const DAY = 86_400_000;
/** A file that is older than it says is so many days old. */
const DAYS_OLDER = 50;
/** Files may hold the same numbers when so many days lie between the first of them and the last. */
const DAYS_WITHOUT_CHANGES = 4;
const WHY = 'a random history wants it';

export class RandomImports {
  #past;
  /** The files that became editions, in order. */
  #taken = [];
  #files;

  /** @param {RandomPast} past */
  constructor(past) {
    this.#past = past;
    this.#files = new RandomFiles(past);
  }

  /** A file comes, is refused if it is doubtful, and mostly accepted then. @param {Prng} random */
  async import(random, register) {
    const incoming = this.#files.next(random, register);
    if (incoming === undefined) return;
    const isAccepted = random.below(2) === 0;
    if (await this.#send(register, incoming, isAccepted)) return;
    if (!isAccepted && random.below(4) > 0) await this.#send(register, incoming, true);
  }

  /** Imports a file and holds what becomes of it against the model; whether that was the end of it. */
  async #send(register, file, isAccepted) {
    const past = this.#past;
    const incoming = applied(file, past.registers.inForce(register));
    const { dated, estimated, since, covers, bytes } = incoming;
    const path = join(past.folder, `${register}.txt`);
    writeFileSync(path, bytes);
    const cut = (past.now - (incoming.isOlderThanSaid ? DAYS_OLDER * DAY : 0)) / 1000;
    utimesSync(path, cut, cut);
    const days = estimated ? ['--downloaded', isoDay(dated + 1)] : ['--dated', isoDay(dated)];
    const words = [
      ...['import', register, path, ...days],
      ...(since === undefined ? [] : ['--changes', '--since', isoDay(since)]),
      ...(covers === undefined || since !== undefined ? [] : ['--covers', covers]),
      ...(isAccepted ? ['--accept-change', WHY] : []),
    ];
    const expected = this.#expected(register, incoming, isAccepted);
    const { status, said } = await past.run(words);
    const numbers = [...incoming.numbers].filter((number) => !FILLERS.includes(number));
    const shown = `${words.filter((word) => word !== path).join(' ')} {${numbers.join(' ')}}`;
    past.note(`${shown}: ${status}${said.already_held === true ? ' already held' : ''}`);
    const found = { status, isHeld: said.already_held ?? false };
    past.same('what becomes of the file', found, {
      status: expected.status,
      isHeld: expected.isHeld,
    });
    past.counts[status === 0 ? 'imports' : 'refused']++;
    if (status !== 0) return status === 2;
    if (found.isHeld) return true;
    this.#files.came(register, file);
    past.same('numbers of the edition', said.numbers, incoming.numbers.size);
    past.same('day of the edition', said.dated, isoDay(dated));
    const { edition: id, recorded } = said;
    const { numbers: held } = incoming;
    const edition = { id, recorded, dated, estimated, covers: covers?.split(','), bytes };
    const keepsOthers = past.history.get(register) !== 'none';
    past.registers.record(register, { ...edition, numbers: held }, keepsOthers);
    this.#taken.push({ register, dated, numbers: held, wasLetThrough: expected.isDoubtful });
    past.recorded(recorded);
    return true;
  }

  /** Whether a file is held already, wrong, refused as doubtful, or an edition from now on. */
  #expected(register, incoming, isAccepted) {
    const { registers, today, history } = this.#past;
    const { dated, estimated, since, covers, bytes } = incoming;
    const inForce = registers.inForce(register);
    if (dated + (estimated ? 1 : 0) > today) return { status: 2, isHeld: false };
    // A file is new again once another content was accepted for its day, or its numbers were dropped.
    const held = registers.ofDay(register, dated);
    if (held?.numbers && held.bytes === bytes && licenceOf(held) === (covers ?? '')) {
      return { status: 0, isHeld: true };
    }
    const isLate = inForce !== undefined && dated < inForce.dated;
    if (isLate && history.get(register) === 'none') return { status: 2, isHeld: false };
    if (since !== undefined && since !== inForce?.dated) return { status: 5, isHeld: false };
    const isDoubtful = isLate || this.#isDoubtful(register, inForce, incoming);
    return { status: isDoubtful && !isAccepted ? 5 : 0, isHeld: false, isDoubtful };
  }

  /** For how many days the register has held nothing but the numbers of a file. */
  #daysUnchanged(register, { dated, numbers }) {
    const ofDays = new Map();
    for (const one of this.#taken) {
      if (one.register === register && one.dated <= dated) ofDays.set(one.dated, one);
    }
    let first = dated;
    for (const day of [...ofDays.keys()].sort((a, b) => b - a)) {
      const edition = ofDays.get(day);
      if (!isSameSet(edition.numbers, numbers)) break;
      first = day;
      if (edition.wasLetThrough) break;
    }
    return dated - first;
  }

  /** @param {string} register @param {PastEdition | undefined} inForce @param {Incoming} incoming */
  #isDoubtful(register, inForce, incoming) {
    const { dated, since, covers, numbers, marks, misfits, isOlderThanSaid } = incoming;
    const { now } = this.#past;
    const fileDay = londonDay(now - (isOlderThanSaid ? DAYS_OLDER * DAY : 0));
    const prefixes = covers?.split(',');
    const inFile = [...(since === undefined ? numbers : marks.keys())];
    const isOutside = inFile.some((number) => !isCovered({ covers: prefixes }, number));
    if (dated > fileDay || misfits > 0 || isOutside) return true;
    if (inForce === undefined) return false;
    const isSame = isSameSet(inForce.numbers, numbers);
    const isSameLicence = licenceOf(inForce) === (covers ?? '');
    const isForgotten = since === undefined && inForce.covers !== undefined && covers === undefined;
    const isTooLong = this.#daysUnchanged(register, incoming) > DAYS_WITHOUT_CHANGES;
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
