// Consents that random people give, pass on and take back: plain JavaScript, see random-world.js.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { isoDay } from './random-said.js';

/** @typedef {import('./random-world.js').RandomWorld} RandomWorld */
/** @typedef {import('../bench/prng.js').Prng} Prng */

const GIVEN_TO = [...Array(6).fill('Acme'), ...Array(6).fill('Borough'), 'Brightline', 'Callwell'];
const PURPOSES = [['live'], ['live'], ['live', 'automated'], ['live', 'automated'], ['claims']];
const METHODS = [...Array(15).fill('web form'), ''];
const WORDINGS = [...Array(15).fill('you may call me'), 'call me', ''];
const REFERENCES = [...Array(12).fill('F-1'), 'F-2', ''];
const KINDS = ['opt-in', 'opt-in', 'opt-in', 'requested-call'];
const OBTAINED = ['own', 'own', 'own', 'third-party'];
/** A wish to be called back holds for so many days. */
const REQUESTED_CALL_DAYS = 5;
const WHY = 'a test';
const NAMES = 'number,caller,on,until,method,wording,reference,for,kind,obtained';
const [, ...OTHERS] = NAMES.split(',');
const COLUMNS = { number: ['number'], ...Object.fromEntries(OTHERS.map((name) => [name, name])) };

/** What can be done with consents in a world. */
export class RandomConsents {
  #world;
  #files = [];

  /** @param {RandomWorld} world */
  constructor(world) {
    this.#world = world;
  }

  /** A person types consents. */
  add() {
    const { random, today, numbers, model, under, firm } = this.#world;
    const values = numbers.filter(() => random.unit() < 0.2);
    if (values.length === 0) return;
    const day = random.below(8) === 0 ? undefined : dayBefore(random, today);
    const until = random.below(4) === 0 ? (day ?? today) + random.below(10) : undefined;
    const { purposes, reference, ...rest } = randomTerms(random);
    const terms = { ...rest, caller: random.pick(GIVEN_TO) };
    const on = day === undefined ? undefined : isoDay(day);
    const { batch } = under.consentAdd({
      ...this.#world.recorder,
      values,
      said: {
        ...{ ...terms, on, given_text: '', purposes: purposes.join(' ') },
        until: until === undefined ? undefined : isoDay(until),
      },
      reference,
      requestedCallDays: REQUESTED_CALL_DAYS,
      firm,
    });
    const days = { day, unreadDay: '', until };
    const consent = consentOf({ ...terms, purposes, reference }, days, today);
    model.consent(values, consent);
    this.#world.note(values, `consent ${JSON.stringify(consent)}`);
    this.#world.recorded(batch);
  }

  /** A file of consents, refused when it would lift an objection and nobody said that it may. */
  async import() {
    const { random, today, numbers, model, under, folder, firm, book } = this.#world;
    const file = randomFile(random, today, numbers, this.#files);
    if (file.rows.length === 0) return;
    this.#files.push(file);
    const path = join(folder, 'consents.csv');
    writeFileSync(path, [NAMES, ...file.rows.map(({ text }) => text), ''].join('\n'));
    const rows = file.rows.map((row) => ({ ...row, consent: rowConsent(row, file, today) }));
    const lifted = model.lifted(rows, today);
    const request = {
      ...this.#world.recorder,
      file: path,
      reading: {
        columns: COLUMNS,
        ignore: [],
        dialect: { delimiter: undefined, encoding: undefined, header: true, skipLines: 0 },
        days: 'dmy',
        defaults: {
          ...{ caller: file.caller, on: undefined, given_text: '', until: undefined, method: '' },
          ...{ wording: '', purposes: 'live', kind: 'opt-in', obtained: 'own', reference: '' },
        },
        requestedCallDays: REQUESTED_CALL_DAYS,
        caller: (name, where) => book.named(name, where),
        today: isoDay(today),
      },
      dryRun: false,
      firm,
      stdin: Readable.from([]),
      signal: new AbortController().signal,
      endAtOnce: () => () => undefined,
    };
    const first = await this.#attempt({ ...request, liftObjections: '' });
    const found = sortedOnce(first.lifted.map(({ e164 }) => `0${e164 - 44e10}`));
    this.#world.same('numbers whose objection a file lifts', found, lifted, lifted[0]);
    const done = first.done ?? (await under.consentImport({ ...request, liftObjections: WHY }));
    const { batch, rows: counts } = done;
    const expected = model.importConsents(batch.id, rows);
    this.#world.imports.push({ id: batch.id, name: `consent-import-${batch.id}` });
    for (const { number, text, consent } of rows) {
      const words = `'${text}' ${JSON.stringify(consent)}`;
      this.#world.note([number], `consent-import-${batch.id} to ${file.caller} ${words}`);
    }
    this.#world.same(`rows of consent-import-${batch.id}`, counts, expected);
    this.#world.recorded(batch);
  }

  /** A person takes a consent back, whether or not there is one. */
  withdraw() {
    const { random, today, numbers, model, under, firm } = this.#world;
    const number = random.pick(numbers);
    const caller = random.pick(GIVEN_TO);
    const day = random.pick([undefined, undefined, today - random.below(6)]);
    const source = random.pick(['', 'agent-12']);
    const { batch } = under.consentWithdraw({
      ...this.#world.recorder,
      ...{ value: number, caller, why: WHY, source, reference: '', firm },
      on: day === undefined ? undefined : isoDay(day),
    });
    const told = {
      ...{ list: 'internal', class: 'consent-withdrawn', source, caller, campaign: '' },
      ...{ reason: WHY, reference: '', from: day ?? today, until: Infinity },
      ...{ isDated: true, unreadDay: '' },
    };
    model.add([number], told);
    this.#world.note([number], `consent withdraw ${JSON.stringify(told)}`);
    this.#world.recorded(batch);
  }

  /** What was recorded, or the objections because of which nothing was. */
  async #attempt(request) {
    try {
      return { done: await this.#world.under.consentImport(request), lifted: [] };
    } catch (error) {
      if (error.code !== 'guard-refused') throw error;
      this.#world.counts.refused++;
      return { done: undefined, lifted: error.lifted };
    }
  }
}

function sortedOnce(values) {
  return [...new Set(values)].sort();
}

/** A day on which a consent was given: mostly not long ago, or no objection would be lifted. */
function dayBefore(random, today) {
  return today - random.pick([0, 0, 1, random.below(12)]);
}

/** What a consent says beside its caller and days. @param {Prng} random */
function randomTerms(random) {
  return {
    purposes: random.pick(PURPOSES),
    kind: random.pick(KINDS),
    obtained: random.pick(OBTAINED),
    method: random.pick(METHODS),
    wording: random.pick(WORDINGS),
    reference: random.pick(REFERENCES),
  };
}

/** What is said as the model has it. @param {{ day?: number, unreadDay: string, until?: number }} days */
function consentOf(said, { day, unreadDay, until }, today) {
  const from = day ?? today;
  const end = said.kind === 'requested-call' ? from + REQUESTED_CALL_DAYS : Infinity;
  return { ...said, from, isDated: day !== undefined, unreadDay, until: until ?? end };
}

/**
 * New rows, or a file that came before with some rows gone and some new.
 *
 * @param {Prng} random
 */
function randomFile(random, today, numbers, before) {
  const known = random.below(2) === 0 ? undefined : random.pick([undefined, ...before]);
  const share = known === undefined ? 0.4 : 0.05;
  const rows = numbers
    .filter(() => random.unit() < share)
    .map((number) => randomRow(random, today, number));
  if (known === undefined) return { caller: random.pick(['', 'Acme', 'Borough']), rows };
  const again = known.rows.filter(() => random.below(10) > 0);
  return { caller: known.caller, rows: [...again, ...rows] };
}

/** A row before it is sent: its text, and what the model must know of its cells. */
function randomRow(random, today, number) {
  const [cell, isWhole] = random.pick([
    ...Array(12).fill([number, true]),
    [`${number} / 07700 900999`, false],
    [`${number} ref 12345`, false],
    ['the lady of the house', false],
    ['', false],
  ]);
  const day = dayBefore(random, today);
  const on = random.pick([
    ...[
      { text: isoDay(day), day },
      { text: isoDay(day), day },
    ],
    { text: isoDay(day).split('-').reverse().join('/'), day },
    ...[{ text: '' }, { text: 'soon' }, { text: isoDay(today + 2), day: today + 2 }],
  ]);
  const until = random.below(5) === 0 ? today + random.below(12) - 6 : undefined;
  const caller = random.pick([...GIVEN_TO, '', '', 'Nobody Ltd']);
  const { purposes, ...terms } = randomTerms(random);
  const isOdd = random.below(12) === 0;
  const odd = isOdd ? random.pick(['for', 'kind', 'obtained']) : '';
  const words = {
    ...{ caller, on: on.text, until: until === undefined ? '' : isoDay(until) },
    ...{ ...terms, for: purposes.join(random.pick([' ', ', ', '; '])) },
    ...(odd === '' ? {} : { [odd]: 'fax' }),
  };
  const quoted = [cell, ...OTHERS.map((name) => words[name])].map((text) =>
    text.includes(',') ? `"${text}"` : text,
  );
  const isFit = isWhole && odd === '' && caller !== 'Nobody Ltd';
  return { text: quoted.join(','), number, isFit, on, until, said: { ...terms, purposes, caller } };
}

/** What a row says when it is sent on a day; undefined when nobody is to be called for its sake. */
function rowConsent({ isFit, on, until, said }, file, today) {
  const caller = said.caller === '' ? file.caller : said.caller;
  const isDated = on.day !== undefined && on.day <= today;
  const days = { day: isDated ? on.day : undefined, unreadDay: isDated ? '' : on.text, until };
  const consent = consentOf({ ...said, caller }, days, today);
  const isOver = isDated && consent.until < consent.from;
  return isFit && caller !== '' && !isOver ? consent : undefined;
}
