import { statSync } from 'node:fs';
import { stateOf, isSealedOf } from '../kills/state.js';

/** Of all that a person can mend, and of nothing else. */
const WRONG_USE = 2;

/** A command on a disk that is full: what it comes to, held against what it comes to undisturbed. */
export class FullDiskTrials {
  /** @param subject a row of FULL_DISK_SUBJECTS; @param room an empty one */
  constructor(subject, room) {
    this.subject = subject;
    this.room = room;
  }

  /** Prepares the database and runs the command with room enough. */
  async prepare() {
    const { room, subject } = this;
    await subject.prepare(room);
    room.keep();
    this.words = subject.words(room);
    this.old = stateOf(room);
    room.putBack();
    await this.#again();
    this.fresh = { state: stateOf(room), outputs: this.#outputs(), names: room.names() };
    /** Kilobytes of the largest file that it writes to: with so many it has room. */
    this.kilobytes = Math.ceil(
      Math.max(...room.names().map((name) => statSync(room.path(name)).size)) / 1024,
    );
  }

  /** Runs the command with room enough. @throws Error when it does not come to its end */
  async #again() {
    const { room, words, subject } = this;
    const { status, stderr } = await room.process(words, { stdout: subject.stdout });
    if (status !== 0 && status !== 7) throw new Error(`${words.join(' ')}: ${status} ${stderr}`);
  }

  #outputs() {
    return this.subject.outputs.map((name) => this.room.text(name));
  }

  #names() {
    return [...this.subject.outputs, ...(this.subject.wholeOnly ?? [])];
  }

  /**
   * Runs the command without room, looks at what is left, makes room and runs it again.
   *
   * @param how options of Room.process that take the room away; or `atStart`, which does
   * @param makeRoom gives it back
   * @returns `status`, what it `said`, the state it `ended` in, and `faults`, as sentences
   */
  async one(how, makeRoom = () => undefined) {
    const { room, subject, words } = this;
    room.putBack();
    how.atStart?.();
    const { status, stderr, signal } = await room.process(words, {
      ...how,
      stdout: subject.stdout,
    });
    makeRoom();
    const faults = [];
    const done = status === 0 || status === 7;
    if (!done) this.#lookAtWords(status ?? signal, stderr, faults);
    for (const question of [['verify'], ['status']]) {
      const answer = await room.run(question);
      if (answer.status !== 0) faults.push(`${question[0]}: ${answer.stdout}${answer.stderr}`);
    }
    const left = room.names().filter((name) => /\.partial|scrub\.db-journal$/.test(name));
    if (left.length > 0) faults.push(`left behind: ${left.join(', ')}`);
    const ended = this.#ending(done);
    if (ended === 'neither') faults.push(`neither the old state nor the new one: ${stateOf(room)}`);
    const isLeft = subject.isMadeAnew === true && ended === 'new';
    if (done !== (ended === 'new') && !isLeft)
      faults.push(`status ${status}, and the state is ${ended}`);
    if (!done) await this.#goOn(ended, faults);
    this.#lookAtOutputs(faults);
    return { status, said: stderr, ended, faults };
  }

  /** An error that a person can mend, with the file it is about and what to do; no trace of the code. */
  #lookAtWords(status, stderr, faults) {
    if (status !== WRONG_USE) faults.push(`status ${status}: ${stderr}`);
    const places = [this.room.folder, 'standard output'];
    if (!places.some((place) => stderr.includes(place))) faults.push(`names no file: ${stderr}`);
    if (!/hint: .*make room/.test(stderr)) faults.push(`does not say "make room": ${stderr}`);
    if (/^ +at /m.test(stderr)) faults.push(`a trace of the code: ${stderr}`);
  }

  #ending(done) {
    const state = stateOf(this.room);
    const { old, fresh } = this;
    if (old === fresh.state) return state === old ? (done ? 'new' : 'old') : 'neither';
    if (state === old) return 'old';
    if (state === fresh.state) return 'new';
    return isSealedOf(state, fresh.state) ? 'sealed' : 'neither';
  }

  /** No name stands without what was recorded of it; with room, the same command comes to its end. */
  async #goOn(ended, faults) {
    const { room } = this;
    for (const name of this.#names()) {
      if (ended === 'old' && room.text(name) !== undefined) faults.push(`${name} stands there`);
    }
    try {
      await this.#again();
    } catch (error) {
      faults.push(`with room: ${error.message}`);
      return;
    }
    const state = stateOf(room);
    if (state !== this.fresh.state) faults.push(`with room: ${state}`);
    const { status, stdout } = await room.run(['verify']);
    if (status !== 0) faults.push(`with room, verify: ${stdout}`);
  }

  #lookAtOutputs(faults) {
    this.#outputs().forEach((text, index) => {
      if (text !== this.fresh.outputs[index]) {
        faults.push(`${this.subject.outputs[index]} is not as undisturbed`);
      }
    });
    for (const name of this.room.names()) {
      const isAside = name.includes('.before-restore-');
      if (!isAside && !this.fresh.names.includes(name)) faults.push(`${name} is left`);
    }
  }
}

/** What makes the system refuse to write files beyond so many kilobytes (bash counts in those). */
export function fileSizeLimit(kilobytes) {
  return { before: ['bash', '-c', `ulimit -f ${kilobytes}; exec "$@"`, 'bash'] };
}
