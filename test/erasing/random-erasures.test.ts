import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { erase } from '../../src/audit/erase.js';
import { verifyDatabase } from '../../src/audit/verify.js';
import { CallerBook } from '../../src/config/caller-book.js';
import { addDays, type Day, type Instant } from '../../src/core/day.js';
import { ScreeningError } from '../../src/core/errors.js';
import { consentAdd } from '../../src/intake/consent-add.js';
import { openForReading, type Store } from '../../src/store/database.js';
import { OwnLists } from '../../src/store/own-lists.js';
import {
  Dice,
  randomDatabase,
  randomQuestions,
  standing,
  type Question,
} from './random-database.js';

const ERASED = 25;
const erased: number[] = [];

let folder = '';
let before = '';
let after = '';
let numbers: number[] = [];
let book = new CallerBook(new Map());
let questions: Question[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'erasures-'));
  const made = await randomDatabase(folder, 5);
  const { instants } = made;
  ({ book, path: before } = made);
  numbers = [...made.numbers];
  after = join(folder, 'after.db');
  copyFileSync(before, after);
  questions = randomQuestions(new Dice(20261121), instants, 60);
  const clock = () => new Date(Date.parse(instants.at(-1) ?? '') + 60_000).toISOString() as Instant;
  const by = { operator: '', account: 'tester', clock, dryRun: false };
  for (const number of numbers) {
    if (erased.length === ERASED) break;
    try {
      erase({ ...by, database: after, number, request: `DSR-${String(number)}` });
      erased.push(number);
    } catch (error) {
      // An unread line of it waits to be settled.
      if (!(error instanceof ScreeningError) || error.code !== 'guard-refused') throw error;
    }
  }
  numbers = [...erased, ...numbers.filter((number) => !erased.includes(number))];
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('erasures over a random history', () => {
  it('make no verdict milder, on any day and with what was known at any moment', () => {
    const [then, now] = [openForReading(before) as Store, openForReading(after) as Store];
    const counts = { objected: 0, welcome: 0, stricter: 0 };
    const milder: string[] = [];
    for (const question of questions) {
      const [was, is] = [new OwnLists(then, question.asOf), new OwnLists(now, question.asOf)];
      for (const [index, number] of numbers.entries()) {
        const [first, second] = [
          standing(book, was, question, number),
          standing(book, is, question, number),
        ];
        const words = `${String(number)} ${JSON.stringify(question)}`;
        if (index >= ERASED) {
          if (JSON.stringify(first) !== JSON.stringify(second)) milder.push(`other: ${words}`);
          continue;
        }
        if (first.isObjected) counts.objected++;
        if (first.consentGiven !== undefined) counts.welcome++;
        if (second.isObjected && !first.isObjected) counts.stricter++;
        if (first.isObjected && !second.isObjected) milder.push(words);
        if (second.consentGiven !== undefined) milder.push(`consent: ${words}`);
      }
    }
    then.close();
    now.close();
    expect(milder).toEqual([]);
    // No answer is rare.
    expect(counts.objected).toBeGreaterThan(50);
    expect(counts.welcome).toBeGreaterThan(10);
    expect(counts.stricter).toBeGreaterThan(0);
  });

  it('let no consent that comes afterwards lift more than it would have', () => {
    const clock = () => '2027-12-01T09:00:00.000Z' as Instant;
    const given = addDays(questions[0]?.from as Day, 2);
    const paths = [before, after].map((path) => {
      const copy = `${path}.later.db`;
      copyFileSync(path, copy);
      const who = { database: copy, operator: '', account: 'tester', clock };
      const firm = { book, campaigns: [] };
      consentAdd({
        ...who,
        values: numbers.slice(0, ERASED).map((number) => `+${String(number)}`),
        said: {
          ...{ caller: 'Acme', on: given, until: undefined, given_text: '', purposes: 'live' },
          ...{ kind: 'opt-in', obtained: 'own', method: 'form', wording: 'call me' },
        },
        reference: 'new',
        requestedCallDays: 14,
        firm,
      });
      return copy;
    });
    const stores = paths.map((path) => openForReading(path) as Store);
    const lists = stores.map((store) => new OwnLists(store, clock()));
    const milder: string[] = [];
    for (let day = 0; day < 20; day++) {
      const from = addDays(given, day);
      const asked = { asOf: clock(), from, to: from, campaign: '', purpose: 'live' as const };
      for (const number of numbers.slice(0, ERASED)) {
        const question = { ...asked, caller: 'Acme' };
        const [was, is] = lists.map((one) => standing(book, one, question, number));
        if (was?.isObjected && !is?.isObjected) milder.push(`${String(number)} ${from}`);
      }
    }
    for (const store of stores) store.close();
    expect(milder).toEqual([]);
  });

  it('leave a database that verifies', async () => {
    const surroundings = { signal: new AbortController().signal, begins: () => undefined };
    const found = await verifyDatabase(
      { database: after, head: undefined, quick: false },
      surroundings,
    );
    expect(found.checks.flatMap(({ findings }) => findings)).toEqual([]);
    expect(found.notes.filter((note) => note.includes('erased by line')).length).toBeGreaterThan(
      15,
    );
  });

  it('leave no text that was of erased numbers alone', () => {
    const store = openForReading(before) as Store;
    const lists = new OwnLists(store, '9999-12-31T23:59:59.999Z' as Instant);
    const textsOf = (number: number) => [
      ...lists.eventsOf(number).flatMap(({ terms, reference }) => [terms.reason, reference]),
      ...lists.consentsOf(number).map(({ reference }) => reference),
    ];
    const kept = new Set(numbers.slice(ERASED).flatMap(textsOf));
    const gone = new Set(numbers.slice(0, ERASED).flatMap(textsOf));
    store.close();
    const words = [...gone].filter((text) => text.length > 3 && !kept.has(text));
    const bytes = readFileSync(after);
    const kepts = [...kept];
    const left = words.filter(
      (text) => bytes.includes(`"${text}"`) && !kepts.some((other) => other.includes(text)),
    );
    expect(left).toEqual([]);
  });
});
