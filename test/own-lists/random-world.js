// Random histories of many numbers in one database, each command held against the plain model. Plain
// JavaScript: the test gives it the source, test/bench/own-list-histories.js the built program.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Prng } from '../bench/prng.js';
import { compareMoments, compareNow } from './held-against-model.js';
import { keyOf, PlainModel } from './plain-model.js';
import { RandomConsents } from './random-consents.js';
import { RandomRegisters } from './random-registers.js';
import {
  CALLERS,
  CALLING,
  GROUPS,
  HEADER,
  isoDay,
  randomAdd,
  randomFile,
  toldBy,
} from './random-said.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** A history is what happens to so many numbers. */
const NUMBERS_A_GROUP = 6;
/** Exchanges of Ofcom's numbers for drama, a thousand numbers each. */
const DRAMA = ['07700900', '01632960', '01134960', '01144960', '01154960', '01164960', '01174960'];
/** Days before summer time ends or begins (25 October 2026, 28 March 2027), and others. */
const BEGINNINGS = ['2026-10-19', '2027-03-22', '2027-01-11'].map((day) => Date.parse(day));
const WINTER = [Date.parse('2026-10-25T01:00:00Z'), Date.parse('2027-03-28T01:00:00Z')];
const MOST_DIFFERENCES = 5;
const WHY = 'a test';
const OTHERS = HEADER.split(',').filter((name) => name !== 'number');
const COLUMNS = { number: ['number'], ...Object.fromEntries(OTHERS.map((name) => [name, name])) };

/** The London day of an instant, counted from 1970. */
function londonDay(milliseconds) {
  const isSummer = milliseconds < WINTER[0] || milliseconds >= WINTER[1];
  return Math.floor((milliseconds + (isSummer ? HOUR : 0)) / DAY);
}

/** One database, some hundred numbers, and everything that can happen to them. */
export class RandomWorld {
  #now;
  #files = [];
  #earlier;
  #atEnd;
  #rounds;
  #groups;
  #consents;
  #log = new Map();
  #differences = [];

  constructor(under, { seed, groups, rounds, folder, earlier, atEnd }) {
    this.under = under;
    this.random = new Prng(seed, groups);
    this.folder = folder;
    this.database = join(folder, 'scrub.db');
    /** The campaigns that are declared; none when any name is one. */
    this.campaigns = this.random.pick([[], ['Spring', 'Autumn'], ['Spring']]);
    this.model = new PlainModel(GROUPS, this.campaigns);
    this.#rounds = rounds;
    this.#earlier = earlier;
    this.#atEnd = atEnd;
    this.#now = this.random.pick(BEGINNINGS) + this.random.below(DAY);
    /** The day from which on registers are held. */
    this.firstDay = this.today;
    this.#groups = Array.from({ length: groups }, (_, group) =>
      Array.from({ length: NUMBERS_A_GROUP }, (__, at) => {
        const place = group * NUMBERS_A_GROUP + at;
        return DRAMA[Math.floor(place / 1000)] + String(place % 1000).padStart(3, '0');
      }),
    );
    this.numbers = this.#groups.flat();
    /** By moment of the model: the instant of its record, and its London day. */
    this.instants = [''];
    this.days = [0];
    /** Of verdicts, how many found an objection, a usable consent, and a reason to hold back. */
    this.counts = {
      ...{ commands: 0, refused: 0, scrubs: 0 },
      ...{ verdicts: 0, objected: 0, welcome: 0, lifted: 0, heldBack: 0 },
    };
    this.book = new under.CallerBook(CALLERS);
    /** The firm as the commands for consents have it. */
    this.firm = { book: this.book, campaigns: this.campaigns };
    this.registers = new RandomRegisters();
    this.#consents = new RandomConsents(this);
    /** Imports that can be undone: id, and name for the user. */
    this.imports = [];
    const { names } = this.book;
    /** By caller, the names that do not bind it. */
    this.notBoundBy = new Map(
      CALLING.map((caller) => {
        const bound = caller === '' ? names : this.book.boundBy(caller);
        return [caller, new Set(names.filter((name) => !bound.includes(name)))];
      }),
    );
  }

  /** The London day that the clock shows. */
  get today() {
    return londonDay(this.#now);
  }

  /** The instant that the clock shows. */
  clock = () => new Date(this.#now).toISOString();

  e164(number) {
    return Number(`44${number.slice(1)}`);
  }

  /** Lets time pass. */
  passed(milliseconds) {
    this.#now += milliseconds;
  }

  /** Holds what was found against the model's. @param {'objected' | 'welcome' | 'lifted' | 'heldBack'} name */
  judge(name, what, is, expected, number) {
    this.counts.verdicts++;
    if (is) this.counts[name]++;
    if (is !== expected) this.same(`${name}: ${what}`, is, expected, number);
  }

  /** Notes a difference, with the history of the number that it is about. */
  same(what, found, expected, number) {
    const [is, should] = [JSON.stringify(found), JSON.stringify(expected)];
    if (is === should || this.#differences.length >= MOST_DIFFERENCES) return;
    const history = this.#log.get(number) ?? [];
    this.#differences.push([`${what}: ${is} instead of ${should}`, ...history].join('\n    '));
  }

  /** Lives through all rounds; what was counted, and the first differences. */
  async run() {
    mkdirSync(this.folder, { recursive: true });
    try {
      for (let round = 0; round < this.#rounds && this.#differences.length === 0; round++) {
        await this.registers.keep(this);
        await this.#round();
        await compareNow(this, this.#earlier);
      }
      if (this.#differences.length === 0) compareMoments(this, this.#atEnd);
    } finally {
      rmSync(this.folder, { recursive: true });
    }
    return { counts: this.counts, differences: this.#differences };
  }

  async #round() {
    const { random } = this;
    const [some, few] = [this.#groups.length / 20, this.#groups.length / 80];
    this.passed(random.pick([0, 1, random.below(HOUR), random.below(DAY), random.below(4 * DAY)]));
    for (let adds = random.below(3); adds > 0; adds--) this.#add();
    for (let files = random.below(3); files > 0; files--) await this.#import();
    for (let ended = 0; ended < some; ended++) this.#withdraw();
    for (let adds = random.below(3); adds > 0; adds--) this.#consents.add();
    if (random.below(2) === 0) await this.#consents.import();
    for (let ended = 0; ended < few; ended++) this.#consents.withdraw();
    for (let settled = 0; settled < few; settled++) this.#resolve();
    if (random.below(3) === 0) await this.#import();
    if (random.below(5) < 2) this.#undo();
  }

  /** Who records. */
  get recorder() {
    const { database, clock } = this;
    return { database, clock, operator: '', account: 'tester' };
  }

  /** Notes what happened to numbers. */
  note(numbers, words) {
    const line = `${this.clock()} (${this.model.moment}) ${words}`;
    for (const number of numbers) {
      const lines = this.#log.get(number) ?? [];
      lines.push(line);
      this.#log.set(number, lines);
    }
  }

  /** Notes when a command was recorded. */
  recorded({ recorded }) {
    const { moment } = this.model;
    this.counts.commands++;
    this.instants[moment] = recorded;
    this.days[moment] = this.today;
    this.#now = Math.max(this.#now + this.random.below(3), Date.parse(recorded));
  }

  /** Runs a command that may be refused; undefined when it was. */
  #unlessRefused(command) {
    try {
      return command();
    } catch (error) {
      if (error.code !== 'wrong-use') throw error;
      this.counts.refused++;
      return undefined;
    }
  }

  #add() {
    const { random, model, under } = this;
    const values = this.numbers.filter(() => random.unit() < 0.08);
    if (values.length === 0) return;
    const { request, told } = randomAdd(random, this.today);
    const { batch } = under.suppressAdd({ ...this.recorder, ...request, values, firm: this.firm });
    model.add(values, told);
    this.note(values, `add ${JSON.stringify(told)}`);
    this.recorded(batch);
  }

  async #import() {
    const { random, today, model, under } = this;
    const file = randomFile(random, today, this.#groups, this.#files);
    if (file.rows.length === 0) return;
    this.#files.push(file);
    const path = join(this.folder, 'file.csv');
    const lines = [HEADER, ...file.rows.map(({ text }) => text), ''];
    writeFileSync(path, lines.join(random.pick(['\n', '\r\n'])));
    const { batch, rows } = await under.suppressImport({
      ...this.recorder,
      file: path,
      reading: this.#reading(file),
      firm: this.firm,
      dryRun: false,
      accepted: WHY,
      stdin: Readable.from([]),
      signal: new AbortController().signal,
      endAtOnce: () => () => undefined,
    });
    const said = file.rows.map((row) => ({ ...row, told: toldBy(row, file, today) }));
    const counts = model.importFile(batch.id, said);
    this.imports.push({ id: batch.id, name: `import-${batch.id}` });
    for (const { numbers, text, told } of said) {
      this.note(numbers, `import-${batch.id} ${file.source} '${text}' ${JSON.stringify(told)}`);
    }
    this.same(`rows of import-${batch.id}`, rows, counts);
    this.recorded(batch);
  }

  /** How a file is read: by the names of its columns, its list and source from outside. */
  #reading({ list, source }) {
    const entry = { class: 'asked-not-to-call', reference: '', caller: '', campaign: '' };
    return {
      columns: COLUMNS,
      where: [],
      dialect: { delimiter: undefined, encoding: undefined, header: true, skipLines: 0 },
      days: 'dmy',
      defaults: { ...entry, list, source, on: undefined, until: undefined },
      caller: (name, where) => this.book.named(name, where),
      campaign: (name) => name,
      today: isoDay(this.today),
    };
  }

  #withdraw() {
    const { random, today, model, under } = this;
    const some = Array.from({ length: 20 }, () => random.pick(this.numbers));
    const objected = some.find((one) => model.openEntries(one, today).length > 0);
    const number = random.below(9) > 0 && objected ? objected : some[0];
    const entries = model.openEntries(number, today);
    const one = entries.length > 0 ? random.pick(entries) : {};
    const names = ['list', 'class', 'source', 'caller', 'campaign'];
    const wanted = names.filter(() => random.below(2) === 0 && entries.length > 0);
    const asked = Object.fromEntries(wanted.map((name) => [name, one[name]]));
    const manner = random.pick(['mistake', 'person-asked']);
    // A mistake in what several commands recorded wants `all`: never-lost.test.ts has that refusal.
    const all = random.below(2) === 0 || manner === 'mistake';
    const ended = entries.filter((entry) => wanted.every((name) => entry[name] === one[name]));
    const about = { ...this.recorder, ...asked, values: [number], firm: this.firm };
    const request = { ...about, manner, all, why: WHY };
    const done = this.#unlessRefused(() => under.suppressWithdraw(request));
    const words = `${JSON.stringify(asked)}${all ? ' all' : ''}`;
    const isRefused = ended.length === 0 || (ended.length > 1 && !all);
    this.same(`withdrawing ${number} ${words} is refused`, done === undefined, isRefused, number);
    if (done === undefined) return;
    const found = done.ended.map(({ terms }) => keyOf(terms)).sort();
    this.same(`withdrawing ${number} ${words} ends`, found, ended.map(keyOf).sort(), number);
    model.withdraw(number, ended, manner, today);
    this.note([number], `withdraw ${manner} ${found.join(' ')}`);
    this.recorded(done.batch);
  }

  #resolve() {
    const { random, under, model } = this;
    const lines = under.unresolvedLines(this.database);
    if (lines.length === 0) return;
    const { name, text, terms } = random.pick(lines);
    const values = random.below(4) === 0 ? [] : [random.pick(this.numbers)];
    const request = { ...this.recorder, target: name, values, why: WHY };
    const { batch } = under.suppressResolve(request);
    const isIt = ({ told }) => keyOf(told) === keyOf(terms) && isoDay(told.from) === terms.told;
    const line = model.waiting().find((one) => one.text === text && isIt(one));
    this.same(`${name} waits in the model`, true, line !== undefined);
    if (line === undefined) return;
    model.resolve(line, values);
    this.note(values, `resolve ${name} '${text}'`);
    this.recorded(batch);
  }

  #undo() {
    const { random, under, model, today } = this;
    if (this.imports.length === 0) return;
    const { id, name } = random.pick(this.imports);
    const request = { ...this.recorder, import: name, why: WHY, firm: this.firm };
    const done = this.#unlessRefused(() => under.suppressUndo(request));
    this.same(`undoing ${name} is refused`, done === undefined, model.undone.has(id));
    if (done === undefined) return;
    const expected = model.undo(id, today);
    this.note(this.numbers, `undo ${name}`);
    for (const [what, numbers] of Object.entries(expected)) {
      this.same(`undoing ${name}: ${what}`, done[what], numbers.length, numbers[0]);
    }
    this.recorded(done.batch);
  }
}
