// One random history in one database, and questions about every day and instant of it. Plain JavaScript:
// the test gives it the source, test/bench/past-histories.js the built program.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Prng } from '../bench/prng.js';
import { PlainModel } from '../own-lists/plain-model.js';
import { londonDay } from './calendar.js';
import { questionsInTheEnd, someQuestion } from './asked-days.js';
import { ask, OWN_POLICIES, REGISTERS } from './past-questions.js';
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
/** What is kept of older editions; nothing is said when empty. */
const KEPT = ['', '', 'full', 'differences', 'none'];
/** One history in so many changes its mind about that on the way. */
const WAVERING = 4;
const MOST_DIFFERENCES = 3;

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
  #isWavering;

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
    /** By register, what its configuration says of its history. */
    this.history = new Map(REGISTERS.map((name) => [name, random.pick(KEPT)]));
    this.#isWavering = random.below(WAVERING) === 0;
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
    this.#configure();
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

  #configure() {
    const kept = [...this.history].filter(([, history]) => history !== '');
    const sections = kept.map(([name, history]) => `[register.${name}]\nhistory = "${history}"\n`);
    const caller = '[caller.Acme]\nlegal_entity = "Acme Ltd"\n';
    writeFileSync(this.#configuration, [caller, OWN_POLICIES, ...sections].join(''));
    this.note([...this.history].map(([name, history]) => `${name} keeps '${history}'`).join(', '));
  }

  /** Time passes, something happens, and somebody asks. */
  async #happen(event) {
    const random = new Prng(this.#size.seed, event + 1);
    const days = random.pick([0, 0, 1, 3, 5, 5, 9, 9, 30]);
    this.now += random.pick([0, random.below(HOUR), days * DAY, days * DAY + random.below(DAY)]);
    // The last two hours of a day, in summer over London's midnight.
    if (random.below(6) === 0) this.now += 2 * DAY - (this.now % DAY) - random.below(2 * HOUR);
    const register = REGISTERS[event % 3];
    if (this.#size.omitted?.has(event) === true) return;
    if (register === undefined) await this.#said.say(random);
    else {
      if (this.#isWavering && random.below(3) === 0) {
        this.history.set(register, random.pick(KEPT));
        this.#configure();
      }
      await this.#imports.import(random, register);
    }
    const asking = new Prng(this.#size.seed, event + 1, 1);
    if (asking.unit() >= this.#size.now) return;
    await this.#ask(someQuestion(this, asking, undefined));
  }

  async #askAll() {
    this.now += HOUR;
    for (const question of questionsInTheEnd(this, this.#size)) await this.#ask(question);
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
      writeError: () => undefined,
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
