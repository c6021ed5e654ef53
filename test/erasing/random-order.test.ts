import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { erase } from '../../src/audit/erase.js';
import { hold, release } from '../../src/audit/holds.js';
import { purge } from '../../src/audit/purge.js';
import { verifyDatabase } from '../../src/audit/verify.js';
import { addDays, londonDay, type Day, type Instant } from '../../src/core/day.js';
import { ScreeningError } from '../../src/core/errors.js';
import { RETENTION_NAMES, retentionPeriods } from '../../src/policy/retention.js';
import { suppressAdd } from '../../src/intake/suppress-add.js';
import { openForReading, type Store } from '../../src/store/database.js';
import { OwnLists } from '../../src/store/own-lists.js';
import {
  Dice,
  randomDatabase,
  randomQuestions,
  standing,
  type RandomDatabase,
} from './random-database.js';

const STEPS = 40;
const FOREVER = '9999-12-31T23:59:59.999Z' as Instant;

let folder = '';
let made: RandomDatabase;
let database = '';
let now = 0;
const counts = { erased: 0, refused: 0, held: 0, released: 0, purged: 0, unread: 0, consents: 0 };
/** By case, the number that it holds and what was said of it when the hold was made. */
const held = new Map<string, { readonly number: number; readonly said: string }>();
/** Numbers of which each has a word of its own. */
let chosen: readonly number[] = [];
const erased: number[] = [];
/** What was found wrong after a step, in words. */
const wrong: string[] = [];

const clock = (): Instant => new Date((now += 60_000)).toISOString() as Instant;

function keeper() {
  return { database, operator: '', account: 'tester', clock };
}

function reading<T>(path: string, look: (store: Store) => T): T {
  const store = openForReading(path) as Store;
  try {
    return look(store);
  } finally {
    store.close();
  }
}

/** All that counts of a number, word for word. */
function saidOf(store: Store, number: number): string {
  const lists = new OwnLists(store, FOREVER);
  const said = [...lists.eventsOf(number), ...lists.consentsOf(number)];
  return JSON.stringify(said.map(({ terms, reference, sequence }) => [terms, reference, sequence]));
}

/** A word that is said of one number alone. */
function wordOf(number: number): string {
  return `word-of-${String(number)}.`;
}

const SAID = {
  list: 'internal',
  class: 'other',
  reason: '',
  source: '',
  caller: '',
  campaign: '',
  on: undefined,
  until: undefined,
} as const;

function sayWords(): void {
  const firm = { book: made.book, campaigns: [] };
  for (const number of chosen) {
    const reference = wordOf(number);
    suppressAdd({
      ...keeper(),
      values: [`+${String(number)}`],
      party: undefined,
      ...SAID,
      reference,
      firm,
    });
  }
}

function eraseOne(number: number): void {
  try {
    const by = { ...keeper(), dryRun: false };
    if (erase({ ...by, number, request: 'DSR' }).line === 0) return;
    if ([...held.values()].some((one) => one.number === number)) wrong.push('held, and erased');
    erased.push(number);
    counts.erased++;
  } catch (error) {
    if (!(error instanceof ScreeningError) || error.code !== 'guard-refused') throw error;
    counts.refused++;
  }
}

function holdOne(number: number, step: number): void {
  const said = reading(database, (store) => saidOf(store, number));
  hold(keeper(), `+${String(number)}`, `CASE-${String(step)}`);
  held.set(`CASE-${String(step)}`, { number, said });
  counts.held++;
}

function releaseOne(dice: Dice): void {
  const reference = dice.pick([...held.keys()]);
  release(keeper(), reference, 'closed');
  held.delete(reference);
  counts.released++;
}

function purgeBefore(before: Day): void {
  const how = { kinds: RETENTION_NAMES, retention: retentionPeriods(undefined), dryRun: false };
  const result = purge({ ...keeper(), ...how, before, shorter: 'a test', leaveHeld: true });
  if (result.line > 0) counts.purged++;
  counts.unread += result.unread;
  counts.consents += result.consents;
}

async function verify(step: number): Promise<void> {
  const surroundings = { signal: new AbortController().signal, begins: () => undefined };
  const found = await verifyDatabase({ database, head: undefined, quick: false }, surroundings);
  const findings = found.checks.flatMap((check) => check.findings);
  if (findings.length > 0) wrong.push(`step ${String(step)}: ${JSON.stringify(findings)}`);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'order-'));
  made = await randomDatabase(folder, 11);
  database = join(folder, 'after.db');
  copyFileSync(made.path, database);
  now = Date.parse(made.instants.at(-1) as string) + 60_000;
  chosen = made.numbers.filter((_, at) => at % 4 === 0);
  sayWords();
  const dice = new Dice(7);
  const first = londonDay(made.instants[0] as Instant);
  for (let step = 0; step < STEPS; step++) {
    const number = dice.pick(chosen);
    const what = dice.below(10);
    if (what < 1 && held.size > 0) eraseOne(dice.pick([...held.values()]).number);
    else if (what < 5) eraseOne(number);
    else if (what < 7) holdOne(number, step);
    else if (what < 8 && held.size > 0) releaseOne(dice);
    // The days of the world are so many at most; nothing of a day to come is purged.
    else
      purgeBefore([addDays(first, step / 2 + dice.below(6)), londonDay(clock())].sort()[0] as Day);
    for (const { number: kept, said } of held.values()) {
      if (reading(database, (store) => saidOf(store, kept)) !== said) wrong.push('held, changed');
    }
    if (step % 8 === 7) await verify(step);
  }
}, 180_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('erasures, purges and holds in any order', () => {
  it('leave what is held as it was, and a database that verifies', () => {
    expect(wrong).toEqual([]);
    expect(Math.min(...Object.values(counts)), JSON.stringify(counts)).toBeGreaterThan(0);
  });

  it('make no verdict milder, on any day and with what was known at any moment', () => {
    const questions = randomQuestions(new Dice(3), made.instants, 40);
    const milder: string[] = [];
    const found = { objected: 0, welcome: 0, refused: 0 };
    reading(made.path, (then) => {
      reading(database, (later) => {
        for (const question of questions) {
          const [was, is] = [then, later].map((store) => new OwnLists(store, question.asOf));
          for (const number of made.numbers) {
            const first = standing(made.book, was as OwnLists, question, number);
            const second = standing(made.book, is as OwnLists, question, number);
            const words = `${String(number)} ${JSON.stringify(question)}`;
            if (first.isObjected) found.objected++;
            if (first.isObjected && !second.isObjected) milder.push(words);
            if (first.consentGiven !== undefined) found.welcome++;
            else if (second.consentGiven !== undefined) milder.push(`consent: ${words}`);
            if (first.consentGiven !== undefined && second.consentGiven === undefined) {
              found.refused++;
            }
          }
        }
      });
    });
    expect(milder).toEqual([]);
    expect(Math.min(...Object.values(found)), JSON.stringify(found)).toBeGreaterThan(0);
  });

  it('leave no word that was of erased numbers alone, and every word of the others', () => {
    const bytes = readFileSync(database);
    const stands = chosen.filter((number) => bytes.includes(wordOf(number)));
    expect(stands).toEqual(chosen.filter((number) => !erased.includes(number)));
  });

  it('go on once every case is released', async () => {
    for (const reference of [...held.keys()]) {
      release(keeper(), reference, 'closed');
      const { number } = held.get(reference) as { number: number };
      held.delete(reference);
      eraseOne(number);
    }
    purgeBefore(londonDay(clock()));
    await verify(STEPS);
    expect(wrong).toEqual([]);
  });
});
