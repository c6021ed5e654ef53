import { Prng } from '../bench/prng.js';
import { answersOf, isHotJournal, isSealedOf, stateOf } from './state.js';
import { ASKED } from './subjects.js';

/** A command that writes, on every database: what a trial looks for is what it finishes or says. */
const NEXT = ['suppress', 'add', '01914980001', '--reference', 'after the kill'];

/**
 * A subject, prepared, and what it comes to when nobody disturbs it. Trials are held against that.
 */
export class Trials {
  /** @param subject a row of SUBJECTS; @param room an empty one */
  constructor(subject, room) {
    this.subject = subject;
    this.room = room;
    this.changes = 0;
  }

  /** Prepares the database and runs the command undisturbed, as a process and with what follows. */
  async prepare() {
    const { room, subject } = this;
    await subject.prepare(room);
    room.keep();
    this.words = subject.words(room);
    // Every trial asks this first; it brings an earlier version's database up to date.
    await room.do('verify');
    this.old = { state: stateOf(room) };
    await room.do(...NEXT);
    this.old.after = stateOf(room);
    room.putBack();
    const took = [];
    for (let time = 0; time < 3; time++) {
      room.putBack();
      const { status, stderr, milliseconds, changes } = await room.process(this.words, {
        signs: SIGNS,
      });
      this.changes = Math.max(this.changes, changes);
      if (status !== 0) throw new Error(`${this.words.join(' ')}: ${status} ${stderr}`);
      took.push(milliseconds);
    }
    this.milliseconds = took.sort((one, other) => one - other)[1];
    this.fresh = { state: stateOf(room), outputs: this.#outputs() };
    this.fresh.answers = await answersOf(room, ASKED);
    await room.do(...NEXT);
    this.fresh.after = stateOf(room);
    this.fresh.names = room.names();
    if (subject.isFileAlone !== true && this.old.state === this.fresh.state) {
      throw new Error('the command changes nothing');
    }
  }

  #outputs() {
    return this.subject.outputs.map((name) => this.room.text(name));
  }

  /**
   * One kill: what was found to be wrong, none when all held.
   *
   * @param how options of Room.process: when, or at which call of the system; `then`, if the next
   *   command is to be killed first, after how many milliseconds
   * @returns `ended`: old, new, sealed, journalled (the next command recorded what stood in the
   *   journal alone) or neither; `killed`: whether it was; `isHot`: whether it left a
   *   journal that had to be rolled back; `faults`: sentences
   */
  async one(how) {
    const { room } = this;
    room.putBack();
    const { killed, status, stderr } = await room.process(this.words, how);
    const isHot = isHotJournal(room);
    const faults = [];
    if (!killed && status !== 0) faults.push(`not killed, and ended with ${status}: ${stderr}`);
    await this.#expectDone(['verify'], faults);
    await this.#expectDone(['status'], faults);
    const state = stateOf(room);
    const ended = this.#ending(state);
    if (ended === 'neither') faults.push(`neither the old state nor the new one: ${state}`);
    if (!killed && ended !== 'new') faults.push(`not killed, and the state is ${ended}`);
    this.#lookAtOutputs(ended, faults);
    const came = faults.length === 0 ? await this.#goOn(ended, how.then, faults) : ended;
    return { ended: came, killed, isHot, faults };
  }

  /** Runs a command that must succeed; what it said. */
  async #expectDone(words, faults) {
    const { status, stdout, stderr } = await this.room.run(words);
    if (status !== 0) faults.push(`${words.join(' ')} ends with ${status}: ${stdout}${stderr}`);
    return stdout + stderr;
  }

  #ending(state) {
    if (this.subject.isFileAlone === true && state === this.old.state) {
      return this.#outputs().includes(undefined) ? 'old' : 'new';
    }
    if (state === this.old.state) return 'old';
    if (state === this.fresh.state) return 'new';
    return isSealedOf(state, this.fresh.state) ? 'sealed' : 'neither';
  }

  /** No name without what was recorded, nothing else under a name, and all names once it is done. */
  #lookAtOutputs(ended, faults) {
    this.#outputs().forEach((text, index) => {
      const name = this.subject.outputs[index];
      if (text === undefined) {
        if (ended === 'new') faults.push(`${name} is not there`);
        return;
      }
      if (ended === 'old' && this.subject.isNamedFirst !== true) {
        faults.push(`${name} stands there without what was recorded of it`);
      }
      const isWhole = this.subject.isWhole?.(this.room.path(name));
      if (!(isWhole ?? text === this.fresh.outputs[index])) {
        faults.push(`${name} is not as undisturbed`);
      }
    });
  }

  /**
   * The next writing command finishes what was sealed, and records what stands in the journal alone;
   * then the command itself comes to its end. What the kill came to, `journalled` among it.
   */
  async #goOn(left, then, faults) {
    const { room } = this;
    const mayBe = left === 'old' ? [this.old] : [this.fresh];
    if (left === 'old' && room.journal !== undefined) mayBe.push(this.fresh);
    const wasRecorded = then !== undefined && (await this.#killNext(mayBe, then, faults));
    const next = wasRecorded ? { stderr: '' } : await room.do(...NEXT);
    if (left === 'sealed' && then === undefined && !next.stderr.includes('was interrupted')) {
      faults.push(`the next command says nothing of a sealed run: ${next.stderr}`);
    }
    const state = stateOf(room);
    if (!mayBe.some(({ after }) => after === state)) {
      faults.push(`after the next command: ${state}, wanted ${mayBe[0].after}`);
    }
    const isJournalled = left === 'old' && state !== this.old.after;
    const ended = isJournalled ? 'journalled' : left;
    this.#lookAtOutputs(ended === 'old' ? 'old' : 'new', faults);
    let said = next.stderr;
    if (ended === 'old' || this.subject.isOnce !== true) {
      said += await this.#expectDone(this.words, faults);
    }
    this.#lookAtOutputs('new', faults);
    const answers = await answersOf(room, ASKED);
    if (answers !== this.fresh.answers) faults.push(`answers are others: ${answers}`);
    said += await this.#expectDone(['verify'], faults);
    said += await this.#expectDone(['status'], faults);
    this.#lookForLeft(said, faults);
    return ended;
  }

  /** Kills the next command; whether it had recorded what it was to record. */
  async #killNext(mayBe, after, faults) {
    const { room } = this;
    await room.process(NEXT, { after });
    await this.#expectDone(['verify'], faults);
    const state = stateOf(room);
    const isExpected = (end) =>
      state === end.state || state === end.after || isSealedOf(state, end.state);
    if (!mayBe.some(isExpected)) {
      faults.push(`killed while it went on, the next command left ${state}`);
    }
    return mayBe.some((end) => state === end.after);
  }

  /**
   * What no undisturbed command leaves, and nobody spoke of. The database that a restore replaced stays
   * beside the new one on purpose, under a name with the moment in it.
   */
  #lookForLeft(said, faults) {
    for (const name of this.room.names()) {
      if (name.includes('.before-restore-')) continue;
      if (!this.fresh.names.includes(name) && !said.includes(name))
        faults.push(`${name} is left, unsaid`);
    }
  }
}

/** What tells how far a command has come, however loaded the machine is: changes of its folder. */
const SIGNS = /\.partial$|-journal$|^journal$|\.clean\.csv$|\.excluded\.csv$/;

/**
 * When to kill the command of prepared trials: half of the kills at any moment up to a tenth
 * after its end, the others within ten milliseconds after one of the changes of its files.
 * After each fourth the next command is killed too.
 *
 * @param seeds integers; the same seeds give the same moments
 */
export function moments(times, { milliseconds, changes }, ...seeds) {
  const prng = new Prng(...seeds);
  return Array.from({ length: times }, (_, time) => {
    const seen = { signs: SIGNS, change: 1 + prng.below(changes), after: prng.unit() * 10 };
    const how = time % 2 === 0 ? { after: prng.unit() * 1.1 * milliseconds } : seen;
    return time % 4 === 3 ? { ...how, then: prng.unit() * milliseconds } : how;
  });
}
