// What people say in a random past, objections and consents: plain JavaScript, see random-past.js.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isoDay } from './calendar.js';

/** @typedef {import('./random-past.js').RandomPast} RandomPast */
/** @typedef {import('../bench/prng.js').Prng} Prng */

const CLASSES = ['asked-not-to-call', 'asked-not-to-call', 'complaint', 'other', 'wrong-number'];
const SOURCE = 'agent-12';
const CALLER = 'Acme';
const WHY = 'a random history wants it';
const ENTRY = { list: 'internal', caller: '', campaign: '', reason: '', reference: '' };
const TERMS = { method: 'web form', wording: 'WF-7', kind: 'opt-in', obtained: 'own' };

export class RandomTold {
  #past;
  /** @type {{ number: string, on: string }[][]} */
  #files = [];
  /** Ids of imports. @type {number[]} */
  #imports = [];
  #references = 0;

  /** @param {RandomPast} past */
  constructor(past) {
    this.#past = past;
  }

  /** Somebody says something, or takes it back. @param {Prng} random */
  async say(random) {
    const kinds = ['add', 'add', 'withdraw', 'file', 'file', 'undo', 'consent', 'consent', 'back'];
    switch (random.pick(kinds)) {
      case 'add':
        return this.#add(random);
      case 'withdraw':
        return this.#withdraw(random);
      case 'file':
        return this.#file(random);
      case 'undo':
        return this.#undo(random);
      case 'consent':
        return this.#consent(random);
      default:
        return this.#takeBack(random);
    }
  }

  async #add(random) {
    const { today, numbers, told } = this.#past;
    const some = numbers.filter(() => random.below(4) === 0);
    const from = today - random.pick([0, 0, random.below(30)]);
    const name = random.pick(CLASSES);
    const until = name === 'other' && random.below(2) === 0 ? from + random.below(20) : undefined;
    if (some.length === 0) return;
    const last = until === undefined ? [] : ['--until', isoDay(until)];
    const days = ['--on', isoDay(from), ...last];
    const said = await this.#done(['suppress', 'add', ...some, '--reason', name, ...days]);
    const days2 = { from, until: until ?? Infinity, isDated: true, unreadDay: '' };
    told.add(some, { ...ENTRY, ...days2, class: name, source: '' });
    this.#past.spoken(said.instant);
  }

  async #withdraw(random) {
    const { today, numbers, told } = this.#past;
    const number = random.pick(numbers);
    const manner = random.pick(['mistake', 'person-asked']);
    const entries = told.openEntries(number, today);
    const words = ['suppress', 'withdraw', number, '--kind', manner, '--why', WHY, '--all'];
    const said = await this.#done(words, entries.length === 0 ? 2 : 0);
    if (entries.length === 0) return;
    told.withdraw(number, entries, manner, today);
    this.#past.spoken(said.instant);
  }

  /** A file of opt-outs, or one that came before. */
  async #file(random) {
    const { today, numbers, told, folder } = this.#past;
    const isAgain = this.#files.length > 0 && random.below(3) === 0;
    const some = numbers.filter(() => random.below(3) === 0);
    const rows = isAgain
      ? random.pick(this.#files)
      : some.map((number) => {
          const day = today - random.below(20);
          return { number, on: random.pick(['', isoDay(day)]), day };
        });
    if (rows.length === 0) return;
    if (!isAgain) this.#files.push(rows);
    const path = join(folder, 'opt-outs.csv');
    const lines = rows.map(({ number, on }) => `${number},${on}\n`);
    writeFileSync(path, `number,on\n${lines.join('')}`);
    const said = await this.#done(['suppress', 'import', path, '--source', SOURCE]);
    const id = Number(said.import.replace('import-', ''));
    this.#imports.push(id);
    const entry = { ...ENTRY, class: CLASSES[0], source: SOURCE, until: Infinity, unreadDay: '' };
    const asTold = rows.map(({ number, on, day }) => ({
      ...{ numbers: [number], text: `${number},${on}`, isUnread: false },
      told: { ...entry, from: on === '' ? today : day, isDated: on !== '' },
    }));
    told.importFile(id, asTold);
    this.#past.spoken(said.instant);
  }

  async #undo(random) {
    const { today, told } = this.#past;
    if (this.#imports.length === 0) return;
    const id = random.pick(this.#imports);
    const isUndone = told.undone.has(id);
    const words = ['suppress', 'undo', `import-${id}`, '--why', WHY];
    const said = await this.#done(words, isUndone ? 2 : 0);
    if (isUndone) return;
    told.undo(id, today);
    this.#past.spoken(said.instant);
  }

  async #consent(random) {
    const { today, numbers, told } = this.#past;
    const some = numbers.filter(() => random.below(3) === 0);
    if (some.length === 0) return;
    const from = today - random.pick([0, 0, random.below(12)]);
    const until = random.below(3) === 0 ? from + random.below(40) : undefined;
    const reference = `F-${++this.#references}`;
    const end = until === undefined ? [] : ['--until', isoDay(until)];
    const evidence = ['--method', TERMS.method, '--wording', TERMS.wording];
    const words = ['--caller', CALLER, '--on', isoDay(from), ...end, ...evidence];
    const said = await this.#done(['consent', 'add', ...some, ...words, '--reference', reference]);
    const days = { from, until: until ?? Infinity, isDated: true, unreadDay: '' };
    told.consent(some, { ...TERMS, ...days, caller: CALLER, purposes: ['live'], reference });
    this.#past.spoken(said.instant);
  }

  /** A consent is withdrawn, whether or not there was one. */
  async #takeBack(random) {
    const { today, numbers, told } = this.#past;
    const number = random.pick(numbers);
    const from = today - random.pick([0, 0, random.below(12)]);
    const words = ['--caller', CALLER, '--on', isoDay(from), '--why', WHY];
    const said = await this.#done(['consent', 'withdraw', number, ...words]);
    const days = { from, until: Infinity, isDated: true, unreadDay: '' };
    const entry = { ...ENTRY, ...days, class: 'consent-withdrawn', source: '', reason: WHY };
    told.add([number], { ...entry, caller: CALLER });
    this.#past.spoken(said.instant);
  }

  async #done(words, expected = 0) {
    const { status, said } = await this.#past.run(words);
    this.#past.note(`${words.join(' ')}: ${status}`);
    this.#past.same('the command ends with', status, expected);
    return said;
  }
}
