// One random history in one database, and questions about every day and instant of it. Plain JavaScript:
// the test gives it the source, test/bench/past-histories.js the built program.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Prng } from '../bench/prng.js';
import { PlainModel } from '../own-lists/plain-model.js';
import { isoDay, londonDay } from './calendar.js';
import { ask, someAsking, someDay } from './past-questions.js';
import { PlainPast } from './plain-past.js';
import { RandomImports } from './random-imports.js';
import { RandomTold } from './random-told.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Numbers for drama: geographic of three lengths of code, mobile, UK-wide, freephone and premium. */
const NUMBERS = [
  ...['07700900123', '07700900124', '02079460123', '01134960123', '01632960123', '03069990123'],
  ...['08081570123', '09098790123'],
];
/** Before summer time ends, before it begins, and others. */
const BEGINNINGS = ['2026-09-21', '2026-11-02', '2027-01-25', '2027-02-22'];
/** What is kept of older editions. */
const HISTORIES = ['', '', 'full', 'differences', 'none'];
const REGISTERS = ['tps', 'ctps'];
const MOST_DIFFERENCES = 3;
/** After the last event, answers go on being asked until every edition is out of date. */
const DAYS_AFTER = 31;

export class RandomPast {
  #under;
  #size;
  #imports = new RandomImports(this);
  #said = new RandomTold(this);
  #log = [];
  #differences = [];
  /** Instants at which an objection or consent was recorded, in their order. */
  #spoken = [];
  #configuration;

  constructor(under, size) {
    const random = new Prng(size.seed);
    this.#under = under;
    this.#size = size;
    this.folder = size.folder;
    this.numbers = NUMBERS;
    this.registers = new PlainPast();
    this.told = new PlainModel([['Acme', 'Acme Ltd']], []);
    /** What the clock shows, in milliseconds. */
    this.now = Date.parse(random.pick(BEGINNINGS)) + random.below(DAY);
    this.firstDay = this.today;
    /** Every instant at which anything was recorded. */
    this.instants = [];
    /** By register, what its configuration says of its history; empty when nothing. */
    this.history = new Map(REGISTERS.map((name) => [name, random.pick(HISTORIES)]));
    this.counts = { imports: 0, refused: 0, questions: 0, verdicts: 0 };
    this.#configuration = join(size.folder, 'past.toml');
  }

  /** The London day that the clock shows. */
  get today() {
    return londonDay(this.now);
  }

  /** The instant that the clock shows. */
  clock() {
    return new Date(this.now).toISOString();
  }

  /** Lives through the history; what was counted, the first differences, and what happened. */
  async live() {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(this.#configuration, this.#configured());
    try {
      for (let event = 0; event < this.#size.events && this.#differences.length === 0; event++) {
        await this.#happen(event);
      }
      if (this.#differences.length === 0) await this.#askAll();
    } finally {
      rmSync(this.folder, { recursive: true });
    }
    return { counts: this.counts, differences: this.#differences, log: this.#log };
  }

  #configured() {
    const kept = [...this.history].filter(([, history]) => history !== '');
    const sections = kept.map(([name, history]) => `[register.${name}]\nhistory = "${history}"\n`);
    return `[caller.Acme]\nlegal_entity = "Acme Ltd"\n${sections.join('')}`;
  }

  /** Time passes, something happens, and somebody asks. */
  async #happen(event) {
    const random = new Prng(this.#size.seed, event + 1);
    const days = random.pick([0, 0, 1, 3, 5, 5, 9, 9, 30]);
    this.now += random.pick([0, random.below(HOUR), days * DAY, days * DAY + random.below(DAY)]);
    // Within an hour of London's midnight, whichever time it goes by.
    if (random.below(6) === 0) this.now += DAY - (this.now % DAY) + 22 * HOUR + random.below(2 * HOUR);
    const register = REGISTERS[event % 3];
    if (this.#size.omitted?.has(event) === true) return;
    if (register === undefined) await this.#said.say(random);
    else await this.#imports.import(random, register);
    const asking = new Prng(this.#size.seed, event + 1, 1);
    for (let asked = 0; asked < this.#size.now; asked++) {
      const day = asking.pick([undefined, someDay(this, asking)]);
      await this.#ask({ ...someAsking(asking), asOf: undefined, day });
    }
  }

  /** Every day by what is known in the end, and every instant, just before it too. */
  async #askAll() {
    const { seed, days, instants } = this.#size;
    this.now += HOUR;
    const [first, last] = [this.firstDay - 45, this.today + DAYS_AFTER];
    const phase = seed % days;
    for (let day = first + phase; day <= last; day += days) {
      const random = new Prng(seed, day, 2);
      await this.#ask({ ...someAsking(random), asOf: undefined, day });
    }
    for (const [place, instant] of this.instants.entries()) {
      const random = new Prng(seed, place, 3);
      const before = new Date(Date.parse(instant) - 1).toISOString();
      for (const asOf of [instant, before]) {
        if (instants === Infinity) {
          for (let day = first; day <= last; day++) {
            await this.#ask({ ...someAsking(random), asOf, day });
          }
        } else if (random.unit() < instants) {
          const day = random.pick([undefined, someDay(this, random), someDay(this, random)]);
          await this.#ask({ ...someAsking(random), asOf, day });
        }
      }
      const ended = londonDay(Date.parse(instant));
      if (ended < this.today && random.below(4) === 0) {
        const day = random.pick([undefined, someDay(this, random)]);
        await this.#ask({ ...someAsking(random), asOf: isoDay(ended), day });
      }
    }
  }

  async #ask(question) {
    if (this.#differences.length === 0) await ask(this, question);
  }

  /** Runs a command; its status and its JSON. @param {readonly string[]} words */
  async run(words) {
    let out = '';
    const status = await this.#under.runCommandLine({
      arguments: [...words, '--json', '--config', this.#configuration],
      environment: { TPS_SCRUB_DATABASE: join(this.folder, 'past.db') },
      now: () => this.now,
      stdin: Readable.from([]),
      writeOut: (text) => void (out += text),
      writeError: (text) => void (out += text),
      copyToStdout: () => Promise.reject(new Error('nothing is copied here')),
      outIsTerminal: false,
      errorIsTerminal: false,
      account: 'tester',
      process: { id: 1, host: 'test' },
      isAlive: () => false,
      signal: new AbortController().signal,
    });
    return { status, said: JSON.parse(out) };
  }

  /** Notes what happened. */
  note(words) {
    this.#log.push(`${this.clock()} ${words}`);
  }

  /** Notes a difference. */
  same(what, found, expected) {
    const [is, should] = [JSON.stringify(found), JSON.stringify(expected)];
    if (is === should || this.#differences.length >= MOST_DIFFERENCES) return;
    this.#differences.push(`${what}: ${is} instead of ${should}`);
  }

  /** Notes when something was recorded: the clock does not go back behind it. */
  recorded(instant) {
    this.instants.push(instant);
    this.now = Math.max(this.now, Date.parse(instant));
  }

  /** The same of an objection, a consent, or what takes one back. */
  spoken(instant) {
    this.#spoken.push(instant);
    this.recorded(instant);
  }

  /** How many of these were recorded by an instant. */
  spokenBy(known) {
    return this.#spoken.filter((instant) => instant <= known).length;
  }
}
